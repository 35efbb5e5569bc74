"""Against the month before: how many more or fewer, as they stand and per day, and whether that is clear."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.steps import step_bars
from peelian.publication.desk import Desk, month_words
from peelian.publication.differences import signed
from peelian.publication.edition import MeasureText
from peelian.publication.mark import mark_of
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.step_words import say_span, say_step
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_DAILY = "adjusted=days"
_LAST = 13


def month_before_panel(
    desk: Desk, measure: MeasureText, area: Area, *, name: str = "month-before"
) -> Panel | None:
    """Return the newest month beside the one before, or None where that was not asked for.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    name
        Id of the panel.
    """
    raw, daily = (_steps(desk, measure.id, area, group) for group in ("", _DAILY))
    if not raw:
        return None
    newest, a_day = raw[-1], next((f for f in daily if f.period == raw[-1].period), None)
    rows, what = (*raw, *daily), f"{measure.title} in {area.name}"
    sentence = _sentence(newest, a_day)
    against = newest.change.against.words() if newest.change is not None else "the month before"
    return Panel(
        id=name,
        kicker=(
            f"{newest.period.words()} against {against} · bar: difference a day, line: 95% interval · "
            f"data to {month_words(newest.period.end)}"
        ),
        title="Against the month before",
        sentence=sentence,
        chart=step_bars(
            daily or raw,
            name=f"{name}-chart",
            title=desk.say_title(f"{what}: each month beside the one before, a day"),
            desc=sentence,
        ),
        table=_table(raw, daily, caption=f"{what}: months beside the one before"),
        cannot_tell=(
            "Whether anything changed beyond the season. Months differ in length, which is taken out of the "
            "figure a day, and in weather, holidays and darkness, which are not. For that, look at the same "
            "month a year before."
        ),
        caveats=desk.reader.caveats(rows),
        provenance=desk.provenance(rows),
        downloads=(desk.series_download(name, rows),),
        wide=False,
    )


def newest_steps(desk: Desk, measure: str, area: Area) -> tuple[Finding | None, Finding | None]:
    """Return the newest step of a measure in a place, as it stands and per day; None where there is none."""
    raw, daily = (_steps(desk, measure, area, group) for group in ("", _DAILY))
    newest = raw[-1] if raw else None
    a_day = next((f for f in daily if newest is not None and f.period == newest.period), None)
    return newest, a_day


def _steps(desk: Desk, measure: str, area: Area, group: str) -> tuple[Finding, ...]:
    return desk.reader.index.series(f"{measure}:step", area.code, "month", group=group, last=_LAST)


def _sentence(raw: Finding, daily: Finding | None) -> str:
    said = say_step(raw, daily)
    lead = f"{raw.period.words()} had {said}." if raw.value is not None else f"{said}."
    told = daily or raw
    if told.change is None:
        return lead
    if told.change.judgement == "not comparable":
        return f"{lead} The two months were recorded differently, so nothing is made of it."
    span = say_span(told)
    per = " a day" if daily is not None else ""
    tail = f" ({span}{per})" if span else ""
    if told.change.judgement in ("rise", "fall"):
        return f"{lead} That is a clear {told.change.judgement}{per}, before any season{tail}."
    return f"{lead} A difference of this size{per} is within what chance and usual variation produce{tail}."


def _table(raw: Sequence[Finding], daily: Sequence[Finding], *, caption: str) -> Table:
    by_end = {finding.period.end: finding for finding in daily}
    heads = (
        ("Month", "w"),
        ("Count", ""),
        ("More or fewer", ""),
        ("Change", ""),
        ("Change a day", ""),
        ("Judged a day", "w"),
    )
    rows = []
    for finding in reversed(raw):
        a_day = by_end.get(finding.period.end)
        mark = mark_of(a_day or finding, "ambiguous")
        count = "" if finding.numerator is None else f"{finding.numerator:,.0f}"
        rows.append(
            (
                Cell(finding.period.words()),
                Cell(count or finding.state),
                Cell(say_value(finding)),
                Cell(signed(finding.change.change) if finding.change else ""),
                Cell(signed(a_day.change.change) if a_day is not None and a_day.change else ""),
                Cell(mark.words, css="w", symbol=mark.symbol),
            )
        )
    return Table(caption, heads, tuple(rows))
