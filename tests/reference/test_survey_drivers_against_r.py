"""Importance, a change taken apart, several coefficients together and alpha against R (fixtures/*.R).

Package relaimpo could not be had, so Shapley shares are held against a loop over every order of entry in R.
Tolerance: 1e-9 for closed forms; 1e-6 for the error of alpha, whose influence R takes by differences.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peelian.statistics.survey.decomposition import decompose_change
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.importance import importance_shares, weighted_correlations
from peelian.statistics.survey.linearised import Linearised, interval_of
from peelian.statistics.survey.logistic import fit_logistic
from peelian.statistics.survey.reliability import scale_reliability
from peelian.statistics.survey.wald import wald_p

FIXTURES = Path(__file__).parent / "fixtures"
DRIVERS = json.loads((FIXTURES / "survey_drivers.json").read_text(encoding="utf-8"))
LOGISTIC = json.loads((FIXTURES / "survey_logistic.json").read_text(encoding="utf-8"))


def column(case: dict[str, Any], name: str) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in case[name]], dtype=float)


@pytest.mark.parametrize(("way", "key"), [("shapley", "lmg"), ("johnson", "johnson")])
def test_importance_equals_r(way: Any, key: str) -> None:
    case = DRIVERS["importance"]
    table = np.column_stack([*map(np.array, case["x"]), case["y"]]).astype(float)
    correlations = weighted_correlations(table, column(case, "weight"))
    parts = importance_shares(correlations, way=way)
    np.testing.assert_allclose(parts, case[key], rtol=1e-9)
    assert parts.sum() == pytest.approx(case["r2"], rel=1e-12)


def test_parts_of_a_change_equal_r() -> None:
    case = DRIVERS["apart"]
    design = design_of(column(case, "weight"), strata=case["stratum"], units=case["cluster"])
    later = column(case, "later") == 1
    made = decompose_change(column(case, "yes"), later, categories=case["channel"], design=design)

    def close(ours: Linearised, expected: list[dict[str, float]]) -> None:
        told = interval_of(ours, design)
        np.testing.assert_allclose(told.difference, [each["value"] for each in expected], rtol=1e-9)
        np.testing.assert_allclose(np.sqrt(told.variance), [each["error"] for each in expected], rtol=1e-8)

    close(made.whole, case["whole"])
    close(made.mix, case["mix"])
    close(made.rate, case["rate"])


def test_coefficients_together_equal_r() -> None:
    case = DRIVERS["apart"]
    design = design_of(column(case, "weight"), strata=case["stratum"], units=case["cluster"])
    channel = column(case, "channel")
    columns = np.column_stack([np.ones(len(channel)), channel == 1, channel == 2, column(case, "later")])
    model = fit_logistic(column(case, "yes"), columns, design)
    assert wald_p(model, [1, 2]) == pytest.approx(case["wald_p"], rel=1e-6)


@pytest.mark.parametrize("name", LOGISTIC)
def test_alpha_equals_r(name: str) -> None:
    case = LOGISTIC[name]
    design = design_of(column(case, "weight"), strata=case["stratum"], units=case["cluster"])
    items = np.column_stack([column(case, f"item{number}") for number in range(1, 5)])
    made = scale_reliability(items, design)
    assert made.alpha == pytest.approx(case["alpha_survey"], rel=1e-12)
    assert np.sqrt(made.variance) == pytest.approx(case["alpha_error"], rel=1e-6)
    np.testing.assert_allclose(made.without, case["alpha_without"], rtol=1e-10)
    assert made.lower < made.alpha < made.upper
