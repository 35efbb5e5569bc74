"""Steps: the difference and the ratio say the same, and what is no number is refused."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.rate_ratio import exact_ratio
from peelian.statistics.step import measure_step


def test_ratio_is_the_exact_one():
    made = measure_step([60], [40], dispersion=2, degrees=11)
    exact = exact_ratio([60], [40], dispersion=2, degrees=11)
    assert made.ratio.lower == exact.lower
    assert made.difference == 20
    assert made.lower < 20 < made.upper


@pytest.mark.parametrize("degrees", [4, 7, 11, np.inf])
@pytest.mark.parametrize("exposures", [(1, 1), (31, 28)])
@pytest.mark.parametrize("dispersion", [1, 3, 20])
def test_difference_leaves_out_0_where_the_ratio_leaves_out_1(degrees, exposures, dispersion):
    counts = np.r_[0:60, 70:3000:131]
    a, b = (each.ravel() for each in np.meshgrid(counts, counts))
    made = measure_step(a, b, exposures=exposures, dispersion=dispersion, degrees=degrees)
    more, fewer = made.ratio.lower > 1, made.ratio.upper < 1
    assert (more == (made.lower > 0)).all()
    assert (fewer == (made.upper < 0)).all()


@pytest.mark.parametrize(
    ("later", "earlier", "least"), [(3, 3, 0.95), (60, 40, 0.95), (10, 3, 0.93), (5, 0.5, 0.91)]
)
def test_interval_holds_the_true_difference(later, earlier, least):
    rng = np.random.default_rng(8)
    made = measure_step(rng.poisson(later, 8000), rng.poisson(earlier, 8000))
    held = (made.lower <= later - earlier) & (made.upper >= later - earlier)
    assert held.mean() >= least


def test_days_are_taken_out():
    made = measure_step([3100], [2800], exposures=(31, 28))
    assert made.difference == pytest.approx(0)
    assert made.lower < 0 < made.upper


@pytest.mark.parametrize("wrong", [{"exposures": (0, 1)}, {"dispersion": 0.5}])
def test_wrong_numbers_are_refused(wrong):
    with pytest.raises(ValueError, match="needed"):
        measure_step([1], [2], **wrong)
