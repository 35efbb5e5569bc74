"""Gaps of groups from everyone, survey by survey."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from peelian.publication.desk import Desk, month_words
from peelian.publication.forms import newest_in_form
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader
from peelian.publication.survey_text import SurveyText
from peelian.publication.surveys.gap_grid import PART, GapGrid, gap_grids
from peelian.publication.surveys.gap_panels import gap_panel
from peelian.publication.surveys.gap_parts import part_panel
from peelian.publication.surveys.gap_words import headline_of_gaps
from peelian.publication.surveys.paths import gaps_of, home_of

_LIST = "survey/index.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise a page of gaps for each survey that has gaps of groups from everyone."""
    for survey in reader.edition.surveys:
        desk = Desk(reader, gaps_of(survey))
        if grids := gap_grids(desk, survey):
            yield Promise(desk.path, partial(_make, desk, survey, grids))


def _make(desk: Desk, survey: SurveyText, grids: tuple[GapGrid, ...]) -> Page:
    reader = desk.reader
    panels = [
        gap_panel(desk, grid, name=f"gaps-{place}" if place else "gaps") for place, grid in enumerate(grids)
    ]
    taken_apart = [
        measure
        for measure in reader.measures
        if measure.source == survey.name
        and any(f.method.startswith(PART) for f in newest_in_form(reader, measure.id, reader.top, "gap"))
    ]
    panels += [
        panel
        for place, measure in enumerate(taken_apart)
        if (panel := part_panel(desk, measure, name=f"parts-{place}" if place else "parts")) is not None
    ]
    newest = grids[0].findings()[0]
    return Page(
        path=desk.path,
        headline=headline_of_gaps(grids[0]),
        section="surveys",
        overline=f"Gaps between groups · {survey.title}",
        stand_first=(
            "How far the share of each group lies from that of everyone, in percentage points. A number "
            "with a mark is a gap that chance does not explain; one without is not."
        ),
        meta=f"Interviews of {newest.period.words()} · data to {month_words(newest.period.end)}",
        crumbs=(("Overview", "index.html"), ("Surveys", _LIST), (survey.title, home_of(survey))),
        panels=say_caveats_once(panels),
    )
