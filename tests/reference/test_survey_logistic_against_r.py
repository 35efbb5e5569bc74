"""Logistic regression under designs, average effects, interaction and alpha against R's package survey.

The calls are in fixtures/survey_logistic.R and, for the schools of California, in the shared expected values.
Tolerance: 1e-8 relative for what both sides iterate to; 1e-6 for the error of alpha, whose influence R takes
by differences.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.effects import average_effects, predicted_shares
from peelian.statistics.survey.linearised import interval_of
from peelian.statistics.survey.logistic import SurveyLogit, fit_logistic
from peelian.statistics.survey.logistic_solution import Separated
from peelian.statistics.survey.variance import covariance_of_totals

FROZEN = json.loads((Path(__file__).parent / "fixtures" / "survey_logistic.json").read_text(encoding="utf-8"))
CLOSE: dict[str, Any] = {"rel": 1e-8, "abs": 1e-12}

every_case = pytest.mark.parametrize("name", FROZEN)


def column(case: dict[str, Any], name: str) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in case[name]], dtype=float)


def design(case: dict[str, Any]) -> SurveyDesign:
    return design_of(column(case, "weight"), strata=column(case, "stratum"), units=column(case, "cluster"))


def fitted(case: dict[str, Any]) -> SurveyLogit:
    names = ("told", "reassured", "age")
    columns = np.column_stack([np.ones(len(case["yes"])), *(column(case, name) for name in names)])
    return fit_logistic(column(case, "yes"), columns, design(case))


@every_case
def test_coefficients_and_covariance_equal_svyglm(name: str) -> None:
    case = FROZEN[name]
    model = fitted(case)
    assert model.coefficients.degrees[0] == case["degrees"]
    np.testing.assert_allclose(model.coefficients.values, case["coefficients"], rtol=1e-8)
    np.testing.assert_allclose(model.covariance, case["covariance"], rtol=1e-7, atol=1e-12)
    told = interval_of(model.coefficients, design(case))
    ends = np.exp(np.column_stack([told.difference, told.lower, told.upper]))[1:]
    np.testing.assert_allclose(ends, case["odds"], rtol=1e-8)


@every_case
def test_average_effects_equal_influence_functions(name: str) -> None:
    case = FROZEN[name]
    made = interval_of(average_effects(fitted(case), design(case), places=[1, 2, 3]), design(case))
    for place, expected in enumerate(case["effects"]):
        assert made.difference[place] == pytest.approx(expected["value"], **CLOSE)
        assert np.sqrt(made.variance[place]) == pytest.approx(expected["error"], rel=1e-7)
        assert made.lower[place] == pytest.approx(expected["lower"], rel=1e-7)
        assert made.p[place] == pytest.approx(expected["p"], rel=1e-5)


@every_case
def test_interaction_on_both_scales_equals_r(name: str) -> None:
    case = FROZEN[name]
    of = design(case)
    reassured, vulnerable, age = (column(case, each) for each in ("reassured", "vulnerable", "age"))

    def columns(r: np.ndarray, v: np.ndarray) -> np.ndarray:
        return np.column_stack([np.ones(len(r)), r, v, age, r * v])

    model = fit_logistic(column(case, "yes"), columns(reassured, vulnerable), of)
    one, none = np.ones(len(age)), np.zeros(len(age))
    settings = [columns(r, v) for r, v in ((one, one), (none, one), (one, none), (none, none))]
    points = interval_of(predicted_shares(model, of, settings=settings).combined([1, -1, -1, 1]), of)
    odds = interval_of(model.coefficients, of)
    for made, at, key in ((points, 0, "interaction_points"), (odds, 4, "interaction_odds")):
        assert made.difference[at] == pytest.approx(case[key]["value"], rel=1e-7)
        assert np.sqrt(made.variance[at]) == pytest.approx(case[key]["error"], rel=1e-7)
        assert made.upper[at] == pytest.approx(case[key]["upper"], rel=1e-7)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("part", "table"), [("strat", "apistrat"), ("clus1", "apiclus1")])
def test_schools_of_california_equal_svyglm(shared_data: Path, part: str, table: str) -> None:
    folder = shared_data / "studies" / "survey_api"
    schools = rows(folder, f"{table}.csv")
    columns = np.array(
        [[1.0, *(float(school[name]) for name in ("ell", "meals", "mobility"))] for school in schools]
    )
    drawn = {"strata": [s["stype"] for s in schools]} if part == "strat" else {}
    units = {} if part == "strat" else {"units": [s["dnum"] for s in schools]}
    of = design_of(
        [float(s["pw"]) for s in schools], populations=[float(s["fpc"]) for s in schools], **drawn, **units
    )
    model = fit_logistic([float(s["sch.wide"] == "Yes") for s in schools], columns, of)
    errors = np.sqrt(np.diag(model.covariance))
    expected = {row["quantity"]: row for row in rows(folder, "expected.csv")}
    for place, name in enumerate(("(Intercept)", "ell", "meals", "mobility")):
        values = (model.coefficients.values[place], errors[place])
        for value, end in zip((*values, values[0] / values[1]), ("", ".se", ".t"), strict=True):
            row = expected[f"svyglm_logit.{part}.{name}{end}"]
            assert value == pytest.approx(float(row["value"]), abs=float(row["tolerance"]))


def test_separation_of_endometrial_cancer_is_said(shared_data: Path) -> None:
    patients = rows(shared_data / "studies" / "endometrial_separation", "endometrial.csv")
    columns = np.array([[1.0, *(float(p[name]) for name in ("NV", "PI", "EH"))] for p in patients])
    with pytest.raises(Separated) as caught:
        fit_logistic([float(p["HG"]) for p in patients], columns, design_of(np.ones(len(patients))))
    assert caught.value.columns == (1,)


@every_case
def test_predicted_shares_equal_the_predictive_margins_of_r(name: str) -> None:
    """R adds the variance of coefficients and of the mix of people; ours knows what the two share as well."""
    case = FROZEN[name]
    of, model = design(case), fitted(case)
    one, none = model.columns.copy(), model.columns.copy()
    one[:, 1], none[:, 1] = 1.0, 0.0
    made = predicted_shares(model, of, settings=[one, none])
    weights = np.where(model.used, of.weights, 0.0)
    chances = 1 / (1 + np.exp(-np.column_stack([each @ model.coefficients.values for each in (one, none)])))
    mix = weights[:, None] * (chances - made.values) / weights.sum()
    parts = [np.diag(covariance_of_totals(each, of)) for each in (mix, made.scores - mix)]
    expected = case["predictive_margins"]
    at = np.argsort(expected["value"])[::-1]
    np.testing.assert_allclose(made.values, np.array(expected["value"])[at], rtol=1e-8)
    np.testing.assert_allclose(np.sqrt(sum(parts)), np.array(expected["error"])[at], rtol=1e-7)
    whole = np.diag(covariance_of_totals(made.scores, of))
    assert (np.abs(whole / sum(parts) - 1) > 0.001).all()
