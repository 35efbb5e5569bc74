"""Logistic regression where answers say little or too much."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.effects import average_effects
from peelian.statistics.survey.group_shares import group_difference, group_shares
from peelian.statistics.survey.interaction import measure_interaction
from peelian.statistics.survey.linearised import interval_of
from peelian.statistics.survey.logistic import fit_logistic
from peelian.statistics.survey.logistic_solution import Separated
from peelian.statistics.survey.made_replicates import jackknife
from peelian.statistics.survey.supplied_replicates import supplied_replicates

RNG = np.random.default_rng(11)
SIZE = 400
GROUP = (RNG.random(SIZE) < 0.4) * 1.0
YES = (RNG.random(SIZE) < 0.5 + 0.2 * GROUP) * 1.0
DESIGN = design_of(RNG.lognormal(0, 0.4, SIZE), strata=RNG.integers(0, 4, SIZE))
ONES = np.ones(SIZE)


def test_one_group_alone_gives_the_plain_gap() -> None:
    made = interval_of(
        average_effects(fit_logistic(YES, np.column_stack([ONES, GROUP]), DESIGN), DESIGN, places=[1]), DESIGN
    )
    shares = group_shares(YES, np.column_stack([GROUP == 1, GROUP == 0]), DESIGN)
    gap = group_difference(shares, [1, -1], inside=np.ones(SIZE, dtype=bool), design=DESIGN)
    assert made.difference[0] == pytest.approx(gap.difference[0], rel=1e-10)
    assert made.variance[0] == pytest.approx(gap.variance[0], rel=1e-8)


def test_missing_answers_stay_in_the_design_and_out_of_the_model() -> None:
    some = YES.copy()
    some[:50] = np.nan
    model = fit_logistic(some, np.column_stack([ONES, GROUP]), DESIGN)
    assert model.used.sum() == SIZE - 50
    assert np.isnan(model.fitted[:50]).all()
    assert not model.coefficients.scores[:50].any()
    alone = fit_logistic(YES[50:], np.column_stack([ONES, GROUP])[50:], design_of(DESIGN.weights[50:]))
    np.testing.assert_allclose(model.coefficients.values, alone.coefficients.values, rtol=1e-10)


@pytest.mark.parametrize("part", ["whole", "half"])
def test_separation_names_its_columns(part: str) -> None:
    sure = np.where(GROUP == 1, 1.0, YES) if part == "half" else GROUP
    columns = np.column_stack([ONES, RNG.normal(size=SIZE), GROUP])
    with pytest.raises(Separated) as caught:
        fit_logistic(sure, columns, DESIGN)
    assert 2 in caught.value.columns
    assert 1 not in caught.value.columns


def test_columns_that_follow_from_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="explain one another"):
        fit_logistic(YES, np.column_stack([ONES, GROUP, 1 - GROUP]), DESIGN)


@pytest.mark.parametrize(("answers", "told"), [(np.zeros(SIZE), "0 yes"), (np.full(SIZE, 2.0), "between 0")])
def test_answers_that_cannot_be_fitted_are_refused(answers: np.ndarray, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        fit_logistic(answers, np.column_stack([ONES, GROUP]), DESIGN)


def test_units_of_a_column_do_not_matter() -> None:
    age = RNG.uniform(18, 90, SIZE)
    one = fit_logistic(YES, np.column_stack([ONES, age]), DESIGN)
    other = fit_logistic(YES, np.column_stack([ONES, age * 1e6]), DESIGN)
    assert other.coefficients.values[1] * 1e6 == pytest.approx(one.coefficients.values[1], rel=1e-8)


def test_interaction_without_others_is_that_of_four_shares() -> None:
    need = (RNG.random(SIZE) < 0.5) * 1.0
    made = measure_interaction(YES, GROUP, second=need, design=DESIGN)
    shares = [np.average(YES, weights=DESIGN.weights * ((a == GROUP) & (need == b))) for a, b in
              ((1, 1), (1, 0), (0, 1), (0, 0))]  # fmt: skip
    np.testing.assert_allclose(made.shares.values, shares, rtol=1e-9)
    assert made.points.difference[0] == pytest.approx(shares[0] - shares[2] - shares[1] + shares[3], rel=1e-8)
    odds = [share / (1 - share) for share in shares]
    ratio = odds[0] / odds[2] / (odds[1] / odds[3])
    assert made.log_odds.difference[0] == pytest.approx(np.log(ratio), rel=1e-7)


def test_replicates_of_the_jackknife_vary_as_the_design_does() -> None:
    made = jackknife(DESIGN)
    columns = np.column_stack([ONES, GROUP, RNG.normal(size=SIZE)])
    one, other = fit_logistic(YES, columns, made), fit_logistic(YES, columns, DESIGN)
    assert one.coefficients.values == pytest.approx(other.coefficients.values)
    assert one.replicated is not None and one.replicated.shape == (SIZE, 3)
    assert np.diag(one.covariance) == pytest.approx(np.diag(other.covariance), rel=0.05)
    # A slope in a number, and the gap between two groups.
    by_replicates = interval_of(average_effects(one, made, places=[1, 2]), made)
    by_design = interval_of(average_effects(other, DESIGN, places=[1, 2]), DESIGN)
    assert by_replicates.difference == pytest.approx(by_design.difference)
    assert by_replicates.variance == pytest.approx(by_design.variance, rel=0.05)


def test_a_replicate_that_cannot_be_fitted_is_named() -> None:
    yes, group = np.tile([1.0, 0.0, 1.0, 0.0], 10), np.repeat([0.0, 1.0], 20)
    none = np.ones((40, 3))
    none[(group == 1) & (yes == 1), 1] = 0.0
    made = supplied_replicates(np.ones(40), none, kind="bootstrap")
    with pytest.raises(ValueError, match="replicate 2 of 3"):
        fit_logistic(yes, np.column_stack([np.ones(40), group]), made)
