"""On course? The months of a trajectory over the band that the series' own past leads one to expect."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.course import course_chart
from peelian.publication.course_words import say_course, say_together
from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.panel import Panel
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area
from peelian.reference.period import add_months
from peelian.reference.unit import say_count

_LONGEST = 12
_SIDES = {
    "none": ("○", "within", "flat"),
    "above the limit": ("▲", "above", ""),
    "below the limit": ("▼", "below", ""),
}


def trajectory_panel(
    desk: Desk, measure: MeasureText, area: Area, *, name: str = "trajectory"
) -> Panel | None:
    """Return the course of a measure in a place, or None where none was asked for or its past is too short.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    name
        Id of the panel.
    """
    months, together = courses_of(desk, measure, area)
    if not months:
        return None
    rows = (*months, *((together,) if together is not None else ()))
    counted = [month for month in months if month.numerator is not None]
    what = f"{measure.title} in {area.name}"
    said = say_course(months, together)
    sentence = f"{measure.title} in {area.name}: {said}. {say_together(together)}".strip()
    before = month_words(add_months(months[0].period.start, -1))
    ends = (months[0].period.end, months[-1].period.end)
    data_to = f" · data to {month_words(counted[-1].period.end)}" if counted else ""
    return Panel(
        id=name,
        kicker=(f"{month_words(ends[0])} to {month_words(ends[1])}, band from data up to {before}{data_to}"),
        title="Is it on the course that its past leads to?",
        sentence=sentence,
        chart=course_chart(
            months,
            name=f"{name}-chart",
            title=desk.say_title(f"{what}: each month over the band expected from its own past"),
            desc=sentence,
            tone="plain",
        ),
        table=_table(months, caption=f"{what}: each month and the band expected from its own past"),
        cannot_tell=(
            "Whether the course itself is good: a band made from bad years is a bad course. Leaving it is a "
            "question and no verdict; more on record may mean that more people come forward. Of series that "
            "go on as before, at most 5 in 100 leave the band anywhere or have a sum outside its range; "
            "where levels wander of themselves, more do."
        ),
        caveats=desk.reader.caveats(rows),
        provenance=desk.provenance(counted or rows),
        downloads=(desk.series_download(name, rows),),
        wide=False,
        tone="plain",
    )


def courses_of(desk: Desk, measure: MeasureText, area: Area) -> tuple[tuple[Finding, ...], Finding | None]:
    """Return the months of the newest course of a measure in a place, and those counted taken as one."""
    thread = f"{measure.id}:course"
    months = desk.reader.index.series(thread, area.code, "month", last=_LONGEST)
    spans = desk.reader.index.series(thread, area.code, "span", group="months=together", last=1)
    return months, (spans[0] if spans else None)


def _table(months: Sequence[Finding], *, caption: str) -> Table:
    heads = (("Month", "w"), ("Counted", ""), ("Expected", ""), ("Band", "w"), ("Against the band", "w"))
    rows = []
    for month in months:
        counted = "not yet" if month.numerator is None else say_count(month.numerator)
        expected = "" if month.value is None else say_count(month.value)
        band = ""
        if month.lower is not None and month.upper is not None:
            band = f"{say_count(month.lower)} to {say_count(month.upper)}"
        symbol, words, tone = _SIDES.get(
            month.usual.signal if month.usual else "", ("–", "not judged", "gap")
        )
        rows.append(
            (
                Cell(month.period.words()),
                Cell(counted if month.value is not None else month.state),
                Cell(expected),
                Cell(band, css="w"),
                Cell(words, css=f"w {tone}".strip(), symbol=symbol),
            )
        )
    return Table(caption, heads, tuple(rows))
