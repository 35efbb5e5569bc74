"""Estimates from rows against R's package survey on 26 designs (the calls: fixtures/survey_estimates.R).

Tolerance: 1e-10 relative for values, standard errors, covariances, design effects and ends of intervals,
which are closed forms, and for regressions; R iterates logistic ones until the deviance is still and begins
again from there. p values are held to 1e-9: they are tails far out.
"""

from __future__ import annotations

import json
import math
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.survey.association import association
from peelian.statistics.survey.contrast import contrast
from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.domains import by_group
from peelian.statistics.survey.estimate import SurveyEstimate, survey_estimate
from peelian.statistics.survey.estimator import Estimator
from peelian.statistics.survey.intervals import share_intervals
from peelian.statistics.survey.mean_difference import mean_difference
from peelian.statistics.survey.model import survey_model
from peelian.statistics.survey.quantile import survey_quantiles
from peelian.statistics.survey.ratios import mean_of, ratio_of
from peelian.statistics.survey.shares import net_of, share_of, ticked_of
from peelian.statistics.survey.totals import total_of
from peelian.statistics.survey.variance import covariance_of_totals

FIXTURE = Path(__file__).parent / "fixtures" / "survey_estimates.json"
FROZEN = json.loads(FIXTURE.read_text(encoding="utf-8"))

pytestmark = pytest.mark.parametrize("name", FROZEN)


class Case:
    """One design with its answers, as they went into R."""

    def __init__(self, name: str) -> None:
        self.expected = FROZEN[name]
        rows = self.expected["rows"]
        self.rows = {
            column: np.array([math.nan if each is None else each for each in values])
            for column, values in rows.items()
        }
        code = self.rows["code"]
        self.code = np.where(np.isnan(code), 0, code).astype(int) - 1
        self.group = self.rows["group"].astype(int) - 1
        self.design: SurveyDesign = design_of(
            self.rows["weight"],
            strata=[self.rows[each] for each in self.expected["strata"]] or None,
            units=[self.rows[each] for each in self.expected["ids"]] or None,
            populations=[self.rows[each] for each in self.expected["fpc"]] or None,
            lonely=self.expected["lonely"],
        )

    def estimate(self, estimator: Estimator, **settings: str) -> SurveyEstimate:
        return survey_estimate(estimator, self.design, **settings)


@cache
def case_of(name: str) -> Case:
    return Case(name)


def close(ours, theirs, rel: float = 1e-10) -> None:
    expected = np.array([math.nan if each is None else each for each in np.atleast_1d(theirs)])
    found = np.asarray(ours, dtype=float).ravel()
    assert found == pytest.approx(
        expected, rel=rel, abs=1e-13 * np.nanmax(np.abs(expected), initial=0), nan_ok=True
    )


def same(found: SurveyEstimate, expected: dict) -> None:
    close(found.values, expected["values"])
    if "errors" in expected:
        close(found.errors, expected["errors"])
    else:
        close(found.covariance, expected["covariance"])


def test_mean_with_both_design_effects(name: str) -> None:
    case = case_of(name)
    estimator = mean_of(case.rows["y"])
    found = case.estimate(estimator)
    same(found, case.expected["mean"])
    close(found.effect, case.expected["effect"])
    close(case.estimate(estimator, against="replacement").effect, case.expected["effect_replace"])


def test_total_and_ratio(name: str) -> None:
    case = case_of(name)
    total, ratio = total_of(case.rows["y"]), ratio_of(case.rows["y"], case.rows["z"])
    same(case.estimate(total), case.expected["total"])
    close(case.estimate(total).effect, case.expected["effect_total"])
    same(case.estimate(ratio), case.expected["ratio"])
    close(case.estimate(ratio).effect, case.expected["effect_ratio"])


def test_shares_net_and_several_answers(name: str) -> None:
    case = case_of(name)
    ticked = np.column_stack([case.rows["first"], case.rows["second"]])
    same(case.estimate(share_of(case.code, 4)), case.expected["shares"])
    same(case.estimate(net_of(case.code, {2, 3}, negative={0})), case.expected["net"])
    same(case.estimate(ticked_of(ticked)), case.expected["ticked"])
    ticks = case.estimate(ticked_of(ticked, per="ticks"))
    close(ticks.values[0], case.expected["ticks"]["values"])
    close(ticks.errors[0], case.expected["ticks"]["errors"])


