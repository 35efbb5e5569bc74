"""How many a day: the daily mean of twelve months, and of each month."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.publication.charts.line import line_chart
from peelian.publication.decimals import decimals_for, say_rate
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_finding
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_LAST = 24
_WHOLE = ("rolling 12 months", "span")


def daily_panel(desk: Desk, measure: MeasureText, area: Area) -> Panel | None:
    """Return how many there were a day on average, or None where that was not asked for.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    """
    index, thread = desk.reader.index, f"{measure.id}:mean"
    whole = next((found for kind in _WHOLE if (found := index.series(thread, area.code, kind, last=1))), ())
    months = index.series(thread, area.code, "month", last=_LAST)
    rows = (*whole, *months)
    if not rows:
        return None
    told = [finding for finding in months if finding.value is not None]
    title = desk.say_title(f"{measure.title} in {area.name}: a day, month by month")
    sentence = say_finding(rows[0], measure, caveats=desk.reader.edition.caveats)
    return Panel(
        id="daily",
        kicker=kicker(whole or months, more="each month below" if len(told) > 1 else ""),
        title="How many a day",
        sentence=sentence,
        chart=line_chart(told, name="daily-line", title=title, desc=sentence) if len(told) > 1 else None,
        table=_table(rows, caption=f"{measure.title} in {area.name}: daily means"),
        cannot_tell=(
            "What any one day is like. A mean spreads busy and quiet days over the month, and is silent "
            "about hours and weekdays."
        ),
        caveats=desk.reader.caveats(rows),
        provenance=desk.provenance(rows),
        downloads=(desk.series_download("daily", rows),),
        wide=False,
    )


def _table(rows: tuple[Finding, ...], *, caption: str) -> Table:
    heads = (("Period", "w"), ("A day", ""), ("95% interval", "w"), ("In all", ""), ("Days", ""))
    places = decimals_for(finding.value for finding in rows)
    newest_first = (rows[0], *reversed(rows[1:]))
    return Table(caption, heads, tuple(_row(finding, places) for finding in newest_first))


def _row(finding: Finding, places: int) -> tuple[Cell, ...]:
    if finding.value is None:
        return (Cell(finding.period.words()), Cell(finding.state), Cell(""), Cell(""), Cell(""))
    ends = ""
    if finding.lower is not None and finding.upper is not None:
        ends = f"{say_rate(finding.lower, decimals=places)} to {say_rate(finding.upper, decimals=places)}"
    return (
        Cell(finding.period.words()),
        Cell(say_rate(finding.value, decimals=places)),
        Cell(ends, css="w"),
        Cell("" if finding.numerator is None else f"{finding.numerator:,.0f}"),
        Cell("" if finding.denominator is None else f"{finding.denominator:,.0f}"),
    )
