"""Weights fitted to margins: one at a time (post-stratification) or several in turn (raking)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.errors import DefinitionError
from peelian.statistics.survey.calibrated import MarginCalibration
from peelian.statistics.survey.fitted import Fitted, usable_weights
from peelian.statistics.survey.margin import Margin
from peelian.statistics.survey.margin_agreement import refuse_disagreement

Values = NDArray[np.float64]


def post_stratify(
    weights: ArrayLike, margin: Margin, *, zeros: Literal["refused", "kept"] = "refused"
) -> Fitted:
    """Return weights that add up to the total of each category (R's `survey::postStratify`).

    Parameters
    ----------
    weights
        Shape (n,), above 0.
    margin
        Categories and totals.
    zeros
        Whether weights of 0 are refused or kept (replicate weights).

    Raises
    ------
    DefinitionError
        If a category has a total and no rows, or rows and a total of 0.
    FileRefused
        If a weight cannot be used.
    """
    before = usable_weights(weights, zeros=zeros)
    _can_be_met(before, margin)
    sums = _sums(before, margin)
    after = before * _factors(margin.totals, sums)[margin.codes]
    return Fitted(after, MarginCalibration((margin.codes,), before, after), 1, 0.0)


def rake(
    weights: ArrayLike,
    margins: Sequence[Margin],
    *,
    most_sweeps: int = 200,
    within: float = 1e-11,
    residual: Literal["regression", "sweeps"] = "sweeps",
    zeros: Literal["refused", "kept"] = "refused",
) -> Fitted:
    """Return weights that add up to the totals of all margins, by iterative proportional fitting.

    Deming and Stephan, Annals of Mathematical Statistics 11, 1940; weights are those of R's `survey::rake`
    and of `calibrate(calfun = "raking")`. The variance that the result carries is that of `rake`, or with
    `residual="regression"` that of `calibrate`.

    Parameters
    ----------
    weights
        Shape (n,), above 0.
    margins
        Categories and totals, one margin after another.
    most_sweeps
        How often all margins are gone through at the most.
    within
        Largest distance from a total, as a fraction of it, at which to stop.
    residual
        How the variance takes the margins away, see `MarginCalibration`.
    zeros
        Whether weights of 0 are refused or kept (replicate weights).

    Raises
    ------
    DefinitionError
        If margins disagree about a total, a category has a total and no rows or rows and a total of 0, or
        the margins cannot all be met: says which margin and category is missed and by how much.
    FileRefused
        If a weight cannot be used.
    """
    before = usable_weights(weights, zeros=zeros)
    if not margins:
        raise ValueError("margins must be one or more; found none")
    for margin in margins:
        _can_be_met(before, margin)
    refuse_disagreement(margins)
    after, sweeps, miss = before, 0, np.inf
    while sweeps < most_sweeps and miss > within:
        after, miss = _sweep(after, margins)
        sweeps += 1
    if miss > within:
        _refuse(after, margins, sweeps)
    codes = tuple(margin.codes for margin in margins)
    return Fitted(after, MarginCalibration(codes, before, after, residual), sweeps, miss)


def _sweep(weights: Values, margins: Sequence[Margin]) -> tuple[Values, float]:
    largest = 0.0
    for margin in margins:
        sums = _sums(weights, margin)
        factors = _factors(margin.totals, sums)
        # A category left with hardly any weight is one that other margins leave no room for.
        largest = max(largest, float(np.abs(1 - 1 / factors).max(initial=0.0)))
        weights = weights * factors[margin.codes]
    return weights, largest


def _sums(weights: Values, margin: Margin) -> Values:
    return np.bincount(margin.codes, weights=weights, minlength=len(margin.totals)).astype(np.float64)


def _factors(totals: Values, sums: Values) -> Values:
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.asarray(np.where(totals > 0, totals / np.maximum(sums, 1e-280), 1.0))


def _can_be_met(weights: Values, margin: Margin) -> None:
    rows = np.bincount(margin.codes[weights > 0], minlength=len(margin.totals))
    source = f" ({margin.source})" if margin.source else ""
    for code in np.flatnonzero((rows == 0) & (margin.totals > 0)):
        raise DefinitionError(
            f"margin {margin.name}, category {margin.label(int(code))}{source}",
            found=f"a total of {margin.totals[code]:,.10g} and no rows of the sample to stand for it",
            accepted="rows of the sample in every category that has a population",
            next_step="collapse the category into another, or correct how the sample writes it",
        )
    for code in np.flatnonzero((rows > 0) & (margin.totals == 0)):
        raise DefinitionError(
            f"margin {margin.name}, category {margin.label(int(code))}{source}",
            found=f"a total of 0 and {rows[code]:,} rows of the sample",
            accepted="a total above 0 for every category of the sample",
            next_step="correct the total, collapse the category into another, or leave those rows out",
        )


def _refuse(weights: Values, margins: Sequence[Margin], sweeps: int) -> None:
    worst, at, reached = margins[0], 0, 0.0
    miss = -1.0
    for margin in margins:
        sums = _sums(weights, margin)
        known = margin.totals > 0
        away = np.where(known, np.abs(sums / np.where(known, margin.totals, 1) - 1), 0.0)
        if away.max() > miss:
            miss, worst, at = float(away.max()), margin, int(away.argmax())
            reached = float(sums[at])
    wanted = float(worst.totals[at])
    raise DefinitionError(
        f"margin {worst.name}, category {worst.label(at)}" + (f" ({worst.source})" if worst.source else ""),
        found=f"weights that add up to {reached:,.10g} after {sweeps} sweeps, "
        f"{abs(reached - wanted):,.4g} {'above' if reached > wanted else 'below'} the {wanted:,.10g} wanted",
        accepted="margins that can all be met by weights of the rows there are",
        next_step="collapse categories that few rows share, or look for margins that contradict each other",
    )
