"""Weights within limits: once, and in turn with raking."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.margin import margin_of
from peelian.statistics.survey.raking import rake
from peelian.statistics.survey.trimming import trim, trim_and_fit
from peelian.statistics.survey.weight_limits import WeightLimits

CHANCE = np.random.default_rng(3)
WEIGHTS = np.exp(CHANCE.normal(0, 0.9, 400))
AGE = margin_of({"age": CHANCE.choice(["a", "b", "c"], 400)}, {("a",): 300, ("b",): 250, ("c",): 250})
SEX = margin_of({"sex": CHANCE.choice(["m", "f"], 400)}, {("m",): 410, ("f",): 390})


def test_what_is_cut_off_is_shared_in_proportion() -> None:
    made = trim([1, 1, 2, 16], WeightLimits(most=8, of="weight"))
    assert made.weights == pytest.approx([3, 3, 6, 8])
    assert (made.touched, made.holds) == (1, True)


def test_what_is_cut_off_may_be_dropped_or_shared_equally() -> None:
    limits = WeightLimits(most=4, of="mean")
    given = np.array([1.0] * 19 + [81.0])
    assert trim(given, limits, excess="dropped").weights[-1] == pytest.approx(20)
    made = trim(given, limits, excess="shared equally").weights
    assert made[0] == pytest.approx(1 + 61 / 19)
    assert made.sum() == pytest.approx(100)


def test_sharing_out_may_pass_the_limit_and_says_so() -> None:
    made = trim([7.9, 7.9, 16], WeightLimits(most=8, of="weight"))
    assert not made.holds
    assert made.excess == pytest.approx(made.weights.max() / 8 - 1)


def test_small_weights_are_raised() -> None:
    made = trim([0.1, 5, 5], WeightLimits(least=1, of="weight"), excess="dropped")
    assert made.weights == pytest.approx([1, 5, 5])
    assert made.touched == 1


def test_margins_and_limits_hold_together() -> None:
    made = trim_and_fit(WEIGHTS, WeightLimits(most=3, least=0.3), fit=lambda w: rake(w, [AGE, SEX]))
    assert made.holds
    assert made.rounds > 0
    assert made.weights.max() <= 3 * np.median(made.weights) * (1 + 1e-5)
    assert made.weights.min() >= 0.3 * np.median(made.weights) * (1 - 1e-5)
    for margin in (AGE, SEX):
        assert np.bincount(margin.codes, weights=made.weights) == pytest.approx(margin.totals, rel=1e-10)
    assert made.fitted is not None


def test_limits_that_leave_no_room_are_said_not_to_hold() -> None:
    few = margin_of({"age": ["a"] * 5 + ["b"] * 395}, {("a",): 400, ("b",): 400})
    made = trim_and_fit(WEIGHTS, WeightLimits(most=2), fit=lambda w: rake(w, [few, SEX]), most_rounds=20)
    assert not made.holds
    assert made.rounds == 20
    assert made.excess > 1
    assert np.bincount(few.codes, weights=made.weights) == pytest.approx(few.totals, rel=1e-10)


@pytest.mark.parametrize(("most", "least"), [(None, None), (1.0, 2.0), (-1.0, None)])
def test_limits_without_room(most: float | None, least: float | None) -> None:
    with pytest.raises(ValueError, match="limits of weights"):
        trim([1, 2, 3], WeightLimits(most, least, "weight"))


def test_rows_of_weight_zero_stay_out() -> None:
    made = trim([0, 1, 1, 6], WeightLimits(most=2, least=0.5, of="median"))
    assert made.weights[0] == 0
