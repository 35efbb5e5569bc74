"""Trend and season: how much it changes from year to year, and which calendar month is the busiest."""

from __future__ import annotations

import calendar
from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.cycle import cycle_plot
from peelian.publication.desk import Desk, month_words
from peelian.publication.differences import say_difference, say_range, signed
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.month_grid import month_grid
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_LAST = 48


def seasons_panel(desk: Desk, measure: MeasureText, area: Area, *, name: str = "seasons") -> Panel | None:
    """Return the trend and the busiest month of a measure in a place, or None when neither was worked out.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    name
        Id of the panel.
    """
    reader = desk.reader
    trend = next(iter(newest_in_form(reader, measure.id, area, "trend")), None)
    peaks = newest_in_form(reader, measure.id, area, "peak")
    peak = max(peaks, key=lambda f: f.value or 0.0, default=None)
    told = [finding for finding in (trend, peak) if finding is not None]
    if not told:
        return None
    months = reader.index.series(measure.id, area.code, "month", last=_LAST)
    rows = [*told, *months]
    number = _month(peak) if peak is not None and peak.state != "low reliability" else 0
    what = f"{measure.title} in {area.name}"
    return Panel(
        id=name,
        kicker=_kicker(told, months),
        title=_title(trend, peak),
        sentence=" ".join(part for part in (_trend(trend), _peak(peak)) if part),
        chart=cycle_plot(
            months,
            name=f"{name}-chart",
            title=desk.say_title(
                f"{what}: each calendar month, its average as a bar and its years as a line"
            ),
            desc=" ".join(part for part in (_trend(trend), _peak(peak)) if part),
            peak=number,
        )
        if len(months) >= 24
        else None,
        table=_table(told, months, caption=f"{what}: trend, busiest month and the months themselves"),
        cannot_tell=(
            "A trend is a straight line through months that were not straight; it says what has been, not "
            "what "
            "comes. A busy month comes round for many reasons: weather, holidays, and how recording is done."
        ),
        caveats=reader.caveats(rows),
        provenance=desk.provenance(rows),
        downloads=(desk.series_download(name, rows),),
        wide=False,
    )


def _kicker(told: Sequence[Finding], months: Sequence[Finding]) -> str:
    first = min(f.period.start for f in (*told, *months))
    last = max(f.period.end for f in (*told, *months))
    drawn = " · bar: average of the month, line: its years" if months else ""
    return f"Months from {month_words(first)} to {month_words(last)}{drawn} · data to {month_words(last)}"


def _month(peak: Finding | None) -> int:
    text = (peak.group or "").partition("=")[2] if peak is not None else ""
    return int(text) if text.isdigit() and 1 <= int(text) <= 12 else 0


def _clear(trend: Finding) -> bool:
    return trend.lower is not None and trend.upper is not None and not trend.lower <= 0 <= trend.upper


def _title(trend: Finding | None, peak: Finding | None) -> str:
    number = _month(peak)
    if number and peak is not None and peak.state != "low reliability":
        return f"{calendar.month_name[number]} has been the busiest month"
    if number and (trend is None or trend.value is None or not _clear(trend)):
        return "No clear trend, and no month stands out"
    if trend is None or trend.value is None or not _clear(trend):
        return "No clear trend"
    return "It is rising from year to year" if trend.value > 0 else "It is falling from year to year"


def _trend(trend: Finding | None) -> str:
    if trend is None:
        return ""
    if trend.value is None:
        return f"The trend is {trend.state}."
    size = say_difference(trend.value)
    spread = ""
    if trend.lower is not None:
        spread = f" ({say_range(trend.lower, trend.upper)})"
    if not _clear(trend):
        return f"No clear trend: {size} each year, within what chance and usual variation produce{spread}."
    return f"It has been {'rising' if trend.value > 0 else 'falling'}: {size} each year{spread}."


def _peak(peak: Finding | None) -> str:
    number = _month(peak)
    if peak is None or peak.value is None or not number:
        return ""
    said = f"{calendar.month_name[number]} has {peak.value:.2f} times as many as the average month"
    if peak.lower is not None and peak.upper is not None:
        said += f" (between {peak.lower:.2f} and {peak.upper:.2f})"
        if peak.lower <= 1 and peak.state != "low reliability":
            said += ", so it may be no busier than the average"
    if peak.state == "low reliability":
        return f"{said}, but the months do not differ by more than chance produces: no season shows."
    return f"{said}."


def _table(told: Sequence[Finding], months: Sequence[Finding], *, caption: str) -> Table:
    more = []
    for finding in told:
        if finding.kind == "trend":
            text = finding.state if finding.value is None else signed(finding.value)
            more.append((Cell("Trend, each year"), Cell(text)))
        else:
            text = finding.state if finding.value is None else f"×{finding.value:.2f}"
            more.append((Cell(f"Busiest: {calendar.month_name[_month(finding)]}"), Cell(text)))
    if not months:
        return Table(caption, (("What", "w"), ("Value", "")), tuple(more))
    return month_grid({"": months}, caption=caption, tell=lambda f: Cell(say_value(f)), more=more)
