"""Order, equivalence, changes taken apart and changes of course in small worlds with one answer."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.change_point import find_change_point
from peelian.statistics.survey.decomposition import decompose_change
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.equivalence import judge_equivalence
from peelian.statistics.survey.group_shares import group_shares
from peelian.statistics.survey.ordered_shares import compare_in_order
from peelian.statistics.survey.reliability import scale_reliability


def difference(value: float, error: float) -> SurveyDifference:
    return difference_of(np.array([value]), np.array([error**2]), np.array([1e6]))


@pytest.mark.parametrize(
    ("value", "error", "verdict"),
    [
        (0.02, 0.0126, "no difference larger than the margin"),
        (0.02, 0.0400, "no clear difference"),
        (0.03, 0.0100, "clear difference"),
        (-0.02, 0.0126, "no difference larger than the margin"),
        (0.049, 0.0300, "no clear difference"),
    ],
)
def test_a_difference_is_called_small_only_when_shown_small(value: float, error: float, verdict: str) -> None:
    assert judge_equivalence(difference(value, error), 0.05).verdicts == (verdict,)


def test_a_margin_must_be_above_nothing() -> None:
    with pytest.raises(ValueError, match="margin"):
        judge_equivalence(difference(0.0, 0.01), 0.0)


def ordered(shares: list[float], people: int = 400):
    band = np.repeat(np.arange(len(shares)), people)
    yes = np.concatenate([np.arange(people) < share * people for share in shares]) * 1.0
    design = design_of(np.ones(len(band)))
    made = group_shares(yes, band[:, None] == np.arange(len(shares)), design)
    return compare_in_order(made.linearised, design)


def test_rising_at_every_step_needs_every_step() -> None:
    assert ordered([0.3, 0.5, 0.7, 0.9]).p_every_step < 0.001
    dip = ordered([0.3, 0.7, 0.68, 0.9])
    assert dip.trend.lower[0] > 0
    assert dip.p_every_step > 0.5
    assert ordered([0.6, 0.6, 0.6]).trend.p[0] == pytest.approx(1)


def test_trend_is_the_mean_step_of_a_straight_line() -> None:
    assert ordered([0.3, 0.5, 0.7]).trend.difference[0] == pytest.approx(0.2)


def test_one_group_has_no_order() -> None:
    with pytest.raises(ValueError, match="two groups"):
        ordered([0.5])


def test_a_change_taken_apart_by_hand() -> None:
    # Earlier 8 of category 0 (6 yes) and 2 of category 1 (1 yes); later 5 (3 yes) and 5 (1 yes).
    category = [0] * 8 + [1] * 2 + [0] * 5 + [1] * 5
    yes = [1] * 6 + [0] * 2 + [1, 0] + [1] * 3 + [0] * 2 + [1] + [0] * 4
    later = [False] * 10 + [True] * 10
    made = decompose_change(yes, later, categories=category, design=design_of(np.ones(20)))
    mix, rate = -0.3 * 0.75 + 0.3 * 0.5, 0.8 * -0.15 + 0.2 * -0.3
    residual = -0.3 * -0.15 + 0.3 * -0.3
    np.testing.assert_allclose(made.whole.values, [mix, rate, residual, 0.4 - 0.7], atol=1e-12)
    assert made.mix.values.sum() == pytest.approx(mix)
    assert made.rate.values.sum() == pytest.approx(rate)


def test_a_category_without_people_in_a_period_is_refused() -> None:
    with pytest.raises(ValueError, match=r"both periods; without: \[1\]"):
        decompose_change(
            [1, 0, 1, 0], [False, False, True, True], categories=[0, 1, 0, 0], design=design_of(np.ones(4))
        )


def test_a_bend_without_noise_is_found_where_it_is() -> None:
    at = np.arange(20)
    line = 0.7 + 0.002 * at - 0.01 * np.maximum(at - 11, 0)
    wobble = 1e-5 * np.random.default_rng(1).normal(size=20)
    found = find_change_point(line + wobble, np.full(20, 1e-4))
    assert found is not None
    assert (found.place, found.first, found.last) == (11, 11, 11)
    assert found.before == pytest.approx(0.002, abs=1e-5)
    assert found.after == pytest.approx(-0.008, abs=1e-5)
    assert found.p <= 0.001
    np.testing.assert_allclose(found.fitted, line, atol=1e-4)


def test_a_step_is_found_beside_a_season() -> None:
    at = np.arange(32)
    season = np.array([0.02, -0.01, 0.0, -0.01])[at % 4]
    wobble = 0.002 * np.random.default_rng(2).normal(size=32)
    found = find_change_point(
        0.7 + season - 0.05 * (at >= 17) + wobble, np.full(32, 1e-4), course="level", season=4
    )
    assert found is not None
    assert found.place == 17
    assert found.change == pytest.approx(-0.05, abs=0.005)


def test_too_short_a_series_says_nothing_and_a_hole_is_refused() -> None:
    assert find_change_point(np.full(9, 0.5), np.full(9, 1e-4)) is None
    assert find_change_point(np.full(20, 0.5), np.full(20, 1e-4), season=12) is None
    assert find_change_point(np.linspace(0.5, 0.7, 20), np.full(20, 1e-4)) is None
    with pytest.raises(ValueError, match="every time"):
        find_change_point(np.r_[np.nan, np.full(19, 0.5)], np.full(20, 1e-4))


def test_reliability_needs_two_items_that_vary() -> None:
    design = design_of(np.ones(6))
    with pytest.raises(ValueError, match="two items"):
        scale_reliability(np.ones((6, 1)), design)
    with pytest.raises(ValueError, match="vary"):
        scale_reliability(np.column_stack([np.ones(6), np.arange(6.0)]), design)
    pair = np.column_stack([np.arange(6.0), np.arange(6.0) * [1, 1, 1, 1, 1, 0.9]])
    assert np.isnan(scale_reliability(pair, design).without).all()
