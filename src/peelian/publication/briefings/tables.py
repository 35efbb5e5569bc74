"""The table of a briefing: a row for each measure, with its interval, everyone, and a year before."""

from __future__ import annotations

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.briefings.briefing import Briefing, BriefingPart, BriefingRow
from peelian.publication.mark import mark_of
from peelian.publication.share_decimals import say_share
from peelian.publication.survey_words import say_points
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count

_AGAINST = {"above": ("▲", "clearly above"), "below": ("▼", "clearly below")}


def briefing_table(briefing: Briefing, part: BriefingPart) -> Table:
    """Return what a survey says of an area as a table.

    Parameters
    ----------
    briefing
        The briefing.
    part
        One survey of it.
    """
    heads = (
        (_begin(part.rows[0].here.period.words()), "w"),
        (briefing.area.name, ""),
        ("95% interval", ""),
        (briefing.whole.name, ""),
        (f"Against {briefing.whole.name}", "w"),
        ("A year before", ""),
        ("Change", ""),
        ("What can be said", "w"),
        ("People asked", ""),
    )
    caption = f"{part.survey.title}: {briefing.area.name} against {briefing.whole.name} and a year before"
    return Table(caption, heads, tuple(_row(row) for row in part.rows))


def _begin(words: str) -> str:
    return words[:1].upper() + words[1:]


def _row(row: BriefingRow) -> tuple[Cell, ...]:
    here, whole = row.here, row.whole
    if here.value is None:
        blank = tuple(Cell("") for _ in range(5))
        base = Cell("" if here.base is None else say_count(here.base))
        return (
            Cell(row.measure.title),
            Cell("too few asked", css="state"),
            Cell(""),
            _share(whole),
            *blank[:4],
            base,
        )
    mark, change = mark_of(here, row.measure.direction), here.change
    state = " [u]" if here.state == "low reliability" else ""
    return (
        Cell(row.measure.title),
        Cell(f"{say_share(here.value)}{state}"),
        Cell(_between(here)),
        _share(whole),
        _against(row),
        Cell("–" if change is None or change.previous is None else say_share(change.previous)),
        Cell(
            "–" if change is None or change.change is None else f"{_signed(change.change)} pts", css=mark.tone
        ),
        Cell(mark.words, css=f"w {mark.tone}", symbol=mark.symbol),
        Cell("" if here.base is None else say_count(here.base)),
    )


def _against(row: BriefingRow) -> Cell:
    here, there = row.here.value, row.whole.value if row.whole is not None else None
    if row.against == "not known" or here is None or there is None:
        return Cell("not known", css="w state")
    points = f"{_signed(here - there)} pts"
    if row.against not in _AGAINST:
        return Cell(points, css="w flat", drawn=Markup('<span class="said">, not clear</span>'))
    symbol, words = _AGAINST[row.against]
    return Cell(
        points, css="w clear", symbol=symbol, drawn=Markup('<span class="said">, {}</span>').format(words)
    )


def _share(finding: Finding | None) -> Cell:
    return Cell("–" if finding is None or finding.value is None else say_share(finding.value))


def _between(finding: Finding) -> str:
    if finding.lower is None or finding.upper is None:
        return ""
    return f"{say_share(finding.lower)} to {say_share(finding.upper)}"


def _signed(value: float) -> str:
    points = say_points(value)
    return points if value < 0 or points == "0.0" else f"+{points}"
