"""How sure the importance of columns is: intervals and the steadiness of their order, by drawing again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.importance import correlator, importance_shares
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.resampled import bootstrap_weights
from peelian.statistics.survey.sample import Sample

Values = NDArray[np.float64]

# Decimals of a share to which two are the same: what two copies of a column differ by is rounding.
_SAME = 9


@dataclass(frozen=True, slots=True)
class Importance:
    """Importance of k columns, arrays of shape (k,).

    Parameters
    ----------
    shares
        Parts of what is explained, as fractions that add up to 1.
    lower, upper
        Ends of their intervals: percentiles of the runs.
    ranks
        Place in the order, 1 for the most important.
    same_rank
        Share of runs in which the column had the same place. Columns that explain as much as each other have
        their places by lot in each run.
    same_order
        Share of runs in which all columns had the same places, one number.
    explained
        The fraction of the outcome's variance that the columns explain together, one number: R2, or what
        they add to that of columns that are always in.
    correlations
        Correlations of the columns and, last, of the outcome, as they are, shape (k + 1, k + 1).
    drawn
        Shares in each run that could be used: none of the columns was alike for everyone drawn. Shape
        (runs, k).
    """

    shares: Values
    lower: Values
    upper: Values
    ranks: NDArray[np.int64]
    same_rank: Values
    same_order: float
    explained: float
    correlations: Values
    drawn: Values


def measure_importance(
    columns: Values,
    outcome: Values,
    *,
    design: Sample,
    always: Values | None = None,
    again: Iterable[Values] | None = None,
    runs: int = 500,
    seed: int = 1,
    level: float = 0.95,
) -> Importance:
    """Measure what each column accounts for of what all explain together, with bootstrap intervals.

    For an outcome of yes and no, R2 is that of the linear probability model. Rows with a missing value are
    left out of the correlations and stay in the strata drawn from.

    Parameters
    ----------
    columns
        Shape (n, k); not a number where missing.
    outcome
        Shape (n,).
    design
        The design of the n rows, or replicates: these must be samples drawn again, which those of a bootstrap
        are and others are not.
    always
        Columns that are let in before any other and are not told themselves, shape (n, q): what the columns
        explain is then what they explain beyond these (``relaimpo``'s ``always``).
    again
        Weights of samples drawn again in blocks of shape (some, n), in place of those drawn here: where
        weights were fitted to totals, each sample's are fitted anew.
    runs, seed
        Samples drawn again, and the seed of their random numbers.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If nobody answered everything, a column or the outcome is alike for all who did, or samples drawn
        again are all alike since every stratum has one unit.
    """
    before = np.empty((len(outcome), 0)) if always is None else always
    table = np.column_stack([before, columns, outcome])
    used = np.asarray(~np.isnan(table).any(axis=1))
    if used.sum() <= table.shape[1]:
        raise ValueError(f"more people than columns must have answered everything; found {int(used.sum())}")
    samples = _again(design, runs, seed) if again is None else again
    known = table[used]
    # People who answered alike count as one, so that a sample drawn again costs one sum of weights for each.
    answers, place = np.unique(known, axis=0, return_inverse=True)
    correlate = correlator(answers)
    correlations = correlate(_summed(design.weights[None], used, place.ravel())[0])
    if not np.isfinite(correlations).all():
        alike = np.flatnonzero(np.ptp(known, axis=0) == 0).tolist()
        raise ValueError(f"columns must vary; alike for everyone: {alike}")
    in_first = before.shape[1]
    parts = _beyond(correlations[None], in_first)[0]
    drawn = np.concatenate(
        [_beyond(correlate(_summed(weights, used, place.ravel())), in_first) for weights in samples]
    )
    drawn = drawn[np.isfinite(drawn).all(axis=1) & (drawn.sum(axis=1) > 0)]
    if not len(drawn):
        raise ValueError("no sample drawn again had columns that vary; the sample is too small")
    shares = drawn / drawn.sum(axis=1, keepdims=True)
    own = parts / parts.sum()
    ranks, places = _ranks(own[None])[0], _ranks(shares, lots=np.random.default_rng(seed))
    lower, upper = np.quantile(shares, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return Importance(
        own,
        lower,
        upper,
        ranks,
        (places == ranks).mean(axis=0),
        float((places == ranks).all(axis=1).mean()),
        float(parts.sum()),
        correlations[in_first:, in_first:],
        shares,
    )


def _summed(weights: Values, used: NDArray[np.bool_], place: NDArray[np.int64]) -> Values:
    """Return the weights of those who answered alike added up, for each sample, shape (some, answers)."""
    return np.stack([np.bincount(place, weights=each[used]) for each in weights])


def _again(design: Sample, runs: int, seed: int) -> Iterable[Values]:
    if isinstance(design, Replicates):
        return [design.replicates.T]
    if len(np.unique(design.units[0])) == len(np.unique(design.strata[0])):
        raise ValueError("every stratum has one unit, so that samples drawn again are all alike")
    return bootstrap_weights(design, runs=runs, seed=seed)


def _beyond(correlations: Values, in_first: int) -> Values:
    """Return parts of the outcome's variance explained beyond the first columns, shape (runs, k)."""
    left = correlations
    if in_first:
        first, across = left[:, :in_first, :in_first], left[:, :in_first, in_first:]
        known = np.asarray(np.isfinite(left).all(axis=(1, 2)))
        safe = np.where(known[:, None, None], first, np.eye(in_first))
        told = np.swapaxes(across, 1, 2) @ np.linalg.pinv(safe, hermitian=True) @ across
        left = left[:, in_first:, in_first:] - told
    size = np.sqrt(np.maximum(np.diagonal(left, axis1=1, axis2=2), 0.0))
    # A column that the first ones explain wholly adds nothing beyond them.
    unit = np.where(size > 1e-6, size, np.inf)
    made = left / (unit[:, :, None] * unit[:, None, :])
    return np.asarray(importance_shares(made) * size[:, -1:] ** 2)


def _ranks(values: Values, *, lots: np.random.Generator | None = None) -> NDArray[np.int64]:
    """Return places, 1 for the largest; among equals in the order of columns, or by lot."""
    size = -np.round(values, _SAME)
    if lots is None:
        order = np.argsort(size, axis=1, kind="stable")
    else:
        order = np.lexsort((lots.random(values.shape), size), axis=1)
    places = np.empty_like(order)
    np.put_along_axis(places, order, np.arange(1, values.shape[1] + 1)[None], axis=1)
    return places
