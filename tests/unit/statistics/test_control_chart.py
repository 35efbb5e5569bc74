from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.attribute_chart import c_chart, p_chart
from peelian.statistics.chart_rules import SIGNALS
from peelian.statistics.chart_segments import lay_segments
from peelian.statistics.control_chart import INDIVIDUALS_FROM, chart_months
from peelian.statistics.count_chart import count_limits
from peelian.statistics.individuals_chart import D2, individuals_limits

MONTHS = np.arange(36)
WAVE = 1 + 0.3 * np.sin(MONTHS / 12 * 2 * np.pi)


def _words(row: np.ndarray) -> list[str]:
    return [SIGNALS[code] if code >= 0 else "not judged" for code in row]


def test_moving_ranges_by_hand() -> None:
    limits = individuals_limits([[10, 12, 11, 14]], screening="keep")
    half = 3 / D2 * 2  # (2 + 1 + 3) / 3
    assert limits.centre[0].tolist() == [11.75] * 4
    np.testing.assert_allclose(limits.upper[0], 11.75 + half)
    np.testing.assert_allclose(limits.near_lower[0], 11.75 - half * 2 / 3)


def test_single_event_is_screened_out_of_ranges() -> None:
    values = [[10, 11] * 6 + [60] + [10, 11] * 6]
    kept = individuals_limits(values, screening="keep")
    dropped = individuals_limits(values)
    assert dropped.upper[0, 0] - dropped.centre[0, 0] == pytest.approx(3 / D2)
    assert kept.upper[0, 0] > dropped.upper[0, 0]


def test_constant_series_has_limits_and_no_signal() -> None:
    chart = chart_months(np.full((2, 24), [[30.0], [3.0]]))
    assert chart.limits.upper[0, 0] == chart.limits.lower[0, 0] == 30
    assert (chart.signal == 0).all()


def test_rebase_gives_each_segment_its_own_limits() -> None:
    rng = np.random.default_rng(2)
    counts = np.r_[rng.poisson(100, 18), rng.poisson(200, 18)][None]
    one = chart_months(counts, season="leave")
    two = chart_months(counts, starts=MONTHS == 18, season="leave")
    assert {"run above", "above the limit"} & set(_words(one.signal[0]))
    assert set(_words(two.signal[0])) == {"none"}
    for part in (slice(0, 18), slice(18, 36)):
        alone = individuals_limits(counts[:, part])
        np.testing.assert_allclose(two.limits.centre[:, part], alone.centre)
        np.testing.assert_allclose(two.limits.upper[:, part], alone.upper)


def test_baseline_alone_sets_the_limits() -> None:
    rng = np.random.default_rng(5)
    counts = np.r_[rng.poisson(100, 24), rng.poisson(160, 12)][None]
    chart = chart_months(counts, baseline=24, season="leave")
    np.testing.assert_allclose(chart.limits.centre[0], counts[0, :24].mean())
    assert (chart.signal[0, 24:] == SIGNALS.index("above the limit")).sum() > 6


def test_months_not_measured_add_nothing() -> None:
    rng = np.random.default_rng(6)
    counts = rng.poisson([[40.0], [2.0]], (2, 30))
    measured = np.ones(30, dtype=bool)
    measured[[3, 17, 18]] = False
    spoilt = np.where(measured, counts, -999)
    chart = chart_months(spoilt, measured=measured, season="leave")
    alone = chart_months(counts[:, measured], season="leave")
    np.testing.assert_allclose(chart.limits.upper[:, measured], alone.limits.upper)
    np.testing.assert_array_equal(chart.signal[:, measured], alone.signal)
    assert np.isnan(chart.limits.centre[:, ~measured]).all()
    assert (chart.signal[:, ~measured] == -1).all()


def test_short_segment_is_not_judged() -> None:
    chart = chart_months(np.full((1, 24), 50), starts=np.arange(24) == 13)
    assert (chart.signal[0, :13] == 0).all()
    assert (chart.signal[0, 13:] == -1).all()
    assert np.isnan(chart.limits.upper[0, 13:]).all()


def test_mean_chooses_the_chart() -> None:
    chart = chart_months(np.full((2, 24), [[INDIVIDUALS_FROM], [INDIVIDUALS_FROM - 1]]))
    assert chart.individuals.tolist() == [True, False]


def test_limits_of_small_counts_are_exact() -> None:
    """At a mean of 4: P(more than 11) = 0.0009, P(more than 10) = 0.0028; P(none) = 0.018, near 0.0228."""
    limits = count_limits([[4, 5, 4, 3] * 6])
    assert (limits.centre[0, 0], limits.upper[0, 0], limits.lower[0, 0]) == (4, 11, 0)
    assert (limits.near_lower[0, 0], limits.near_upper[0, 0], limits.middle[0, 0]) == (1, 8, 4)


