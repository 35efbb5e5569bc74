"""Writing a block: the numbers of one series become rows of findings, as counts and as rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.findings.judgement import JUDGEMENTS, judge_all
from peelian.measures.block_frame import Label, frame_columns
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Origin
from peelian.measures.numbers import Numbers
from peelian.measures.residents import Population
from peelian.measures.residents_behind import with_population
from peelian.measures.standings import standings
from peelian.statistics.rate_interval import count_interval

_NOTHING = np.nan


Beside = Mapping[str, Any]
"""Columns that stand beside the numbers of a block: ranks, or what is usual."""

_ALONE: Beside = {}


def write_counts(
    columns: Columns,
    label: Label,
    *,
    ground: Ground,
    numbers: Numbers,
    origin: Origin,
    beside: Beside = _ALONE,
) -> None:
    """Add the counts of a block to the columns under construction, with what stands `beside` them."""
    known = ~np.isnan(numbers.value)
    columns.add(
        len(numbers.value),
        **(
            frame_columns(columns, label, ground, numbers, origin)
            | _comparison(columns, label, numbers, origin, scale=1.0)
            | dict(beside)
        ),
        kind=columns.word("kind", "count"),
        value=numbers.value,
        lower=_NOTHING,
        upper=_NOTHING,
        numerator=numbers.value,
        denominator=_NOTHING,
        base=np.where(known, numbers.value, -1).astype(np.int64),
        caveats=origin.caveats,
        vintages=origin.vintages,
        synthetic=origin.synthetic,
    )


def write_rates(
    columns: Columns,
    label: Label,
    *,
    ground: Ground,
    numbers: Numbers,
    origin: Origin,
    populations: Mapping[tuple[str, str], Population],
    each: int,
) -> None:
    """Add the rates of a block: so many for `each` residents; not measured where nobody is known to live.

    Both years are divided by the same number of residents, so the change is that of the count.
    """
    people = [populations.get((label.level, area.code)) for area in ground.areas]
    residents = np.array([np.nan if one is None else one.residents for one in people], dtype=np.float64)
    residents[residents == 0] = np.nan
    behind = with_population(columns, origin, people=people, area=numbers.area)
    below = residents[numbers.area]
    value = np.where(np.isnan(below), np.nan, numbers.value)
    known = ~np.isnan(value)
    counted = replace(numbers, value=value, compared=numbers.compared & known)
    ends = count_interval(np.where(known, value, 0))
    scale = np.where(known, each / np.where(known, below, 1.0), np.nan)
    columns.add(
        len(value),
        **(
            frame_columns(columns, label, ground, counted, behind)
            | _comparison(columns, label, counted, behind, scale=scale)
            # Stretches of areas may differ in length, and a longer one has the higher rate.
            | ({} if label.period_kind == "span" else standings(counted, ground, scale=scale))
        ),
        kind=columns.word("kind", "rate"),
        value=value * scale,
        lower=ends.lower * scale,
        upper=ends.upper * scale,
        numerator=numbers.value,
        denominator=np.where(known, below, np.nan),
        base=np.where(known, below, -1).astype(np.int64),
        caveats=behind.caveats,
        vintages=behind.vintages,
        synthetic=behind.synthetic,
    )


def _comparison(
    columns: Columns, label: Label, numbers: Numbers, origin: Origin, *, scale: Any
) -> dict[str, Any]:
    """Return the columns that compare; without a change where a comparison may not be made."""
    may = numbers.compared & numbers.comparable & ~origin.blocked
    change, lower, upper = (
        np.where(may, ratio - 1, np.nan) for ratio in (numbers.ratio, numbers.lower, numbers.upper)
    )
    words = columns.words("judgement", JUDGEMENTS)
    judged = np.where(numbers.compared, words[judge_all(lower, upper, may)], -1)
    methods = columns.words("method", _methods(label.method))
    method = np.where(may, np.where(numbers.exact, methods[1], methods[2]), methods[0])
    return {
        "previous": np.where(numbers.compared, numbers.previous, np.nan) * scale,
        "change": _finite(change),
        "change_lower": _finite(lower),
        "change_upper": _finite(upper),
        "change_unit": np.where(numbers.compared, columns.word("change_unit", "percent"), -1),
        "judgement": judged,
        # The p value of each comparison by itself, until all are judged together (judging.py).
        "change_q": np.where(may, numbers.p, np.nan),
        "method": method,
    }


def _methods(stem: str) -> Sequence[str]:
    return (stem, f"{stem}.exact_poisson", f"{stem}.quasi_poisson")


def _finite(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(np.isfinite(values), values, np.nan)
