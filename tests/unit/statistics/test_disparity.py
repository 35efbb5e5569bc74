from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.disparity import compare_groups
from peelian.statistics.dispersion import estimate_dispersion
from peelian.statistics.rate_ratio import exact_ratio


def test_ratio_is_of_rates() -> None:
    made = compare_groups([[100, 60]], [[10_000, 2_000]], reference=0)
    np.testing.assert_allclose(made.ratio[0], [1, 3])
    assert made.lower[0, 1] < 3 < made.upper[0, 1]
    assert made.p[0, 1] < 0.001


def test_reference_group_has_no_interval() -> None:
    made = compare_groups([[10, 20]], [100, 100], reference=1)
    assert made.ratio[0, 1] == 1
    assert np.isnan([made.lower[0, 1], made.upper[0, 1], made.p[0, 1]]).all()


@pytest.mark.parametrize(
    ("counts", "denominators"),
    [
        ([5, 9], [100, 0]),
        ([5, 9], [100, np.nan]),
        ([5, 9], [0, 100]),
        ([5, np.nan], [100, 100]),
        ([0, 9], [100, 100]),
        ([0, 0], [100, 100]),
        ([np.nan, 9], [100, 100]),
    ],
)
def test_what_cannot_be_compared_is_no_number(counts: list, denominators: list) -> None:
    made = compare_groups([counts], denominators, reference=0)
    for each in (made.ratio, made.lower, made.upper, made.p):
        assert np.isnan(each[0, 1])
        assert not np.isinf(each).any()


def test_group_without_a_count_has_an_upper_end() -> None:
    made = compare_groups([[50, 0]], [1000, 200], reference=0)
    assert (made.ratio[0, 1], made.lower[0, 1]) == (0, 0)
    assert 0 < made.upper[0, 1] < 1


def test_dispersion_widens_each_series_by_its_own() -> None:
    months = np.random.default_rng(1).negative_binomial(2, 0.1, (2, 24))
    spread = estimate_dispersion(months[:, 12:], months[:, :12])
    counts, per = [[100, 60], [100, 60]], [10_000, 2_000]
    wide = compare_groups(counts, per, reference=0, dispersion=spread.factor, degrees=spread.degrees)
    plain = compare_groups(counts, per, reference=0)
    assert (wide.upper[:, 1] > plain.upper[:, 1]).all()
    assert wide.upper[0, 1] != wide.upper[1, 1]


def test_p_agrees_with_interval() -> None:
    rng = np.random.default_rng(2)
    made = compare_groups(
        rng.poisson(20, (2000, 3)), [1.0, 1.2, 0.8], reference=0, dispersion=1.5, degrees=11
    )
    np.testing.assert_array_equal(made.p[:, 1:] < 0.05, ((made.lower > 1) | (made.upper < 1))[:, 1:])


@pytest.mark.parametrize(
    ("counts", "denominators", "reference"),
    [
        ([[1, 2]], [1], 0),
        ([1, 2], [1, 2], 0),
        ([[1, 2]], [1, 2], 2),
        ([[-1, 2]], [1, 2], 0),
        ([[1, 2]], [-1, 2], 0),
    ],
)
def test_wrong_input_is_refused(counts: list, denominators: list, reference: int) -> None:
    with pytest.raises(ValueError, match="needed"):
        compare_groups(counts, denominators, reference=reference)


@pytest.mark.parametrize("exposure", [0.0, -1.0])
def test_exact_ratio_refuses_no_exposure(exposure: float) -> None:
    with pytest.raises(ValueError, match="exposure"):
        exact_ratio([1], [2], exposure=exposure)
