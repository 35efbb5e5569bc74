"""Weights held within limits, alone or in turn with raking."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.fitted import Fitted, usable_weights
from peelian.statistics.survey.weight_limits import WeightLimits

Values = NDArray[np.float64]

# How far above a limit a weight may stay when limits and margins are both met in turn.
_WITHIN = 1e-6


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Weights after limits were set to them.

    Parameters
    ----------
    weights
        Shape (n,).
    touched
        Rows whose weight was cut or raised to a limit, in the first round.
    low, high
        The limits as they came out at the end.
    rounds
        How often weights were trimmed.
    excess
        How far the largest weight is above its limit, or the smallest below, as a fraction; 0 where all hold.
    fitted
        The last fit, where trimming and fitting took turns.
    """

    weights: Values
    touched: int
    low: float
    high: float
    rounds: int
    excess: float
    fitted: Fitted | None = None

    @property
    def holds(self) -> bool:
        """Whether all weights keep within their limits."""
        return self.excess <= _WITHIN


def trim(
    weights: ArrayLike,
    limits: WeightLimits,
    *,
    excess: Literal["shared in proportion", "shared equally", "dropped"] = "shared in proportion",
) -> Trimmed:
    """Return weights within limits, once.

    What is cut off goes to the rows within the limits, in proportion to their weights or in equal parts (R's
    `survey::trimWeights`), or is dropped. Once shared out, some of those may come to lie above the limit by a
    little: `Trimmed.excess` says by how much.

    Parameters
    ----------
    weights
        Shape (n,), above 0.
    limits
        Between what they must lie.
    excess
        What becomes of what is cut off.

    Raises
    ------
    FileRefused
        If a weight cannot be used.
    ValueError
        If limits leave no room.
    """
    before = usable_weights(weights, zeros="kept")
    low, high = limits.ends(before)
    made = _held(before, low, high)
    outside = made != before
    inside = ~outside & (before > 0)
    over = float(before.sum() - made.sum())
    if excess != "dropped" and outside.any() and inside.any():
        if excess == "shared equally":
            made = np.where(inside, made + over / inside.sum(), made)
        else:
            made = np.where(inside, made * (1 + over / made[inside].sum()), made)
    return Trimmed(made, int(outside.sum()), low, high, 1, _beyond(made, low, high))


def trim_and_fit(
    weights: ArrayLike, limits: WeightLimits, *, fit: Callable[[Values], Fitted], most_rounds: int = 200
) -> Trimmed:
    """Return weights that keep within limits and meet known totals, by trimming and fitting in turn.

    Each round fits the weights, and stops if they then keep within the limits; otherwise it cuts them to the
    limits and goes on. Limits that are multiples of the median or mean follow the weights. If rounds run out,
    the totals are met and the limits are not quite: `Trimmed.holds` is False and `excess` says how far.

    Parameters
    ----------
    weights
        Shape (n,), above 0.
    limits
        Between what they must lie.
    fit
        Fits weights to the totals, as `lambda w: rake(w, margins)`.
    most_rounds
        Rounds at the most.

    Raises
    ------
    DefinitionError
        If the totals cannot be met.
    FileRefused
        If a weight cannot be used.
    """
    fitted = fit(usable_weights(weights, zeros="kept"))
    low, high = limits.ends(fitted.weights)
    touched = int((_held(fitted.weights, low, high) != fitted.weights).sum())
    rounds = 0
    while _beyond(fitted.weights, low, high) > _WITHIN and rounds < most_rounds:
        fitted = fit(_held(fitted.weights, low, high))
        low, high = limits.ends(fitted.weights)
        rounds += 1
    beyond = _beyond(fitted.weights, low, high)
    return Trimmed(fitted.weights, touched, low, high, rounds, beyond, fitted)


def _held(weights: Values, low: float, high: float) -> Values:
    return np.where(weights > 0, np.clip(weights, low, high), 0.0)


def _beyond(weights: Values, low: float, high: float) -> float:
    some = weights[weights > 0]
    below = 1 - float(some.min()) / low if low > 0 else 0.0
    return max(float(some.max()) / high - 1, below, 0.0)
