"""Concentration: how few of the smallest areas hold half of what was counted in a force or a borough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits, Origin
from peelian.measures.numbers import Numbers
from peelian.measures.write_single import Single, write_single
from peelian.reference.area import Area
from peelian.statistics.chance_concentration import concentrate_by_chance
from peelian.statistics.chart_rules import SIGNALS
from peelian.statistics.concentration import measure_concentration

_CHANCE = 0.05
_FEWEST_AREAS = 5


def write_concentration(
    columns: Columns,
    label: Label,
    *,
    numbers: Numbers,
    ground: Ground,
    limits: Limits,
    areas: Mapping[str, Area],
) -> None:
    """Add, for the newest twelve months, the smallest share of areas that together hold half of the count.

    For the force as a whole and for each area between it and the areas counted. Beside it, as what is usual,
    stands what chance alone would make of the same total thrown evenly over the same areas: the mean, and
    the range of nine draws in ten; the signal is "below the limit" where fewer areas hold half than chance
    makes in 19 draws of 20. Places with fewer than five areas have none.

    Parameters
    ----------
    columns, label
        The columns under construction, and what the findings are called; its level is that of the areas
        counted.
    numbers, ground, limits
        The rolling years of the series, the grid they are laid out on, and what limits them.
    areas
        The areas of the workspace by code, to find what an area lies in.
    """
    if not len(numbers.last):
        return
    newest = int(numbers.last.max())
    real = np.array([area.is_real() for area in ground.areas], dtype=np.bool_)
    here = (numbers.last == newest) & ~np.isnan(numbers.value) & real[numbers.area]
    counted = np.full(len(ground.areas), np.nan)
    counted[numbers.area[here]] = numbers.value[here]
    for level, places in _above(ground, areas, label.level).items():
        held = [place for place in places if np.isfinite(counted[places[place]]).sum() >= _FEWEST_AREAS]
        if not held:
            continue
        table = np.stack([_only(counted, places[place]) for place in held])
        _write(
            columns,
            replace(label, level=level, unit=f"{label.level}s that hold half"),
            table,
            ground=replace(ground, areas=tuple(areas[place] for place in held)),
            origin=limits.together([places[place] for place in held], newest - 11, newest),
            newest=newest,
        )


def _write(
    columns: Columns, label: Label, table: NDArray[np.float64], *, ground: Ground, origin: Origin, newest: int
) -> None:
    found, chance = measure_concentration(table), concentrate_by_chance(table)
    many = len(table)
    none, sure = np.full(many, np.nan), np.zeros(many, dtype=np.bool_)
    rows = Single(
        np.arange(many),
        np.full(many, newest - 11),
        np.full(many, newest),
        found.share,
        none,
        none,
        found.number,
        found.areas.astype(np.float64),
        found.total,
        sure,
    )
    words = columns.words("signal", SIGNALS)
    told = ~np.isnan(found.share)
    beyond = np.where(chance.p <= _CHANCE, SIGNALS.index("below the limit"), 0)
    beside: dict[str, Any] = {
        "usual_centre": chance.expected / found.areas,
        "usual_lower": chance.lower / found.areas,
        "usual_upper": chance.upper / found.areas,
        "signal": np.where(told, words[beyond], -1),
    }
    write_single(
        columns,
        replace(label, period_kind="rolling 12 months", method="concentration.half"),
        ground=ground,
        numbers=rows,
        origin=origin,
        kind="concentration",
        beside=beside,
    )


def _above(ground: Ground, areas: Mapping[str, Area], level: str) -> dict[str, dict[str, list[int]]]:
    """Return, for each level above, the places at it and the rows of the areas that lie in each."""
    found: dict[str, dict[str, list[int]]] = {}
    for row, area in enumerate(ground.areas):
        if not area.is_real():
            continue
        place, seen = areas.get(area.parent or ""), {area.code}
        while place is not None and place.code not in seen:
            if place.level != level and place.is_real():
                found.setdefault(place.level, {}).setdefault(place.code, []).append(row)
            seen.add(place.code)
            place = areas.get(place.parent or "")
    return found


def _only(counted: NDArray[np.float64], rows: Sequence[int]) -> NDArray[np.float64]:
    kept = np.full_like(counted, np.nan)
    kept[list(rows)] = counted[list(rows)]
    return kept
