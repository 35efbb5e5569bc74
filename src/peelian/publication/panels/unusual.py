"""Is this month unusual? The months of a series over the range that its own usual variation stays in."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.charts.control import control_chart, rebased
from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.signals import say_limit, say_signal, signal_mark
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_LAST = 60
_FEWEST = 3


def unusual_panel(
    desk: Desk, measure: MeasureText, area: Area, *, name: str = "unusual", wide: bool = False
) -> Panel | None:
    """Return the control chart of a measure in a place, or None when nothing says what is usual there.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    name
        Id of the panel.
    wide
        Whether it takes the whole width of the page.
    """
    reader = desk.reader
    series = _judged(reader.index.series(measure.id, area.code, "month", last=_LAST))
    if len(series) < _FEWEST:
        return None
    what = f"{measure.title} in {area.name}"
    caveats = reader.caveats(series)
    return Panel(
        id=name,
        kicker=_kicker(series, area),
        title="Is this month unusual?",
        sentence=f"{say_signal(series[-1])} {_others(series)}".strip(),
        chart=control_chart(
            series,
            name=f"{name}-chart",
            title=desk.say_title(f"{what} each month, and what is usual"),
            desc=f"{say_signal(series[-1])} {_others(series)}".strip(),
            direction=measure.direction,
            breaks=[text for text in caveats if text.on is not None and text.severity == "block"],
        ),
        table=_table(series, measure, caption=f"{what}: each month and what is usual for it"),
        cannot_tell=(
            "The range is drawn from the ups and downs of the series itself. A month outside it asks a question "
            "and answers none; one inside it may still be too many."
        ),
        caveats=caveats,
        provenance=desk.provenance(series),
        downloads=(desk.series_download(name, series),),
        notes=_notes(series),
        wide=wide,
    )


def _judged(months: Sequence[Finding]) -> tuple[Finding, ...]:
    """Leave out the months before the first and after the last with a usual range."""
    known = [place for place, month in enumerate(months) if month.usual is not None]
    return tuple(months[known[0] : known[-1] + 1]) if known else ()


def _kicker(series: Sequence[Finding], area: Area) -> str:
    first, last = (month_words(finding.period.end) for finding in (series[0], series[-1]))
    return f"{area.name}, each month from {first} to {last} · data to {last}"


def _others(series: Sequence[Finding]) -> str:
    """Count the unusual months among the twelve before the newest."""
    before = series[-13:-1]
    odd = sum(f.usual is not None and f.usual.signal != "none" for f in before)
    if len(before) < 12 or not odd:
        return "" if len(before) < 12 else "None of the twelve months before was unusual."
    return f"Of the twelve months before, {odd} {'was' if odd == 1 else 'were'} unusual."


def _notes(series: Sequence[Finding]) -> tuple[str, ...]:
    turns = rebased(series)
    if not turns:
        return ()
    named = ", ".join(finding.period.words() for finding in turns[-4:])
    return (f"The range was based anew from {named}: months before are judged by another level.",)


def _table(series: Sequence[Finding], measure: MeasureText, *, caption: str) -> Table:
    heads = (("Month", "w"), ("Count", ""), ("Usual range", "w"), ("Average", ""), ("Signal", "w"))
    rows = []
    for finding in reversed(series):
        mark, usual = signal_mark(finding, measure.direction), finding.usual
        span, centre = "", ""
        if usual is not None:
            span = f"{say_limit(usual.lower, finding)} to {say_limit(usual.upper, finding)}"
            centre = say_limit(usual.centre, finding)
        rows.append(
            (
                Cell(f"{finding.period.end:%b %Y}"),
                Cell(say_value(finding)),
                Cell(span, css="w"),
                Cell(centre),
                Cell(mark.words, css=f"w {mark.tone}", symbol=mark.symbol),
            )
        )
    return Table(caption, heads, tuple(rows))
