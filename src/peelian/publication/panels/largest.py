"""Where most of it is: the areas that hold the most, this period against the one before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.charts.dumbbell import dumbbells
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.panel import Panel
from peelian.publication.tables import finding_table


def largest_panel(
    desk: Desk,
    measure: MeasureText,
    level: str,
    *,
    name: str = "most",
    show: int = 12,
    draw: int = 12,
    within: str = "",
    table: Literal["folded", "below"] = "folded",
) -> Panel | None:
    """Return the areas with the highest counts as dumbbells, or None when the measure is no count there.

    Parameters
    ----------
    desk
        The page's desk.
    measure, level
        What, and over which areas.
    name
        Id of the panel.
    show, draw
        How many areas to list, and how many of them to draw.
    within
        Code of the area that they must lie in, "" for all.
    table
        Whether the panel brings its own table, folded, or the page shows the same rows in its panel "all".
    """
    reader = desk.reader
    areas = [area for area in reader.areas_at(level) if not within or area.parent == within]
    found = [
        f for f in reader.across(measure, level, areas=areas) if f.value is not None and f.kind == "count"
    ]
    if len(found) < 2:
        return None
    ranked = sorted(found, key=lambda f: (-(f.value or 0), f.area.name))
    top, many = ranked[:show], reader.words(level)
    return Panel(
        id=name,
        kicker=kicker(top, more="filled: this year, open: the year before"),
        title=_title(ranked, many),
        sentence=_sentence(ranked, many)
        + (f" The {draw} highest are drawn; the table has {len(top)}." if len(top) > draw else ""),
        chart=dumbbells(
            top[:draw],
            direction=measure.direction,
            title=desk.say_title(f"{measure.title}: highest {many}"),
            links=desk.links_to(finding.area for finding in top),
        ),
        table=finding_table(
            top,
            caption=f"{measure.title}: the {len(top)} highest of {len(ranked)} {many}",
            first=reader.words(level, several=False).capitalize(),
            name=desk.area_cell,
            direction=desk.direction_of,
            strips="left out",
        )
        if table == "folded"
        else None,
        cannot_tell=f"Busier {many} record more. A count says where the work is, not where the risk is.",
        caveats=reader.caveats(top),
        provenance=desk.provenance(top),
        downloads=(desk.download(name, top),),
        shown=table,
        wide=False,
    )


def _half(ranked: Sequence[Finding]) -> int:
    total, running = sum(f.value or 0 for f in ranked), 0.0
    for place, finding in enumerate(ranked, start=1):
        running += finding.value or 0
        if running * 2 >= total:
            return place
    return len(ranked)


def _title(ranked: Sequence[Finding], many: str) -> str:
    total = sum(f.value or 0 for f in ranked)
    if not total:
        return f"None was recorded in any of {len(ranked)} {many}"
    return f"Half of it is in {_half(ranked)} of {len(ranked)} {many}"


def _sentence(ranked: Sequence[Finding], many: str) -> str:
    total = sum(f.value or 0 for f in ranked)
    top = ranked[0]
    if not total:
        return ""
    return (
        f"{top.area.name} recorded the most, {round(top.value or 0):,} of the {round(total):,} recorded in "
        f"these {many} "
        f"({(top.value or 0) / total:.0%})."
    )
