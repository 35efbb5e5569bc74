"""Replicate weights made and supplied, the matrix behind half-samples, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.errors import DefinitionError, FileRefused
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.domains import by_group
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.hadamard import hadamard_matrix
from peelian.statistics.survey.made_replicates import balanced, bootstrap, jackknife
from peelian.statistics.survey.margin import margin_of
from peelian.statistics.survey.raking import post_stratify
from peelian.statistics.survey.ratios import mean_of
from peelian.statistics.survey.replicate_estimate import replicate_estimate
from peelian.statistics.survey.supplied_replicates import supplied_replicates
from peelian.statistics.survey.variance import covariance_of_totals

CHANCE = np.random.default_rng(17)
STRATA = np.repeat(np.arange(6), 4)
UNITS = np.repeat(np.arange(12), 2)
WEIGHTS = CHANCE.uniform(1, 4, 24)
ANSWERS = CHANCE.normal(10, 2, 24)


def total(weights: np.ndarray) -> float:
    return float(weights @ ANSWERS)


@pytest.mark.parametrize("least", [1, 2, 3, 4, 5, 12, 20, 28, 29, 36, 37, 52, 53, 64, 92, 100])
def test_rows_of_a_hadamard_matrix_agree_in_half_of_their_places(least: int) -> None:
    made = hadamard_matrix(least)
    order = len(made)
    assert order >= least
    assert (made @ made.T == order * np.eye(order)).all()
    assert (made[:, 0] == 1).all()


def test_orders_are_the_next_multiple_of_four() -> None:
    orders = {least: len(hadamard_matrix(least)) for least in range(3, 113)}
    wanting = {order - 4 for least, order in orders.items() if order != 4 * -(-least // 4)}
    assert wanting == {52, 92, 100}
    with pytest.raises(ValueError, match="1 row or more"):
        hadamard_matrix(0)


@pytest.mark.parametrize("fay", [0.0, 0.3])
def test_half_samples_give_a_total_the_variance_of_the_design(fay: float) -> None:
    design = design_of(WEIGHTS, strata=STRATA, units=UNITS)
    made = balanced(design, fay=fay)
    value, found = made.covariance(total)
    assert value[0] == pytest.approx(total(WEIGHTS))
    assert found[0, 0] == pytest.approx(covariance_of_totals(WEIGHTS * ANSWERS, design)[0, 0])
    assert set(np.round(np.unique(made.replicates / WEIGHTS[:, None]), 9)) == {fay, 2 - fay}


def test_jackknife_gives_a_total_the_variance_of_the_design() -> None:
    for populations in (None, np.full(24, 9.0)):
        design = design_of(WEIGHTS, strata=STRATA, units=UNITS, populations=populations)
        made = jackknife(design)
        found = made.covariance(total)[1]
        assert found[0, 0] == pytest.approx(covariance_of_totals(WEIGHTS * ANSWERS, design)[0, 0])
        assert made.degrees == design.degrees


def test_bootstrap_is_near_the_design_and_the_same_for_a_seed() -> None:
    design = design_of(WEIGHTS, strata=STRATA // 3, units=UNITS)
    made = bootstrap(design, count=3000, seed=4)
    wanted = covariance_of_totals(WEIGHTS * ANSWERS, design)[0, 0]
    assert made.covariance(total)[1][0, 0] == pytest.approx(wanted, rel=0.1)
    assert (bootstrap(design, count=3000, seed=4).replicates == made.replicates).all()
    assert (bootstrap(design, count=3000, seed=5).replicates != made.replicates).any()


@pytest.mark.parametrize(("lonely", "replicates"), [("remove", 4), ("certainty", 4), ("adjust", 5)])
def test_a_stratum_of_one_unit_follows_the_rule(lonely: str, replicates: int) -> None:
    design = design_of(np.ones(5), strata=[0, 0, 1, 1, 2], lonely=lonely)
    assert jackknife(design).replicates.shape == (5, replicates)


def test_average_lets_the_others_stand_for_it() -> None:
    design = design_of(np.ones(5), strata=[0, 0, 1, 1, 2], lonely="average")
    assert jackknife(design).scale == pytest.approx(5 / 4)


def test_designs_that_cannot_be_replicated() -> None:
    alone = design_of(np.ones(3), strata=[0, 0, 1], lonely="fail")
    with pytest.raises(ValueError, match="1 of 2 have one"):
        jackknife(alone)
    with pytest.raises(ValueError, match="1 of 2 have one"):
        bootstrap(alone, count=10, seed=1)
    with pytest.raises(ValueError, match="two units in each stratum"):
        balanced(design_of(np.ones(6), strata=[0, 0, 0, 1, 1, 1]))
    with pytest.raises(ValueError, match="below 1"):
        balanced(design_of(WEIGHTS, strata=STRATA, units=UNITS), fay=1.0)
    with pytest.raises(ValueError, match="2 replicates"):
        bootstrap(alone, count=1, seed=1)
    with pytest.raises(ValueError, match="drawn whole or alone"):
        jackknife(design_of(np.ones(4), populations=np.full(4, 4.0)))


def test_weights_that_come_with_a_file_and_cannot_be_used() -> None:
    with pytest.raises(FileRefused, match="1 below 0"):
        supplied_replicates([1, 1], [[1, 2], [-1, 0]], kind="BRR")
    with pytest.raises(FileRefused, match=r"columns of shape \(2, 1\)"):
        supplied_replicates([1, 1], [[1], [2]], kind="BRR")
    with pytest.raises(DefinitionError, match="no scale of each replicate"):
        supplied_replicates([1, 1], [[1, 2], [2, 0]], kind="JKn")
    with pytest.raises(DefinitionError, match="found 1"):
        supplied_replicates([1, 1], [[1, 2], [2, 0]], kind="Fay", fay=1)


def test_a_replicate_without_an_estimate_leaves_the_variance_unknown() -> None:
    made = supplied_replicates([1, 1, 1], [[2, 0], [0, 2], [1, 1]], kind="BRR")
    estimate = replicate_estimate(by_group(mean_of([3.0, 5.0, 8.0]), [0, 1, 1], count=2), made)
    assert estimate.values == pytest.approx([3, 6.5])
    assert np.isnan(estimate.errors[0])
    # Replicates of the second group: 8 alone, and 5 twice with 8.
    assert estimate.errors[1] == pytest.approx((8 - 6) / 2)


def test_an_estimate_by_replicates_has_what_one_by_linearisation_has() -> None:
    design = design_of(WEIGHTS, strata=STRATA, units=UNITS)
    by_scores = survey_estimate(mean_of(ANSWERS), design)
    by_replicates = replicate_estimate(mean_of(ANSWERS), jackknife(design))
    assert by_replicates.values == pytest.approx(by_scores.values)
    assert by_replicates.errors == pytest.approx(by_scores.errors, rel=0.05)
    assert by_replicates.effect == pytest.approx(by_scores.effect, rel=0.1)
    assert by_replicates.base == by_scores.base
    assert by_replicates.weight == by_scores.weight
    assert by_replicates.degrees == by_scores.degrees


def test_replicates_are_fitted_anew_or_named() -> None:
    margin = margin_of({"age": ["a", "a", "b", "b"]}, {("a",): 30, ("b",): 70})
    made = jackknife(design_of(np.ones(4)))

    def fit(weights: np.ndarray) -> np.ndarray:
        return post_stratify(weights, margin, zeros="kept").weights

    again = made.refitted(fit)
    assert again.replicates[:2].sum(axis=0) == pytest.approx([30] * 4)
    assert again.weights == pytest.approx([15, 15, 35, 35])
    halves = supplied_replicates(np.ones(4), [[2, 0], [2, 0], [0, 2], [0, 2]], kind="BRR")
    with pytest.raises(DefinitionError, match="replicate 1 of 2, margin age, category b"):
        halves.refitted(fit)
