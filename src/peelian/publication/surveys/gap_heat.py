"""Gaps from everyone as a table to look over: a cell for each group and measure, with sign and mark."""

from __future__ import annotations

from collections.abc import Collection

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.edition import MeasureText
from peelian.publication.nouns import uncapital
from peelian.publication.surveys.gap_grid import GapGrid
from peelian.publication.table import Cell, Table
from peelian.publication.table_html import table_html
from peelian.reference.unit import say_count, say_percent

_STEPS = (0.05, 0.10, 0.20)
"""From how many points a clear gap is shaded more deeply."""

_KEY = Markup(
    '<ul class="key heat-key" aria-label="Marks">'
    '<li><span class="gb2" aria-hidden="true">▼ −9</span> clearly below everyone</li>'
    '<li><span class="ga2" aria-hidden="true">▲ +9</span> clearly above everyone</li>'
    '<li><span class="g0" aria-hidden="true">+2</span> no clear gap</li>'
    '<li><span class="gu" aria-hidden="true">[u] −7</span> few people, rely on it little</li>'
    "</ul>"
)


def gap_heat(grid: GapGrid, clear: Collection[tuple[str, str]], *, caption: str) -> Markup:
    """Return the gaps of a grid in whole points, with the share of everyone below.

    Parameters
    ----------
    grid
        The gaps.
    clear
        Keys of those that are clear.
    caption
        What the table holds.
    """
    heads = (("Group", "w"), *((about_what(measure), "") for measure in grid.measures), ("People asked", ""))
    rows = [
        (
            Cell(label, css="w"),
            *(_cell(grid.gaps.get((m.id, group)), clear=(m.id, group) in clear) for m in grid.measures),
            Cell(_people(grid, group)),
        )
        for group, label in grid.groups.items()
    ]
    everyone = [grid.whole.get(measure.id) for measure in grid.measures]
    rows.append(
        (
            Cell("Everyone: the share", css="w"),
            *(Cell("–" if f is None or f.value is None else say_percent(f.value), css="q") for f in everyone),
            Cell(say_count(max((f.base or 0 for f in everyone if f is not None), default=0))),
        )
    )
    drawn = table_html(Table(caption, heads, tuple(rows)))
    return Markup('{}<div class="scroll heat" role="region" tabindex="0" aria-label="{}">{}</div>').format(
        _KEY, caption, drawn
    )


def about_what(measure: MeasureText) -> str:
    """Return what a measure of gaps is about: what stands after "in" in its title, or its title."""
    about = measure.title.partition(" in ")[2] or measure.title
    return about[:1].upper() + uncapital(about)[1:]


def say_whole_points(value: float) -> str:
    """Return a gap in whole points with its sign: "+8", "−23", "0"."""
    points = round(value * 100)
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"


def _cell(gap: Finding | None, *, clear: bool) -> Cell:
    if gap is None:
        return Cell("–", css="q g0")
    if gap.value is None:
        few = gap.state in ("suppressed", "not measured")
        return Cell("few" if few else "–", css="q gu")
    told = say_whole_points(gap.value)
    if gap.state == "low reliability":
        words = Markup('<span class="sr">, few people: rely on it little</span>')
        return Cell(told, css="q gu", symbol="[u]", drawn=words)
    if not clear:
        return Cell(told, css="q g0", drawn=Markup('<span class="sr">, no clear gap</span>'))
    deep = sum(abs(gap.value) >= step for step in _STEPS)
    if gap.value < 0:
        words = Markup('<span class="sr">, clearly below everyone</span>')
        return Cell(told, css=f"q gb{deep}", symbol="▼", drawn=words)
    words = Markup('<span class="sr">, clearly above everyone</span>')
    return Cell(told, css=f"q ga{deep}", symbol="▲", drawn=words)


def _people(grid: GapGrid, group: str) -> str:
    bases = [
        f.base
        for (_, own), f in grid.gaps.items()
        if own == group and f.base is not None and f.value is not None
    ]
    if not bases:
        return "few"
    least, most = min(bases), max(bases)
    return say_count(most) if least == most else f"{say_count(least)} to {say_count(most)}"
