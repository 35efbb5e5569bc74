"""Places held: where an area stands among the others on a line from the first place to the last, now and
before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from peelian.findings.finding import Standing
from peelian.publication.charts.pieces import named
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import decoration, number
from peelian.publication.escaped import escaped
from peelian.publication.rank_column import ordinal


@dataclass(frozen=True, slots=True)
class Held:
    """One row: what it is of, where that leads, the standing, and whether it is one of those chosen."""

    name: str
    href: str
    standing: Standing | None
    chosen: bool = False


def places_held(rows: Sequence[Held], *, title: str) -> Markup:
    """Return one line for each row: first place at the left, the last at the right; filled now, open before.

    Parameters
    ----------
    rows
        In the order to be drawn.
    title
        What the whole shows.
    """
    items = "".join(_row(row) for row in rows)
    ends = (
        '<li class="ends" aria-hidden="true"><span class="rn"></span>'
        '<span class="bell"><span>most</span><span>fewest</span></span><span class="rv"></span></li>'
    )
    whole = f'<ol class="rows held" aria-label="{escaped(title)}">{items}{ends}</ol>'
    return Markup(whole)  # noqa: S704 - every text in it was escaped when its row was made


def _row(row: Held) -> str:
    told = '<span class="sr">, chosen</span>' if row.chosen else ""
    name = f"{named(row.name, row.href or None)}{told}"
    if row.standing is None:
        return (
            f'<li class="gap"><span class="rn">{name}</span><span class="bell">not ranked</span>'
            '<span class="rv">–</span></li>'
        )
    held = row.standing
    place = Scale(1, max(held.of, 2), 2, 98)
    body = '<line class="grid" x1="2%" x2="98%" y1="9" y2="9"/>'
    if held.previous is not None:
        ends = f'x1="{number(place(held.previous))}%" x2="{number(place(held.rank))}%"'
        body += f'<line class="iv" {ends} y1="9" y2="9"/>'
        body += f'<circle class="ring" cx="{number(place(held.previous))}%" cy="9" r="4"/>'
    body += f'<circle class="dot" cx="{number(place(held.rank))}%" cy="9" r="4.5"/>'
    drawn = decoration(body, width="100%", height=18, css="bell")
    before = "" if held.previous is None else f", {ordinal(held.previous)} the year before"
    return (
        f'<li class="ink{" picked" if row.chosen else ""}"><span class="rn">{name}</span>{drawn}'
        f'<span class="rv">{ordinal(held.rank)}<span class="sr"> of {held.of}{before}</span></span></li>'
    )
