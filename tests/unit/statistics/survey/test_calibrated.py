"""What fitted weights leave of answers: nothing of what they know, all of what they cannot."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.calibrated import Calibration, MarginCalibration

CHANCE = np.random.default_rng(5)
ONE, OTHER = CHANCE.integers(0, 4, 200), CHANCE.integers(0, 3, 200)
BEFORE, AFTER = CHANCE.uniform(1, 3, 200), CHANCE.uniform(1, 3, 200)
ANSWERS = CHANCE.normal(size=(200, 2))


def indicators() -> np.ndarray:
    return np.column_stack([code == ONE for code in range(4)] + [code == OTHER for code in range(3)]).astype(
        float
    )


def test_codes_and_indicators_leave_the_same() -> None:
    kept = MarginCalibration((ONE, OTHER), BEFORE, AFTER)
    plain = Calibration(indicators(), BEFORE, AFTER)
    scores = ANSWERS * AFTER[:, None]
    assert kept.residuals(scores) == pytest.approx(plain.residuals(scores), abs=1e-12)


@pytest.mark.parametrize("residual", ["regression", "sweeps"])
def test_what_margins_say_leaves_nothing(residual: str) -> None:
    kept = MarginCalibration((ONE, OTHER), BEFORE, AFTER, residual)
    known = (indicators() @ np.array([3.0, 1, 4, 1, 5, 9, 2]))[:, None]
    assert np.abs(kept.residuals(known * AFTER[:, None])).max() < 1e-8


def test_sweeps_come_to_the_plain_regression() -> None:
    kept = MarginCalibration((ONE, OTHER), BEFORE, AFTER, "sweeps")
    plain = Calibration(indicators(), np.ones(200), AFTER)
    scores = ANSWERS * AFTER[:, None]
    assert kept.residuals(scores) == pytest.approx(plain.residuals(scores), abs=1e-6)
