"""Weights fitted to totals of columns: linear, raking and logit calibration, with or without bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.errors import DefinitionError
from peelian.statistics.survey.calibrated import Calibration
from peelian.statistics.survey.fitted import Fitted, usable_weights

Values = NDArray[np.float64]

Distance = Literal["linear", "raking", "logit"]
"""How far weights may move: in proportion to squares, to their logarithm, or between two bounds."""

_MOST_HALVINGS = 30
# Where weights are cut off at bounds a good step may make matters a little worse before they are better.
_MUCH_WORSE = 10.0


def calibrate(
    weights: ArrayLike,
    columns: ArrayLike,
    totals: ArrayLike,
    *,
    names: Sequence[str] = (),
    distance: Distance = "linear",
    bounds: tuple[float, float] | None = None,
    most_steps: int = 100,
    within: float = 1e-11,
    zeros: Literal["refused", "kept"] = "refused",
) -> Fitted:
    """Return the weights nearest to those given of which columns have known totals.

    Deville and Sarndal, Journal of the American Statistical Association 87, 1992; R's `survey::calibrate`.
    `linear` is the generalised regression estimator and may give weights below 0 unless bounded; `raking`
    gives none below 0; `logit` needs bounds and stays between them smoothly, where `linear` with bounds
    cuts off at them.

    Parameters
    ----------
    weights
        Shape (n,), above 0.
    columns
        Shape (n, k), usually with a column of ones.
    totals
        Totals of the columns in the population, shape (k,).
    names
        Names of the columns, for messages.
    distance
        What is kept small.
    bounds
        Least and largest new weight as a multiple of the old one: one between 0 and 1, one above 1.
    most_steps, within
        Steps of Newton's method at the most, and the largest distance from a total, as a fraction of 1 more
        than it, at which to stop.
    zeros
        Whether weights of 0 are refused or kept (replicate weights).

    Raises
    ------
    DefinitionError
        If the totals cannot be met: says of which column, and by how much it was missed.
    FileRefused
        If a weight cannot be used.
    ValueError
        If shapes do not fit, a value is missing, or bounds do not lie about 1.
    """
    before = usable_weights(weights, zeros=zeros)
    design, wanted = np.asarray(columns, dtype=np.float64), np.asarray(totals, dtype=np.float64)
    if design.ndim != 2 or design.shape != (len(before), len(wanted)) or not np.isfinite(design).all():
        raise ValueError(
            f"columns must be numbers of shape ({len(before)}, {len(wanted)}); found {design.shape}, "
            f"{int((~np.isfinite(design)).sum())} missing"
        )
    if distance == "logit" and bounds is None:
        raise ValueError("the distance 'logit' needs bounds; found none")
    if bounds is not None and not 0 < bounds[0] < 1 < bounds[1]:
        raise ValueError(f"bounds must lie between 0 and 1, and above 1; found {bounds}")
    titles = tuple(names) or tuple(f"column {number + 1}" for number in range(len(wanted)))
    moves = _Moves(distance, bounds)
    factors, steps, away = _newton(before, (design, wanted), moves, (most_steps, within))
    worst = int(away.argmax())
    if not away[worst] <= within:
        _refuse(before * factors, (design, wanted), (titles, worst), (steps, bounds))
    after = before * factors
    return Fitted(after, Calibration(design, before, after), steps, float(away[worst]))


@dataclass(frozen=True, slots=True)
class _Moves:
    distance: Distance
    bounds: tuple[float, float] | None

    def factor(self, at: Values) -> tuple[Values, Values]:
        """Return how much weights are multiplied by and how steeply that changes, where the sum is `at`."""
        if self.distance == "linear" and self.bounds is None:
            return 1 + at, np.ones_like(at)
        if self.distance == "logit" and self.bounds is not None:
            low, high = self.bounds
            steep = (high - low) / ((1 - low) * (high - 1))
            with np.errstate(over="ignore"):
                raised = np.exp(np.clip(steep * at, -700, 700))
            below = (high - 1) + (1 - low) * raised
            made = (low * (high - 1) + high * (1 - low) * raised) / below
            return made, (made - low) * (high - made) / ((1 - low) * (high - 1))
        made = 1 + at if self.distance == "linear" else np.exp(np.clip(at, -700, 700))
        slope = np.ones_like(at) if self.distance == "linear" else made
        if self.bounds is None:
            return made, slope
        inside = (made > self.bounds[0]) & (made < self.bounds[1])
        return np.clip(made, *self.bounds), slope * inside


def _newton(
    before: Values, wanted: tuple[Values, Values], moves: _Moves, limits: tuple[int, float]
) -> tuple[Values, int, Values]:
    from scipy import linalg  # slow to import, and weights are seldom made

    columns, totals = wanted
    eta = np.zeros(len(totals))
    factors, slope = moves.factor(columns @ eta)
    miss = totals - columns.T @ (before * factors)
    away = np.abs(miss) / (1 + np.abs(totals))
    steps = 0
    while steps < limits[0] and away.max() > limits[1]:
        square = columns.T @ (columns * (before * slope)[:, None])
        # Columns differ by orders of size; scaled to ones on the diagonal the square is well conditioned.
        size = np.sqrt(np.maximum(np.diag(square), 1e-300))
        step = linalg.lstsq(square / np.outer(size, size), miss / size)[0] / size
        made, nearer = miss, np.full_like(away, np.inf)
        for _ in range(_MOST_HALVINGS):
            factors, slope = moves.factor(columns @ (eta + step))
            made = totals - columns.T @ (before * factors)
            nearer = np.abs(made) / (1 + np.abs(totals))
            if nearer.max() <= max(_MUCH_WORSE * away.max(), 1.0):
                break
            step = step / 2
        eta, miss, away = eta + step, made, nearer
        steps += 1
    return moves.factor(columns @ eta)[0], steps, away


def _refuse(
    weights: Values,
    wanted: tuple[Values, Values],
    worst: tuple[tuple[str, ...], int],
    how: tuple[int, tuple[float, float] | None],
) -> None:
    titles, at = worst
    reached, total = float(wanted[0][:, at] @ weights), float(wanted[1][at])
    bounds = f" with weights between {how[1][0]:g} and {how[1][1]:g} times the old ones" if how[1] else ""
    raise DefinitionError(
        f"total of {titles[at]}",
        found=f"weights that give {reached:,.10g} after {how[0]} steps, {abs(reached - total):,.4g} "
        f"{'above' if reached > total else 'below'} the {total:,.10g} wanted{bounds}",
        accepted="totals that can all be met by weights of the rows there are",
        next_step="widen the bounds, leave a column out, or look for totals that contradict each other",
    )
