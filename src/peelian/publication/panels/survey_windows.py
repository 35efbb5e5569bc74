"""Several windows side by side: what people said lately and over longer, each with its base."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.cells import change_cell, interval_cell, value_cell
from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.mark import mark_of
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.survey_words import is_of_a_survey
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area
from peelian.reference.unit import say_count

_SHORTEST_FIRST = ("month", "quarter", "rolling 6 months", "rolling 12 months")
_DRAWN = (
    "Which is the truer. A short window is nearer to now and rests on fewer people, so its margin is "
    "wider; the longer one holds the shorter, so they are not two samples."
)
_NOT_DRAWN = f"{WHY_NO_MARGIN}. The longer window holds the shorter; other people may have come in each."
_OF_CHANCE = ("Margin (95%)", "Effective base", "Change on a year before", "95% interval")


def survey_windows_panel(desk: Desk, measure: MeasureText, area: Area) -> Panel | None:
    """Return the newest month, quarter, six and twelve months of a survey side by side.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.

    Returns
    -------
    Panel or None
        None where a share of a survey is not told for six months: months and years have panels of their own.
    """
    index = desk.reader.index
    kinds = [kind for kind in _SHORTEST_FIRST if kind in index.kinds(measure.id)]
    found = [f for kind in kinds for f in index.series(measure.id, area.code, kind, last=1)]
    if "rolling 6 months" not in kinds or len(found) < 2 or not all(map(is_of_a_survey, found)):
        return None
    name = "windows"
    return Panel(
        id=name,
        kicker=f"Newest months side by side · data to {month_words(found[-1].period.end)}",
        title="Lately, and over longer",
        sentence=_sentence(found, measure),
        table=_table(desk, found, caption=f"{measure.title} in {area.name}: newest windows side by side"),
        cannot_tell=_NOT_DRAWN if has_no_margin(found[0]) else _DRAWN,
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        wide=False,
    )


def _sentence(found: Sequence[Finding], measure: MeasureText) -> str:
    told = [
        f"{say_value(f)} in {f.period.words()} ({say_count(f.base or 0)} {measure.unit})"
        for f in found
        if f.value is not None
    ]
    if len(told) < 2:
        return told[0] if told else "Too few people answered for a figure."
    return f"{', '.join(told[:-1])} and {told[-1]}."


def _table(desk: Desk, found: Sequence[Finding], *, caption: str) -> Table:
    heads = (
        ("Window", "w"),
        ("Share", ""),
        ("Margin (95%)", "w"),
        ("People asked", ""),
        ("Effective base", ""),
        ("Change on a year before", ""),
        ("95% interval", "w"),
    )
    rows = []
    for finding in found:
        words = finding.period.words()
        low, high = finding.lower, finding.upper
        effective = finding.base_effective
        rows.append(
            (
                Cell(words[:1].upper() + words[1:]),
                value_cell(finding),
                Cell("" if low is None or high is None else f"{low:.0%} to {high:.0%}", css="w"),
                Cell("" if finding.base is None else say_count(finding.base)),
                Cell("" if effective is None else say_count(effective)),
                change_cell(finding, mark_of(finding, desk.direction_of(finding))),
                interval_cell(finding),
            )
        )
    table = Table(caption, heads, tuple(rows))
    return table.without_empty(*_OF_CHANCE) if has_no_margin(found[0]) else table
