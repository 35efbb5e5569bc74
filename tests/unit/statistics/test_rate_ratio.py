from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from peelian.statistics.dispersion import estimate_dispersion
from peelian.statistics.rate_interval import count_interval, exact_count_interval
from peelian.statistics.rate_ratio import exact_ratio, quasi_poisson_ratio
from peelian.statistics.window_ratio import LARGE_ENOUGH, compare_windows

YEAR = np.arange(1, 13)


def test_dispersion_is_never_below_one() -> None:
    spread = estimate_dispersion([YEAR], [YEAR])
    assert spread.pearson[0] == 0
    assert spread.factor[0] == 1


def test_empty_months_do_not_count_as_steady() -> None:
    burst = np.zeros(12)
    burst[[2, 5]] = 8, 1
    spread = estimate_dispersion([burst], [np.roll(burst, 6)])
    assert spread.degrees[0] == 3
    assert spread.factor[0] > 4


def test_all_zero_series_has_no_ratio_and_no_ends() -> None:
    zero = np.zeros((1, 12))
    for ratio in (quasi_poisson_ratio(zero, zero), compare_windows(zero, zero).ratio):
        assert np.isnan(ratio.ratio[0])
        assert (ratio.lower[0], ratio.upper[0]) == (0, np.inf)


@pytest.mark.parametrize(
    ("later", "earlier", "exact"),
    [(LARGE_ENOUGH, LARGE_ENOUGH, False), (LARGE_ENOUGH - 1, 300, True), (300, 0, True)],
)
def test_small_totals_are_compared_exactly(later: int, earlier: int, exact: bool) -> None:
    def spread_out(total: int) -> np.ndarray:
        return np.full((1, 12), total // 12) + (np.arange(12) < total % 12)

    made = compare_windows(spread_out(later), spread_out(earlier))
    assert bool(made.exact[0]) is exact
    assert made.ratio.lower[0] > 0


def test_dispersion_widens_the_exact_interval() -> None:
    plain, wide = exact_ratio([40], [22]), exact_ratio([40], [22], dispersion=3.0, degrees=11)
    assert wide.lower[0] < plain.lower[0]
    assert wide.upper[0] > plain.upper[0]


def test_many_series_equal_one_at_a_time() -> None:
    rng = np.random.default_rng(1)
    later, earlier = rng.poisson(3, (50, 12)), rng.poisson(3, (50, 12))
    together = compare_windows(later, earlier).ratio
    alone = [compare_windows(later[[i]], earlier[[i]]).ratio for i in range(50)]
    np.testing.assert_array_equal(together.lower, [each.lower[0] for each in alone])
    np.testing.assert_array_equal(together.upper, [each.upper[0] for each in alone])


@pytest.mark.parametrize("dispersion", [1.0, 2.5])
@pytest.mark.parametrize(("later", "earlier"), [(40, 22), (22, 40), (3, 12), (9, 0), (0, 9), (1043, 990)])
def test_exact_interval_at_one_minus_p_touches_one(later: int, earlier: int, dispersion: float) -> None:
    given = {"dispersion": dispersion, "degrees": np.inf if dispersion == 1 else 11}
    p = exact_ratio([later], [earlier], **given).p[0]
    ends = exact_ratio([later], [earlier], **given, level=1 - p)
    near = ends.lower[0] if later > earlier else ends.upper[0]
    assert near == pytest.approx(1, rel=1e-9)


def test_p_is_that_of_the_smaller_of_both_tails_also_of_part_events() -> None:
    rng = np.random.default_rng(8)
    a, b = (rng.choice([0.0, 0.3, 1.0, 2.5, 7.0, 40.0, 900.0], 4000) for _ in range(2))
    per = rng.choice([0.02, 0.5, 1.0, 1.9, 30.0], 4000)
    share = per / (1 + per)
    above = np.where(a > 0, special.betainc(np.where(a > 0, a, 1.0), b + 1, share), 1.0)
    below = np.where(b > 0, special.betaincc(a + 1, np.where(b > 0, b, 1.0), share), 1.0)
    expected = np.minimum(1.0, 2 * np.minimum(above, below))
    np.testing.assert_allclose(exact_ratio(a, b, exposure=per).p, expected, rtol=1e-9, atol=1e-300)


def test_equal_pairs_among_many_have_what_each_has_alone() -> None:
    rng = np.random.default_rng(9)
    given = [rng.integers(0, 3, (40, 3)), rng.integers(0, 3, (40, 3)), rng.choice([1.0, 1.5], (40, 3))]
    together = exact_ratio(given[0], given[1], dispersion=given[2], degrees=7)
    for name in ("ratio", "lower", "upper", "dispersion", "degrees", "p"):
        alone = [
            getattr(exact_ratio([a], [b], dispersion=[phi], degrees=7), name)[0]
            for a, b, phi in zip(*(each.ravel() for each in given), strict=True)
        ]
        np.testing.assert_array_equal(getattr(together, name).ravel(), alone)


def test_what_is_not_known_has_no_p_value() -> None:
    told = exact_ratio(np.array([2.0, np.nan, 3.0]), np.array([np.nan, 2.0, 1.0]))
    assert np.isnan(told.p).tolist() == [True, True, False]


def test_quasi_interval_at_one_minus_p_touches_one() -> None:
    later, earlier = [YEAR * 7 + 30], [YEAR[::-1] * 9 + 20]
    p = quasi_poisson_ratio(later, earlier).p[0]
    ends = quasi_poisson_ratio(later, earlier, level=1 - p)
    near = ends.upper[0] if ends.ratio[0] < 1 else ends.lower[0]
    assert near == pytest.approx(1, rel=1e-9)


def test_p_agrees_with_interval_of_every_series() -> None:
    rng = np.random.default_rng(11)
    mean = rng.lognormal(1, 1.5, (3000, 1))
    ratio = compare_windows(
        rng.poisson(mean * rng.choice([1, 1.5], (3000, 1)), (3000, 12)), rng.poisson(mean, (3000, 12))
    ).ratio
    np.testing.assert_array_equal(ratio.p < 0.05, (ratio.lower > 1) | (ratio.upper < 1))


@pytest.mark.parametrize("level", [0.5, 0.95])
def test_p_does_not_depend_on_level(level: float) -> None:
    assert exact_ratio([8], [3], level=level).p[0] == exact_ratio([8], [3]).p[0]


def test_p_is_one_where_nothing_is_known() -> None:
    zero = np.zeros((1, 12))
    one_month = np.eye(12)[[3]] * 30
    assert quasi_poisson_ratio(zero, zero).p[0] == compare_windows(zero, zero).ratio.p[0] == 1
    assert quasi_poisson_ratio(one_month, one_month * 2).p[0] == 1


def test_wider_level_gives_wider_interval() -> None:
    assert (
        compare_windows([YEAR], [YEAR], level=0.99).ratio.upper > compare_windows([YEAR], [YEAR]).ratio.upper
    )


def test_no_series_gives_no_ratios() -> None:
    assert compare_windows(np.zeros((0, 12)), np.zeros((0, 12))).ratio.ratio.shape == (0,)
    assert exact_ratio([], []).ratio.shape == (0,)


@pytest.mark.parametrize(
    ("later", "earlier"), [([1, 2], [1, 2]), ([[1, 2]], [[1]]), ([[]], [[]]), ([[-1]], [[1]])]
)
def test_wrong_shapes_and_negative_counts_are_refused(later: list, earlier: list) -> None:
    with pytest.raises(ValueError, match="needed, not"):
        estimate_dispersion(later, earlier)


@pytest.mark.parametrize(("later", "earlier", "dispersion"), [(-1, 2, 1.0), (1, -2, 1.0), (1, 2, 0.5)])
def test_exact_ratio_refuses_impossible_input(later: int, earlier: int, dispersion: float) -> None:
    with pytest.raises(ValueError, match="needed, not"):
        exact_ratio([later], [earlier], dispersion=dispersion)


def test_count_interval_is_exact_below_ten() -> None:
    few = np.arange(10)
    np.testing.assert_array_equal(count_interval(few).upper, exact_count_interval(few).upper)
    assert count_interval([0]).lower[0] == 0


def test_negative_count_has_no_interval() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        count_interval([-1])
