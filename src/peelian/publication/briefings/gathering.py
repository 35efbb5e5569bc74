"""Gathering a briefing: the newest share of every survey measure of an area, beside that of everyone."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.briefings.briefing import Against, Briefing, BriefingPart, BriefingRow
from peelian.publication.edition import MeasureText
from peelian.publication.paths import slugs
from peelian.publication.reader import Reader
from peelian.publication.survey_text import SurveyText
from peelian.publication.survey_words import is_of_a_survey
from peelian.publication.surveys.apart import stand_apart
from peelian.reference.area import Area


def briefed_areas(reader: Reader) -> dict[str, Area]:
    """Return the areas that some survey measure is told of, of the first level below the force, by path.

    A briefing says what is clear of an area and what is not. Surveys that people chose to answer are in none;
    where the level gets no pages there are no briefings.

    Parameters
    ----------
    reader
        The edition.
    """
    level = reader.levels[0] if reader.levels else ""
    if level not in reader.paged:
        return {}
    surveyed = {survey.name for survey in _briefed(reader)}
    told = [m for m in reader.measures if m.source in surveyed and level in reader.index.levels(m.id)]
    if not told:
        return {}
    areas = [area for area in reader.areas_at(level) if any(reader.now(m, area) is not None for m in told)]
    names = slugs(area.name for area in areas)
    return {f"briefing/{names[area.name]}.html": area for area in areas}


def briefing_of(reader: Reader, area: Area) -> str | None:
    """Return the path of an area's briefing, or None where it has none.

    Parameters
    ----------
    reader
        The edition.
    area
        The area.
    """
    if not reader.edition.surveys or not reader.levels or area.level != reader.levels[0]:
        return None
    return next((path for path, each in briefed_areas(reader).items() if each.code == area.code), None)


def gather_briefing(reader: Reader, area: Area) -> Briefing:
    """Return the briefing of an area.

    Parameters
    ----------
    reader
        The edition.
    area
        The area.
    """
    pairs: list[tuple[SurveyText, MeasureText, Finding, Finding | None]] = []
    for survey in _briefed(reader):
        for measure in reader.measures:
            here = reader.now(measure, area) if measure.source == survey.name else None
            if here is None or here.kind != "share" or not is_of_a_survey(here):
                continue
            whole = reader.now(measure, reader.top)
            same = whole is not None and whole.period == here.period
            pairs.append((survey, measure, here, whole if same else None))
    middle = {m.id: w.value for _, m, _, w in pairs if w is not None and w.value is not None}
    apart = stand_apart({m.id: here for _, m, here, _ in pairs}, middle)
    parts = []
    for survey in _briefed(reader):
        rows = tuple(
            BriefingRow(measure, here, whole, _against(here, whole, clear=measure.id in apart))
            for of, measure, here, whole in pairs
            if of is survey
        )
        if rows:
            parts.append(BriefingPart(survey, _waves(survey, rows), rows))
    briefing = Briefing(area, reader.top, tuple(parts), ())
    return Briefing(area, reader.top, tuple(parts), reader.caveats(briefing.findings()))


def _briefed(reader: Reader) -> tuple[SurveyText, ...]:
    return tuple(survey for survey in reader.edition.surveys if not survey.self_selected)


def _against(here: Finding, whole: Finding | None, *, clear: bool) -> Against:
    if here.value is None or whole is None or whole.value is None:
        return "not known"
    if not clear:
        return "no clear difference"
    return "above" if here.value > whole.value else "below"


def _waves(survey: SurveyText, rows: Sequence[BriefingRow]) -> str:
    period = rows[0].here.period
    inside = [wave.name for wave in survey.waves if wave.start <= period.end and wave.end >= period.start]
    if not inside:
        return ""
    return f"wave {inside[0]}" if len(inside) == 1 else f"waves {inside[0]} to {inside[-1]}"
