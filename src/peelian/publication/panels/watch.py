"""The watch list: which measures are unusual this month, and how many would seem so by chance alone."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import decoration, number
from peelian.publication.desk import Desk, month_words
from peelian.publication.panel import Panel
from peelian.publication.sentences import say_value
from peelian.publication.signals import say_limit, signal_mark
from peelian.publication.table import Cell, Table
from peelian.publication.watched import Watched

_SHOWN = 60
_WIDTH, _HEIGHT = 132, 18


def watch_panel(desk: Desk, watched: Watched, level: str) -> Panel | None:
    """Return the unusual newest months at a level of area, or None when nothing was judged there.

    Parameters
    ----------
    desk
        The page's desk.
    watched
        What was judged.
    level
        Level of the areas.
    """
    judged = watched.judged.get(level, 0)
    if not judged:
        return None
    odd = [f for f in watched.signals if f.area.level == level]
    month = month_words(watched.months[level])
    many = desk.reader.top.name if level == desk.reader.top.level else desk.reader.words(level).capitalize()
    return Panel(
        id=f"watch-{level}",
        kicker=f"Newest month, or newest three, up to {month} · {judged:,} series judged · data to {month}",
        title=f"{many}: {len(odd):,} of {judged:,} are unusual",
        sentence=f"{_by_chance(judged, desk.reader.edition.false_alarms)}{_more(odd)}",
        table=_table(desk, odd[:_SHOWN], caption=f"{many}: unusual months up to {month}"),
        shown="open",
        cannot_tell=(
            "Why a month is unusual. A signal is a reason to look, and some are chance; a series without "
            "one may still "
            "be too high for too long."
        ),
        caveats=desk.reader.caveats(odd[:_SHOWN]),
        provenance=desk.provenance(odd),
        downloads=(desk.download(f"watch-{level}", odd),),
    )


def say_chance(judged: int, rate: float | None) -> str:
    """Return how many of the series judged would seem unusual if nothing had changed anywhere."""
    if rate is None:
        return "How often these rules give a false alarm is not stated in this edition."
    return (
        f"If nothing had changed anywhere, {_expected(judged * rate)} of {judged:,} would still be on the "
        f"list: its false alarms are held at {rate:.0%} of the series."
    )


def _expected(many: float) -> str:
    return "fewer than one" if many < 0.95 else f"up to about {many:,.0f}"


def _by_chance(judged: int, rate: float | None) -> str:
    if rate is None:
        return "How many of these are chance is not known."
    return f"By chance alone it would be {_expected(judged * rate)}."


def _more(odd: Sequence[Finding]) -> str:
    if not odd:
        return ""
    shown = (
        f" The {_SHOWN} farthest from what was expected are listed; the file has all."
        if len(odd) > _SHOWN
        else ""
    )
    return shown or " The farthest from what was expected comes first."


def _table(desk: Desk, odd: Sequence[Finding], *, caption: str) -> Table:
    places = any(f.area.code != desk.reader.top.code for f in odd)
    heads = [("What", "w")] + ([("Where", "w")] if places else [])
    heads += [
        ("Signal", "w"),
        ("Count", ""),
        ("Expected between", "w"),
        ("Against its range", "d"),
        ("When", "w"),
    ]
    rows = []
    for finding in odd:
        direction, usual = desk.direction_of(finding), finding.usual
        mark = signal_mark(finding, direction)
        span = (
            f"{say_limit(usual.lower, finding)} to {say_limit(usual.upper, finding)}"
            if usual is not None
            else ""
        )
        measure = desk.measure_of(finding)
        row = [Cell(measure.title, href=desk.link(desk.reader.measure_path(measure)))]
        row += [Cell(finding.area.name, css="w", href=desk.area_cell(finding).href)] if places else []
        row += [
            Cell(mark.words, css=f"w {mark.tone}", symbol=mark.symbol),
            Cell(say_value(finding)),
            Cell(span, css="w"),
            Cell("", css="d", drawn=_strip(finding, mark.tone)),
            Cell(finding.period.words(), css="w"),
        ]
        rows.append(tuple(row))
    if not rows:
        rows = [(Cell("None"), *(Cell("") for _ in heads[1:]))]
    return Table(caption, tuple(heads), tuple(rows))


def _strip(finding: Finding, tone: str) -> Markup:
    """Draw the usual range as a band and the month as a dot, held at the edge when it is far away."""
    usual = finding.usual
    if usual is None or finding.value is None:
        return Markup("")
    half = max(usual.upper - usual.centre, 1e-9)
    place = Scale(usual.centre - 2 * half, usual.centre + 2 * half, 6, _WIDTH - 6)
    left, right = place(usual.lower), place(usual.upper)
    body = f'<rect class="usual" x="{number(left)}" y="2" width="{number(right - left)}" height="14"/>'
    x = number(place(usual.centre))
    body += f'<path class="zero" d="M{x} 2V16"/>'
    body += f'<circle class="dot" cx="{number(place(finding.value))}" cy="9" r="4.5"/>'
    return decoration(body, width=_WIDTH, height=_HEIGHT, css=f"strip {tone}")
