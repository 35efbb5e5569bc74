"""How it has moved: the rolling twelve months as a line over the months as bars, with every break marked."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.line import bar_chart, line_chart
from peelian.publication.charts.scale import bounds
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import CaveatText, MeasureText
from peelian.publication.escaped import escaped
from peelian.publication.mark import mark_of
from peelian.publication.month_grid import month_grid
from peelian.publication.no_margin import has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_finding, say_value
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_LAST = 60


def history_panel(
    desk: Desk, measure: MeasureText, area: Area, *, title: str = "How it has moved"
) -> Panel | None:
    """Return the history of a measure in a place, or None when there are fewer than two periods of it.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    title
        Heading of the panel.
    """
    reader, kind = desk.reader, desk.reader.kind(measure)
    main = reader.index.series(measure.id, area.code, kind, last=_LAST) if kind != "month" else ()
    months = reader.index.series(measure.id, area.code, "month", last=_LAST)
    if len(main) < 2 and len(months) < 2:
        return None
    rows = (*main, *months)
    caveats = reader.caveats(rows)
    breaks = [text for text in caveats if text.on is not None]
    return Panel(
        id="history",
        kicker=kicker(main or months, more="each month below" if months else ""),
        title=title,
        sentence=say_finding(rows[len(main) - 1], measure, caveats=reader.edition.caveats),
        chart=_charts(desk, f"{measure.title} in {area.name}", main, months, breaks),
        table=_table(main, months, measure, caption=f"{measure.title} in {area.name} by month"),
        cannot_tell=(
            "Months differ in length and season; one month says little. A rolling total moves slowly: a "
            "change shows "
            "in full only after a year."
        ),
        caveats=caveats,
        provenance=desk.provenance(rows),
        downloads=(desk.series_download("history", rows),),
        notes=(*_notes(breaks, rows), *_doubts(months)),
    )


def _charts(
    desk: Desk, what: str, main: Sequence[Finding], months: Sequence[Finding], breaks: Sequence[CaveatText]
) -> Markup:
    """Draw the main series as a line and the months under it as bars, on one axis of time."""
    out, since = Markup(""), min(finding.period.end for finding in (*main, *months))
    if len(main) > 1:
        first, last = main[0], main[-1]
        rolling = last.period.kind == "rolling 12 months"
        head = "Twelve months ending" if rolling else last.period.kind.capitalize()
        title = desk.say_title(f"{what}, {'each twelve months' if rolling else 'each ' + last.period.kind}")
        ends = [f"{say_value(finding)} in {finding.period.words()}" for finding in (first, last)]
        desc = f"From {ends[0]} to {ends[1]}."
        tone = mark_of(last, desk.direction_of(last)).tone
        drawn = line_chart(main, name="history-line", title=title, desc=desc, breaks=breaks, since=since)
        out += Markup('<p class="sub">{}{}</p><div class="{}">{}</div>').format(
            head, _scale(main), tone, drawn
        )
    if len(months) > 1:
        title = desk.say_title(f"{what} each month")
        desc = f"{len(months)} months; the latest, {months[-1].period.words()}, had {say_value(months[-1])}."
        drawn = bar_chart(months, name="history-bars", title=title, desc=desc, breaks=breaks, since=since)
        out += Markup('<p class="sub">Each month{}{}</p>{}').format(
            _year_keys(months), _open_key(months), drawn
        )
    return out


def _year_keys(months: Sequence[Finding]) -> Markup:
    """Explain the shades where there is more than one."""
    if len(months) <= 12:
        return Markup("")
    return Markup(
        ' <span class="key-now">last twelve</span> <span class="key-before">the twelve before</span>'
    )


def _open_key(months: Sequence[Finding]) -> Markup:
    """Explain open bars where there are any."""
    doubtful = any(finding.state == "low reliability" for finding in months)
    return Markup(' <span class="key-open">not a whole month</span>') if doubtful else Markup("")


def _scale(series: Sequence[Finding]) -> Markup:
    """Say so where the axis does not begin at zero."""
    low, _ = bounds([finding.value for finding in series if finding.value is not None])
    return Markup(' <span class="axis">the scale does not begin at zero</span>') if low else Markup("")


def _table(
    main: Sequence[Finding], months: Sequence[Finding], measure: MeasureText, *, caption: str
) -> Table:
    """Each calendar month under its years: the month, and the period of the main kind that ends with it."""
    whole = "twelve months" if main and main[0].period.kind == "rolling 12 months" else "value"

    def tell(finding: Finding) -> Cell:
        mark = mark_of(finding, measure.direction)
        if finding.period.kind == "month" or mark.tone in ("gap", "flat"):
            return Cell(say_value(finding))
        words = Markup(f'<span class="sr">, {escaped(mark.words)}</span>')  # noqa: S704 - escaped
        return Cell(say_value(finding), css=mark.tone, symbol=mark.symbol, drawn=words)

    series = {"month": months, whole: main} if months and main else {"": months or main}
    judged = not has_no_margin((*main, *months)[0])
    marks = "; ▲ and ▼ mark a clear change from the year before" if judged else ""
    return month_grid(series, caption=f"{caption}{marks}", tell=tell)


def _doubts(months: Sequence[Finding]) -> tuple[str, ...]:
    named = [finding.period.words() for finding in months if finding.state == "low reliability"]
    if not named:
        return ()
    verb = "is" if len(named) == 1 else "are"
    listed = ", ".join(named[-6:])
    return (f"{listed} {verb} of low reliability and not compared with anything; the caveats say why.",)


def _notes(breaks: Sequence[CaveatText], rows: Sequence[Finding]) -> tuple[str, ...]:
    first, last = min(f.period.end for f in rows), max(f.period.end for f in rows)
    inside = [b for b in breaks if b.on is not None and first < b.on <= last]
    return tuple(
        f"Break {place}, {item.on.day} {item.on:%B %Y}: {item.says}"
        for place, item in enumerate(inside, start=1)
        if item.on is not None
    )
