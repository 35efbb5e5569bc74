"""Is this month unusual? The months of a series over the range that its own usual variation stays in."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.control import control_chart, moves_with_season, rebased
from peelian.publication.desk import Desk, month_words
from peelian.publication.edition import MeasureText
from peelian.publication.escaped import escaped
from peelian.publication.month_grid import month_grid
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.signals import say_limit, say_signal, signal_mark
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area

_FEWEST = 3


def unusual_panel(
    desk: Desk,
    measure: MeasureText,
    area: Area,
    *,
    name: str = "unusual",
    title: str = "Is this month unusual?",
    last: int = 48,
    wide: bool = False,
) -> Panel | None:
    """Return the control chart of a measure in a place, or None when nothing says what is usual there.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    name, title
        Id and heading of the panel.
    last
        Most months to draw.
    wide
        Whether it takes the whole width of the page.
    """
    reader = desk.reader
    series = _judged(reader.index.series(measure.id, area.code, "month", last=last))
    if len(series) < _FEWEST:
        return None
    what = f"{measure.title} in {area.name}"
    caveats = reader.caveats(series)
    return Panel(
        id=name,
        kicker=_kicker(series, area),
        title=title,
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
            "The range is drawn from the ups and downs of the series itself. A month outside it asks a "
            "question "
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
    if odd == len(before):
        return "All of the twelve months before were unusual too."
    return f"Of the twelve months before, {odd} {'was' if odd == 1 else 'were'} unusual."


def _notes(series: Sequence[Finding]) -> tuple[str, ...]:
    turns = rebased(series)
    if moves_with_season(series):
        return ("The range moves with the calendar month, because this series has a season.",)
    if not turns:
        return ()
    named = ", ".join(finding.period.words() for finding in turns[-4:])
    return (f"The range was based anew from {named}: months before are judged by another level.",)


def _table(series: Sequence[Finding], measure: MeasureText, *, caption: str) -> Table:
    """Months under years; an unusual one carries its mark. Ranges that move with the season stand beside
    their month, others above with the first month of each.
    """

    def tell(finding: Finding) -> Cell:
        mark = signal_mark(finding, measure.direction)
        if mark.tone in ("flat", "gap"):
            return Cell(say_value(finding))
        words = Markup(f'<span class="sr">, {escaped(mark.words)}</span>')  # noqa: S704 - escaped
        return Cell(say_value(finding), css=f"strong {mark.tone}", symbol=mark.symbol, drawn=words)

    marks = "▲ and ▼ mark unusual months."
    known = [finding for finding in series if finding.usual is not None]
    if moves_with_season(series):
        by_month = {finding.period.end.month: _range(finding) for finding in known[-12:]}
        newest = ("Usual, newest year", by_month)
        return month_grid({"": series}, caption=f"{caption}. {marks}", tell=tell, beside=newest)
    firsts = (known[0], *rebased(series))
    return month_grid({"": series}, caption=f"{caption}. {_ranges(firsts)} {marks}", tell=tell)


def _range(finding: Finding) -> str:
    """Say the usual range of one month."""
    usual = finding.usual
    return "" if usual is None else f"{say_limit(usual.lower, finding)} to {say_limit(usual.upper, finding)}"


def _ranges(firsts: Sequence[Finding]) -> str:
    """Say each usual range, its average and the month that it begins with."""
    told = []
    for finding in firsts:
        usual = finding.usual
        if usual is not None:
            centre = say_limit(usual.centre, finding)
            told.append(f"{finding.period.words()} {_range(finding)}, average {centre}")
    return f"Usual from {'; '.join(told)}."