def test_small_counts_that_vary_more_have_wider_limits() -> None:
    steady, bursts = count_limits([[4, 5, 4, 3] * 6]), count_limits([[0, 8, 0, 8] * 6])
    assert bursts.centre[0, 0] == steady.centre[0, 0]
    assert bursts.upper[0, 0] > steady.upper[0, 0] + 5


def test_rare_events_below_their_mean_are_no_run() -> None:
    counts = np.zeros((1, 36))
    counts[0, [5, 20]] = 1
    assert (chart_months(counts).signal == 0).all()


def test_a_burst_of_a_rare_event_is_above_the_limit() -> None:
    counts = np.zeros((1, 36))
    counts[0, [5, 20]] = 1
    counts[0, 35] = 5
    assert chart_months(counts, baseline=24).signal[0, 35] == SIGNALS.index("above the limit")


def test_event_free_baseline_does_not_alarm_at_one() -> None:
    counts = np.zeros((2, 36))
    counts[0, 30], counts[1, 30] = 1, 3
    signal = chart_months(counts, baseline=24).signal
    assert signal[0].max() == 0
    assert signal[1, 30] == SIGNALS.index("above the limit")


def test_all_zero_series_has_no_signal() -> None:
    assert (chart_months(np.zeros((1, 24))).signal == 0).all()


def test_season_is_divided_out_or_warned_of() -> None:
    counts = np.round(np.array([[1000.0], [9.0]]) * (2 * WAVE - 1))
    left, divided = chart_months(counts, season="leave"), chart_months(counts, season="divide")
    assert left.seasonal.tolist() == divided.seasonal.tolist() == [True, True]
    assert not left.divided.any()
    assert divided.divided.all()
    assert (left.signal[0] > 0).sum() > 10
    assert (divided.signal == 0).all()
    np.testing.assert_allclose(divided.limits.centre[0], counts[0], rtol=0.01)


def test_season_is_found_across_a_rebase() -> None:
    counts = np.round(1000 * WAVE * np.where(MONTHS < 17, 1, 2))[None]
    chart = chart_months(counts, starts=MONTHS == 17)
    assert chart.divided[0]
    assert (chart.signal == 0).all()


def test_two_years_show_no_season() -> None:
    assert not chart_months((1000 * WAVE[:24])[None]).seasonal[0]


def test_many_series_equal_one_at_a_time() -> None:
    rng = np.random.default_rng(8)
    counts = rng.poisson(rng.lognormal(1.5, 1.5, (60, 1)) * WAVE, (60, 36))
    measured = rng.random((60, 36)) > 0.03
    starts = rng.random((60, 36)) > 0.97
    together = chart_months(counts, measured=measured, starts=starts, first_month=4)
    for i in range(60):
        alone = chart_months(counts[[i]], measured=measured[i], starts=starts[i], first_month=4)
        np.testing.assert_array_equal(together.signal[i], alone.signal[0])
        np.testing.assert_allclose(together.limits.upper[i], alone.limits.upper[0])


def test_nothing_given_is_changed_and_nothing_gives_nothing() -> None:
    counts = np.random.default_rng(1).poisson(20, (3, 24))
    before = counts.copy()
    chart_months(counts, starts=np.arange(24) == 12)
    np.testing.assert_array_equal(counts, before)
    assert chart_months(np.zeros((0, 24))).signal.shape == (0, 24)


@pytest.mark.parametrize(
    ("counts", "options"),
    [
        ([1, 2], {}),
        ([[-1] * 12], {}),
        ([[1] * 12], {"baseline": 6}),
        ([[1] * 12], {"first_month": 13}),
        ([[1] * 12], {"measured": [True] * 11}),
    ],
)
def test_wrong_input_is_refused(counts: list, options: dict) -> None:
    with pytest.raises(ValueError, match="needed"):
        chart_months(counts, **options)


def test_segments_refuse_an_empty_baseline() -> None:
    with pytest.raises(ValueError, match="baseline"):
        lay_segments((1, 12), baseline=0)


def test_p_chart_passes_over_empty_samples() -> None:
    whole, gap = p_chart([[5, 10]], [[50, 50]]), p_chart([[5, 10, 0]], [[50, 50, 0]])
    assert gap.centre[0] == whole.centre[0] == pytest.approx(0.15)
    assert np.isnan(gap.upper[0, 2])
    assert np.isnan(p_chart([[0]], [[0]]).centre[0])


@pytest.mark.parametrize(
    ("counts", "sizes"), [([[3]], [[2]]), ([[-1]], [[2]]), ([1], [2]), ([[1]], [[1, 2]])]
)
def test_p_chart_refuses_impossible_shares(counts: list, sizes: list) -> None:
    with pytest.raises(ValueError, match="needed"):
        p_chart(counts, sizes)


def test_c_chart_lower_limit_is_not_below_zero() -> None:
    assert c_chart([[2, 3, 1]]).lower[0, 0] == 0
    with pytest.raises(ValueError, match="0 or more"):
        c_chart([[-1]])
