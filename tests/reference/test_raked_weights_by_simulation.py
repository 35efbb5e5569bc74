"""Intervals of raked estimates hold the truth as often as they say, over samples of a made-up population.

600 samples of 400 are drawn with unequal chances (systematically, in proportion to a size, in a random order)
from 20,000 people whose answers go with the margins and with the size. Tolerance: 95 % of 600 varies by 0.9
points from one set of samples to another, so 92.5 to 97.5 % is three of those; the average error is held to
6 % of how far estimates vary, which itself is known to 3 %.
"""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.fitted import reweighted
from peelian.statistics.survey.margin import Margin
from peelian.statistics.survey.raking import rake
from peelian.statistics.survey.variance import covariance_of_totals

PEOPLE, DRAWN, SAMPLES = 20_000, 400, 600
CHANCE = np.random.default_rng(24)
AGE = CHANCE.choice(3, PEOPLE, p=[0.4, 0.35, 0.25])
SEX = CHANCE.choice(2, PEOPLE)
SIZE = np.exp(CHANCE.normal(0, 0.4, PEOPLE))
ANSWERS = 50 + 6 * (AGE == 2) + 4 * (SEX == 1) * (AGE == 0) + 3 * np.log(SIZE) + CHANCE.normal(0, 8, PEOPLE)
DRAWING = DRAWN * SIZE / SIZE.sum()


def draw() -> np.ndarray:
    order = CHANCE.permutation(PEOPLE)
    steps = np.cumsum(DRAWING[order])
    return order[np.minimum(np.searchsorted(steps, CHANCE.random() + np.arange(DRAWN)), PEOPLE - 1)]


def margin(name: str, codes: np.ndarray, rows: np.ndarray) -> Margin:
    totals = np.bincount(codes).astype(float)
    return Margin((name,), tuple((str(code),) for code in range(len(totals))), codes[rows], totals)


@pytest.mark.parametrize("residual", ["sweeps", "regression"])
def test_raked_total(residual: str) -> None:
    found, errors = [], []
    for _ in range(SAMPLES):
        rows = draw()
        weights = 1 / DRAWING[rows]
        made = rake(weights, [margin("age", AGE, rows), margin("sex", SEX, rows)], residual=residual)
        design = reweighted(design_of(weights), made)
        found.append(made.weights @ ANSWERS[rows])
        errors.append(np.sqrt(covariance_of_totals(made.weights * ANSWERS[rows], design)[0, 0]))
    away = np.abs(np.array(found) - ANSWERS.sum())
    held = float((away <= 1.96 * np.array(errors)).mean())
    assert 0.925 <= held <= 0.975
    assert np.sqrt(np.mean(np.square(errors))) == pytest.approx(np.std(found), rel=0.06)
