"""Calibration to totals of columns, within bounds, and what is said when totals cannot be met."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.errors import DefinitionError, FileRefused
from peelian.statistics.survey.calibration import calibrate

CHANCE = np.random.default_rng(11)
COLUMNS = np.column_stack([np.ones(100), CHANCE.normal(50, 10, 100)])
WEIGHTS = CHANCE.uniform(5, 15, 100)
TOTALS = [1100.0, 1100 * 52.0]


@pytest.mark.parametrize("distance", ["linear", "raking", "logit"])
def test_totals_are_met(distance: str) -> None:
    bounds = (0.3, 3.0) if distance == "logit" else None
    made = calibrate(WEIGHTS, COLUMNS, TOTALS, distance=distance, bounds=bounds)
    assert COLUMNS.T @ made.weights == pytest.approx(TOTALS, rel=1e-10)


@pytest.mark.parametrize("distance", ["linear", "raking", "logit"])
def test_weights_stay_between_bounds(distance: str) -> None:
    made = calibrate(WEIGHTS, COLUMNS, TOTALS, distance=distance, bounds=(0.85, 1.5))
    ratios = made.weights / WEIGHTS
    assert ratios.min() >= 0.85 - 1e-12
    assert ratios.max() <= 1.5 + 1e-12
    assert COLUMNS.T @ made.weights == pytest.approx(TOTALS, rel=1e-10)


def test_totals_out_of_reach_of_the_bounds_are_named() -> None:
    with pytest.raises(DefinitionError, match=r"between 0\.99 and 1\.01 times") as caught:
        calibrate(WEIGHTS, COLUMNS, TOTALS, names=["people", "score"], distance="logit", bounds=(0.99, 1.01))
    assert caught.value.thing in ("total of people", "total of score")
    assert "below" in caught.value.found


def test_columns_that_contradict_each_other() -> None:
    twice = np.column_stack([COLUMNS[:, 0], COLUMNS[:, 0]])
    with pytest.raises(DefinitionError, match="wanted"):
        calibrate(WEIGHTS, twice, [1000, 1100], names=["people", "people again"])


def test_columns_said_twice_alike_are_no_harm() -> None:
    twice = np.column_stack([COLUMNS, COLUMNS[:, 0]])
    made = calibrate(WEIGHTS, twice, [*TOTALS, TOTALS[0]])
    assert made.weights == pytest.approx(calibrate(WEIGHTS, COLUMNS, TOTALS).weights)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(100, 3\)"):
        calibrate(WEIGHTS, COLUMNS, [1, 2, 3])
    with pytest.raises(ValueError, match="needs bounds"):
        calibrate(WEIGHTS, COLUMNS, TOTALS, distance="logit")
    for bounds in ((1.2, 2), (0, 2), (0.5, 0.9)):
        with pytest.raises(ValueError, match="between 0 and 1, and above 1"):
            calibrate(WEIGHTS, COLUMNS, TOTALS, bounds=bounds)
    with pytest.raises(FileRefused, match="100 of 0"):
        calibrate(np.zeros(100), COLUMNS, TOTALS)
    holes = COLUMNS.copy()
    holes[3, 1] = np.nan
    with pytest.raises(ValueError, match="1 missing"):
        calibrate(WEIGHTS, holes, TOTALS)
