"""How often intervals of surveys hold the truth: 500 weighted samples of 400 from a known population.

The seed is fixed. The share of intervals that hold the truth varies from one set of 500 samples to the next
by a standard deviation of one point, so 93 to 97 % is asked of each.
"""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.difference import independent_difference
from peelian.statistics.survey.gap import CrossSums, group_gap
from peelian.statistics.survey.share import survey_share
from peelian.statistics.survey.sums import DesignSums

SAMPLES, SIZE, STRATA = 500, 400, 4
TRUTH = np.array([0.2, 0.3, 0.45, 0.6])
SHARE = TRUTH.mean()
LIFT = 0.08


def sums(yes: np.ndarray, weight: np.ndarray, inside: np.ndarray) -> DesignSums:
    """Return the sums of samples: arrays of shape (samples, strata, people of a stratum)."""
    w = weight * inside
    y = w * yes
    asked = np.full(w.shape[:2], w.shape[2], dtype=np.int64)
    n = inside.sum(axis=2).astype(np.int64)
    squares = (w * w).sum(axis=2), (w * y).sum(axis=2), (y * y).sum(axis=2)
    return DesignSums(asked, n, n, w.sum(axis=2), y.sum(axis=2), *squares)


def draw(rng: np.random.Generator, lift: float = 0.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    shape = (SAMPLES, STRATA, SIZE // STRATA)
    first = rng.random(shape) < 0.4
    yes = rng.random(shape) < TRUTH[:, None] + lift * first
    return yes.astype(np.float64), rng.lognormal(0, 0.5, shape), first


def holds(lower: np.ndarray, upper: np.ndarray, truth: float) -> float:
    return float(((lower <= truth) & (truth <= upper)).mean())


def test_share_gap_and_change_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(4)
    yes, weight, first = draw(rng, LIFT)
    one, other = sums(yes, weight, first), sums(yes, weight, ~first)
    none = np.zeros_like(one.weight)
    gap = group_gap(one, other, cross=CrossSums(one.base + other.base, none, none, none, none))
    flat, weights, everyone = draw(rng)
    earlier = survey_share(sums(flat, weights, np.ones_like(everyone)))
    whole = survey_share(sums(yes, weight, np.ones_like(first)))
    change = independent_difference(whole, earlier)
    told = {
        "share": holds(earlier.lower, earlier.upper, SHARE),
        "gap": holds(gap.lower, gap.upper, LIFT),
        "change": holds(change.lower, change.upper, LIFT * 0.4),
    }
    for name, often in told.items():
        assert often == pytest.approx(0.95, abs=0.02), name
