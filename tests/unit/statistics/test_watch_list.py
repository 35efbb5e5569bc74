from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.prediction import predict_newest
from peelian.statistics.rate_ratio import exact_ratio
from peelian.statistics.watch_list import watch_newest

WAVE = 1 + 0.3 * np.sin(np.arange(39) / 12 * 2 * np.pi)


def test_expected_is_level_times_season() -> None:
    counts = np.round(1000 * WAVE)[None]
    made = predict_newest(counts[:, 36:], counts[:, :36])
    assert made.expected[0] == pytest.approx(counts[0, :3].sum())
    assert made.count[0] == counts[0, 36:].sum()
    assert made.lower[0] < made.count[0] < made.upper[0]
    assert made.p[0] == 1


def test_level_follows_the_last_year_where_years_differ() -> None:
    years = np.repeat([[1000.0, 2000.0, 4000.0]], 12, axis=1)
    assert predict_newest([[4000]], years).expected[0] == pytest.approx(4000, rel=0.01)


def test_level_is_the_mean_where_years_agree() -> None:
    years = np.tile([[9.0, 11.0, 8.0, 12.0, 10.0, 10.0]], 6)
    years[0, -12:] += np.tile([1.0, -1.0], 6)
    assert predict_newest([[10]], years).expected[0] == pytest.approx(years.mean(), rel=0.15)


def test_rare_events_are_judged_exactly() -> None:
    """Three events in 36 months, one of them in this calendar month.

    The table has 9 cells with 1/3 expected each: X2 = 3 (2/3)^2 3 + 6 / 3 = 6 on 4 degrees, dispersion 1.5.
    """
    past = np.zeros((1, 36))
    past[0, [0, 13, 30]] = 1
    made = predict_newest([[4]], past)
    assert made.expected[0] == pytest.approx(1 / 3)
    variance = 3 / 9 / 1**2 + 1 / 1 - 1 / 3
    exact = exact_ratio([4], [1 / variance], exposure=variance / 3, dispersion=1.5, degrees=4)
    assert made.p[0] == pytest.approx(exact.p[0])


def test_calendar_month_without_events_expects_none() -> None:
    past = np.tile(np.r_[0, np.full(11, 20)], 3)[None]
    none, many = predict_newest([[0]], past), predict_newest([[30]], past)
    assert none.expected[0] == 0
    assert none.p[0] == 1
    assert many.p[0] < 0.01


def test_nothing_ever_counted_expects_nothing() -> None:
    made = predict_newest([[0], [6]], np.zeros((2, 36)))
    assert made.p[0] == 1
    # 6 now and 0 in three times the exposure: 2 (1/4)^6, with the heavy tail of a single degree of freedom.
    plain = stats.norm.isf(0.25**6)
    assert made.p[1] == pytest.approx(2 * stats.t.sf(plain, 1))
    assert made.lower.tolist() == [0, 0]


@pytest.mark.parametrize("months", [1, 3])
@pytest.mark.parametrize("level", [0.9, 0.95])
def test_interval_agrees_with_p(months: int, level: float) -> None:
    rng = np.random.default_rng(months)
    counts = rng.negative_binomial(2, 0.1, (4000, 39)) // rng.integers(1, 40, (4000, 1))
    made = predict_newest(counts[:, -months:], counts[:, :36], level=level)
    outside = (made.count < made.lower) | (made.count > made.upper)
    np.testing.assert_array_equal(outside, made.p <= 1 - level)
    assert outside.any()


def test_more_variation_and_wandering_levels_widen_the_interval() -> None:
    steady = np.full((1, 36), 100.0)
    jumpy = steady + np.tile([30.0, -30.0], 18) * np.repeat([1.0, -1.0, 1.0], 12)
    wandering = steady * np.repeat([0.8, 1.2, 1.0], 12)
    widths = [
        made.upper[0] - made.lower[0] for made in (predict_newest([[100]], past) for past in (steady, jumpy))
    ]
    assert widths[1] > widths[0]
    wide = predict_newest([[100]], wandering)
    assert wide.upper[0] - wide.lower[0] > widths[0]


def test_windows_are_put_together_by_simes() -> None:
    rng = np.random.default_rng(2)
    counts = rng.poisson(50 * WAVE, (200, 39))
    one = predict_newest(counts[:, -1:], counts[:, 2:38]).p
    three = predict_newest(counts[:, -3:], counts[:, :36]).p
    low, high = np.minimum(one, three), np.maximum(one, three)
    made = watch_newest(counts)
    np.testing.assert_allclose(made.p, np.minimum(1, np.minimum(2 * low, high)))
    np.testing.assert_array_equal(made.months, np.where(one <= three, 1, 3))
    np.testing.assert_array_equal(made.alert, made.p <= 0.05)
    np.testing.assert_allclose(made.q, adjust_for_false_discovery(made.p))


def test_shift_is_put_on_the_list_with_its_window() -> None:
    counts = np.full((3, 39), 100)
    counts[1, -1] = 200
    counts[2, -3:] = 60
    made = watch_newest(counts)
    assert made.alert.tolist() == [False, True, True]
    assert made.months[1:].tolist() == [1, 3]
    assert (made.count[1], made.expected[1]) == (200, 100)
    assert made.count[2] < made.lower[2]


def test_whole_list_is_stricter() -> None:
    counts = np.random.default_rng(3).poisson(100, (2000, 39))
    each, whole = watch_newest(counts), watch_newest(counts, held="whole list")
    assert each.alert.sum() > 10
    assert whole.alert.sum() < each.alert.sum()
    np.testing.assert_array_equal(whole.alert, whole.q <= 0.05)


def test_past_before_a_gap_is_left_out() -> None:
    counts = np.random.default_rng(4).poisson(100, (4, 39))
    counts[:, :12] = 7_000
    measured = np.ones((4, 39), dtype=bool)
    measured[0, :12] = False
    measured[1, 20] = False
    measured[2, 38] = False
    made = watch_newest(counts, measured=measured)
    two_years = watch_newest(counts[:, 12:])
    assert made.judged.tolist() == [True, False, False, True]
    assert made.p[0] == two_years.p[0]
    assert np.isnan(made.p[1])
    assert not made.alert[1:3].any()


def test_short_series_are_not_judged() -> None:
    made = watch_newest(np.ones((2, 26)))
    assert not made.judged.any()
    assert made.months.tolist() == [0, 0]
    assert np.isnan(made.expected).all()


def test_nothing_gives_nothing() -> None:
    assert watch_newest(np.zeros((0, 39))).alert.shape == (0,)


@pytest.mark.parametrize(
    ("counts", "options"),
    [(np.ones(39), {}), (np.ones((1, 39)), {"windows": ()}), (np.ones((1, 39)), {"windows": (13,)}),
     (-np.ones((1, 39)), {})],
)  # fmt: skip
def test_wrong_input_is_refused(counts: np.ndarray, options: dict) -> None:
    with pytest.raises(ValueError, match="needed"):
        watch_newest(counts, **options)


@pytest.mark.parametrize(
    ("newest", "past"), [((1, 1), (1, 12)), ((1, 1), (1, 30)), ((1, 13), (1, 24)), ((2, 1), (1, 24))]
)
def test_prediction_refuses_shapes_that_do_not_fit(newest: tuple, past: tuple) -> None:
    with pytest.raises(ValueError, match="needed"):
        predict_newest(np.ones(newest), np.ones(past))