def test_groups_and_their_difference(name: str) -> None:
    case = case_of(name)
    known = ~np.isnan(case.rows["y"])
    estimator = by_group(mean_of(case.rows["y"]), case.group, count=3)
    found = case.estimate(estimator)
    assert found.degrees.tolist() == case.expected["degrees_of_part"]
    assert found.base.tolist() == [int((known & (case.group == each)).sum()) for each in range(3)]
    same(found, case.expected["groups_alone"])
    # R estimates groups together in all that is known and one by one in their own strata. The rule `average`
    # is the only one by which the two differ.
    weights = case.design.weights[:, None]
    scores = np.nan_to_num(weights * estimator.linearised(case.design.weights))
    together = replace(found, covariance=covariance_of_totals(scores, case.design, inside=known))
    same(together, case.expected["groups"])
    same(contrast(together, [1, -1, 0]), case.expected["gap"])
    if case.expected["lonely"] != "average":
        same(found, case.expected["groups"])
    same(
        case.estimate(by_group(total_of(case.rows["y"]), case.group, count=3)),
        case.expected["totals_by_group"],
    )


def test_quantiles(name: str) -> None:
    case = case_of(name)
    found = survey_quantiles(case.rows["y"], case.design, at=[0.25, 0.5, 0.75])
    for part in ("values", "lower", "upper", "errors"):
        close(getattr(found, part), case.expected["quantiles"][part])


@pytest.mark.parametrize("method", ["logit", "beta", "arcsine", "t"])
def test_intervals_of_a_share(name: str, method: str) -> None:
    case = case_of(name)
    found = case.estimate(mean_of(case.rows["yes"]))
    known = ~np.isnan(case.rows["yes"])
    squared = np.array([(case.rows["weight"][known] ** 2).sum()])
    ends = share_intervals(found, weights_squared=squared, method=method)
    close([ends.lower[0], ends.upper[0]], case.expected[method])


def test_degrees_of_freedom(name: str) -> None:
    case = case_of(name)
    assert case.design.degrees == case.expected["degrees"]
    whole = case.estimate(by_group(mean_of(case.rows["y"]), case.group, count=3), degrees="whole")
    assert whole.degrees.tolist() == [case.expected["degrees"]] * 3


def test_two_questions_together(name: str) -> None:
    case = case_of(name)
    found = association(case.code, case.group, design=case.design)
    whole = association(case.code, case.group, design=case.design, degrees="whole")
    assert whole.degrees_below == pytest.approx(whole.degrees_above * case.expected["degrees"])
    f, above, below, p, chi, p_first = case.expected["association"]
    close([found.f, found.degrees_above, found.degrees_below, found.chi_square], [f, above, below, chi])
    close([found.p, found.p_first_order], [p, p_first], rel=1e-9)


def test_regressions(name: str) -> None:
    case = case_of(name)
    columns = np.column_stack([np.ones(len(case.group)), case.rows["z"], case.group == 1])
    linear = survey_model(columns, case.rows["y"], design=case.design)
    close(linear.coefficients, case.expected["linear"]["values"])
    close(linear.covariance, case.expected["linear"]["covariance"])
    assert linear.degrees == case.expected["linear_degrees"]
    logistic = survey_model(columns, case.rows["yes"], design=case.design, kind="logistic")
    close(logistic.coefficients, case.expected["logistic"]["values"])
    close(logistic.covariance, case.expected["logistic"]["covariance"])


def test_difference_of_means(name: str) -> None:
    case = case_of(name)
    found = mean_difference(case.rows["y"], case.group == 0, design=case.design)
    difference, t, degrees, p = case.expected["t_test"]
    close([found.difference, found.t, found.degrees], [difference, t, degrees])
    close(found.p, p, rel=1e-9)
