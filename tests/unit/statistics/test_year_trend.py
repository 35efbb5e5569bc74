from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.year_trend import fit_year_trend

WAVE = np.round(100 + 30 * np.sin(np.arange(12) / 12 * 2 * np.pi))


def test_ten_per_cent_a_year_is_ten_per_cent() -> None:
    counts = np.concatenate([WAVE * 1000, WAVE * 1100, WAVE * 1210])[None]
    trend = fit_year_trend(counts)
    assert trend.change[0] == pytest.approx(0.1, rel=1e-10)
    assert trend.lower[0] > 0.09
    assert trend.p[0] < 1e-6


def test_two_years_are_the_ratio_of_totals() -> None:
    rng = np.random.default_rng(2)
    counts = rng.poisson(30, (20, 24))
    ratio = counts[:, 12:].sum(axis=1) / counts[:, :12].sum(axis=1)
    np.testing.assert_allclose(fit_year_trend(counts).change, ratio - 1, rtol=1e-10)


def test_p_agrees_with_interval() -> None:
    counts = np.random.default_rng(3).poisson(8, (3000, 36))
    trend = fit_year_trend(counts)
    np.testing.assert_array_equal(trend.p < 0.05, (trend.lower > 0) | (trend.upper < 0))


def test_nothing_counted_has_no_trend() -> None:
    trend = fit_year_trend(np.zeros((1, 36)))
    assert np.isnan(trend.change[0])
    assert (trend.lower[0], trend.upper[0], trend.p[0]) == (-1, np.inf, 1)


@pytest.mark.parametrize("year", [0, 2])
def test_counts_in_an_outer_year_only_have_no_finite_trend(year: int) -> None:
    counts = np.zeros((1, 36))
    counts[0, year * 12 : year * 12 + 12] = 5
    trend = fit_year_trend(counts)
    assert np.isnan(trend.change[0])
    assert trend.p[0] == 1


def test_steep_trend_is_found() -> None:
    """Yearly totals 1200000, 12000, 120: a fall of 99 % a year."""
    counts = np.repeat([[100_000.0, 1_000.0, 10.0]], 12, axis=1)
    assert fit_year_trend(counts).change[0] == pytest.approx(-0.99, rel=1e-10)


def test_rise_and_fall_mirror_each_other() -> None:
    counts = np.random.default_rng(4).poisson(50, (10, 36))
    back = counts.reshape(10, 3, 12)[:, ::-1].reshape(10, 36)
    forth, turned = fit_year_trend(counts), fit_year_trend(back)
    np.testing.assert_allclose(1 + forth.change, 1 / (1 + turned.change), rtol=1e-10)
    np.testing.assert_allclose(forth.p, turned.p, rtol=1e-6)


def test_many_series_equal_one_at_a_time() -> None:
    counts = np.random.default_rng(5).poisson(np.random.default_rng(6).lognormal(0, 2, (40, 1)), (40, 48))
    together = fit_year_trend(counts)
    for i in range(40):
        alone = fit_year_trend(counts[[i]])
        np.testing.assert_allclose(together.lower[i], alone.lower[0])
        np.testing.assert_allclose(together.change[i], alone.change[0])


@pytest.mark.parametrize("counts", [np.ones((2, 12)), np.ones((2, 30)), np.ones(24), -np.ones((1, 24))])
def test_wrong_input_is_refused(counts: np.ndarray) -> None:
    with pytest.raises(ValueError, match="needed, not"):
        fit_year_trend(counts)


def test_no_series_gives_no_trends() -> None:
    assert fit_year_trend(np.zeros((0, 24))).change.shape == (0,)


@pytest.mark.filterwarnings("error")
def test_interval_beyond_every_number_ends_in_infinity() -> None:
    counts = np.zeros((1, 24))
    counts[0, [0, 1, 13]] = 1, 1, 100_000
    trend = fit_year_trend(counts)
    assert trend.change[0] == pytest.approx(49_999)
    assert (trend.lower[0], trend.upper[0]) == (-1, np.inf)
