"""Steps: each of the newest months beside the month before, as it stands and per day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.findings.judgement import JUDGEMENTS, judge_all
from peelian.measures.block_frame import Label, frame_columns
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits, Origin
from peelian.measures.month_numbers import COMPARED_MONTHS, month_dispersion
from peelian.measures.numbers import Flags, Numbers, Places, Slab, Values
from peelian.reference.period import month_end
from peelian.statistics.step import Step, measure_step

FEWEST_DEGREES = 4
"""Fewest degrees of freedom (pairs of the same month in two years, less one) that a step is judged with."""

DAY_ADJUSTED = "adjusted=days"
"""The group of steps per day of the month."""

_LEVELS = ("force", "borough")


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Months and the months before them, arrays of shape (n,)."""

    area: Places
    month: Places
    later: Values
    earlier: Values
    doubtful: Flags
    factor: Values
    degrees: Values


def write_steps(columns: Columns, label: Label, *, slab: Slab, ground: Ground, limits: Limits) -> None:
    """Add, for the newest thirteen months, how many more were counted than in the month before.

    The value is the difference; above the line stands the month, below it the month before. The step per day
    of the month, in the group `DAY_ADJUSTED`, takes out that months differ in length; neither takes out the
    season. Intervals are widened by how much the series varies from year to year more than chance alone
    (`month_dispersion`); a series with fewer than five months in each of two years is not judged and has no
    step. Nor have areas below the borough, whose months are small and many.

    Parameters
    ----------
    columns, label
        The columns under construction, and what the findings are called.
    slab, ground, limits
        The counts, the grid they are laid out on, and what limits them.
    """
    if label.level not in _LEVELS or not slab.counts.size:
        return
    pairs = _pairs(slab)
    if not pairs.area.size:
        return
    lengths = np.array([month_end(month).day for month in ground.months], dtype=np.float64)
    origin = limits.behind(pairs.area, pairs.month - 1, pairs.month, months="ends")
    days = lengths[pairs.month], lengths[pairs.month - 1]
    for group, unit, exposures in (
        (None, label.unit, (1.0, 1.0)),
        (DAY_ADJUSTED, f"{label.unit} a day", days),
    ):
        step = measure_step(
            pairs.later, pairs.earlier, exposures=exposures, dispersion=pairs.factor, degrees=pairs.degrees
        )
        named = replace(label, group=group, unit=unit, period_kind="month", method="step.month")
        _write(columns, named, ground=ground, pairs=pairs, step=step, origin=origin, under=exposures[1])


def _pairs(slab: Slab) -> _Pairs:
    whole = slab.measured & (slab.gravity == 0)
    known = slab.measured & (slab.gravity < 2)
    factor, degrees = month_dispersion(slab.counts, whole)
    due = known[:, 1:] & known[:, :-1] & (degrees >= FEWEST_DEGREES)[:, None]
    due[:, : max(slab.counts.shape[1] - 1 - COMPARED_MONTHS, 0)] = False
    area, before = np.nonzero(due)
    month = before + 1
    doubtful = ~(whole[area, month] & whole[area, before])
    counts = slab.counts.astype(np.float64)
    return _Pairs(
        area, month, counts[area, month], counts[area, before], doubtful, factor[area], degrees[area]
    )


def _write(
    columns: Columns,
    label: Label,
    *,
    ground: Ground,
    pairs: _Pairs,
    step: Step,
    origin: Origin,
    under: Any,
) -> None:
    many = len(pairs.area)
    may = ~pairs.doubtful & ~origin.blocked
    every, never = np.ones(many, dtype=np.bool_), np.zeros(many, dtype=np.bool_)
    none = np.full(many, np.nan)
    laid = Numbers(
        pairs.area,
        pairs.month,
        pairs.month,
        pairs.later,
        pairs.doubtful,
        never,
        every,
        *(none,) * 4,
        every,
        none,
    )
    columns.add(
        many,
        **(
            frame_columns(columns, label, ground, laid, origin)
            | _against(ground, pairs.month - 1)
            | _change(columns, label, step, pairs.earlier / under, may)
        ),
        kind=columns.word("kind", "step"),
        value=step.difference,
        lower=np.where(may, step.lower, np.nan),
        upper=np.where(may, step.upper, np.nan),
        numerator=pairs.later,
        denominator=pairs.earlier,
        base=(pairs.later + pairs.earlier).astype(np.int64),
        caveats=origin.caveats,
        vintages=origin.vintages,
        synthetic=origin.synthetic,
    )


def _against(ground: Ground, before: Places) -> dict[str, Any]:
    return {"against_from": ground.starts[before], "against_to": ground.ends[before]}


def _change(
    columns: Columns, label: Label, step: Step, previous: Values, may: NDArray[np.bool_]
) -> dict[str, Any]:
    ends = [np.where(may, end - 1, np.nan) for end in (step.ratio.ratio, step.ratio.lower, step.ratio.upper)]
    judged = columns.words("judgement", JUDGEMENTS)[judge_all(ends[1], ends[2], may)]
    methods = columns.words("method", (label.method, f"{label.method}.exact_poisson"))
    change, lower, upper = (np.where(np.isfinite(end), end, np.nan) for end in ends)
    return {
        "previous": previous,
        "change": change,
        "change_lower": lower,
        "change_upper": upper,
        "change_unit": columns.word("change_unit", "percent"),
        "judgement": judged,
        # The p value of each comparison by itself, until all are judged together (judging.py).
        "change_q": np.where(may, step.ratio.p, np.nan),
        "method": np.where(may, methods[1], methods[0]),
    }
