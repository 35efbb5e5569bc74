"""Gaps of groups from everyone as a panel: the table to look over, the clear ones in words, all in full."""

from __future__ import annotations

from collections.abc import Collection

from peelian.publication.desk import Desk, kicker
from peelian.publication.group_words import field_words
from peelian.publication.nouns import uncapital
from peelian.publication.panel import Panel
from peelian.publication.surveys.gap_grid import GapGrid
from peelian.publication.surveys.gap_heat import about_what, gap_heat
from peelian.publication.surveys.gap_said import say_gap, say_share_beside
from peelian.publication.surveys.gap_words import clear_gaps, clear_words
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count

_CANNOT = (
    "Why groups answer differently. Everyone includes the group, so the gap of a large group is small by its "
    "making. Groups differ in age and in where they live, and both go with answers. Those who would not say "
    "which group they belong to are in none, but are part of everyone."
)


def gap_panel(desk: Desk, grid: GapGrid, *, name: str) -> Panel:
    """Return the gaps of a grid: the table to look over, a sentence of the clear ones, and all in full.

    Parameters
    ----------
    desk
        The page's desk.
    grid
        The gaps.
    name
        Id of the panel.
    """
    clear = clear_gaps(grid)
    found = grid.findings()
    label = field_words(desk, grid.measures[0], grid.field).label
    many = sum(gap.value is not None for gap in grid.gaps.values())
    title = f"Gap from everyone by {uncapital(label)}, in percentage points"
    return Panel(
        id=name,
        kicker=kicker(found),
        title=f"By {uncapital(label)}",
        sentence=clear_words(grid),
        chart=gap_heat(grid, clear, caption=desk.say_title(title)),
        table=_whole_table(grid, clear, caption=f"{title}, with intervals and bases"),
        shown="folded",
        cannot_tell=_CANNOT,
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        notes=(
            f"A gap is called clear where its 95% interval leaves out nought with all {many} gaps of the "
            "table counted together, so that about one in twenty of those called clear is chance, not one in "
            "twenty of all.",
        ),
        tone="plain",
    )


def _whole_table(grid: GapGrid, clear: Collection[tuple[str, str]], *, caption: str) -> Table:
    heads = (
        ("Group", "w"),
        ("What", "w"),
        ("Share", ""),
        ("Gap", ""),
        ("95% interval", ""),
        ("People asked", ""),
        ("What can be said", "w"),
    )
    rows = []
    for measure in grid.measures:
        for group, label in grid.groups.items():
            key = (measure.id, group)
            gap, share = grid.gaps.get(key), grid.shares.get(key)
            rows.append(
                (
                    Cell(label, css="w"),
                    Cell(about_what(measure), css="w long"),
                    Cell(say_share_beside(share)),
                    Cell("–" if gap is None else say_estimate("gap", gap.value, state=gap.state)),
                    Cell(say_between("gap", gap)),
                    Cell("" if gap is None or gap.base is None else say_count(gap.base)),
                    Cell(say_gap(gap, clear=key in clear), css="w"),
                )
            )
    return Table(caption, heads, tuple(rows))
