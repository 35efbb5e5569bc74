"""Regressions and tests on a survey: by hand, and what has no answer."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.association import association
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.mean_difference import mean_difference
from peelian.statistics.survey.model import survey_model
from peelian.statistics.survey.ratios import mean_of

ROWS = 60
SEEDED = np.random.default_rng(5)
X = SEEDED.normal(size=ROWS)
Y = 2 + X + SEEDED.normal(size=ROWS)
WEIGHTS = SEEDED.uniform(0.5, 3, size=ROWS)
DESIGN = design_of(WEIGHTS, strata=np.arange(ROWS) % 4)
ONES = np.ones(ROWS)


def test_a_constant_alone_is_the_mean() -> None:
    model, mean = survey_model(ONES[:, None], Y, design=DESIGN), survey_estimate(mean_of(Y), DESIGN)
    assert model.coefficients == pytest.approx(mean.values)
    assert model.errors == pytest.approx(mean.errors)
    assert model.degrees == mean.degrees[0]


def test_a_logistic_constant_is_the_logit_of_the_share() -> None:
    yes = (Y > 2).astype(float)
    model = survey_model(ONES[:, None], yes, design=DESIGN, kind="logistic")
    share = survey_estimate(mean_of(yes), DESIGN)
    p = share.values[0]
    assert model.coefficients[0] == pytest.approx(np.log(p / (1 - p)))
    assert model.errors[0] == pytest.approx(share.errors[0] / (p * (1 - p)))


@pytest.mark.parametrize("kind", ["linear", "logistic"])
def test_linearised_answers_are_the_slopes_of_the_coefficients(kind: str) -> None:
    outcome = Y if kind == "linear" else (Y > 2).astype(float)
    estimator = survey_model(np.column_stack([ONES, X]), outcome, design=DESIGN, kind=kind).estimator
    for row in (0, 7, 30):
        step = np.where(np.arange(ROWS) == row, 1e-5, 0.0)
        slope = (estimator.values(WEIGHTS + step) - estimator.values(WEIGHTS - step)) / 2e-5
        assert estimator.linearised(WEIGHTS)[row] == pytest.approx(slope, abs=1e-8)


def test_units_of_a_column_do_not_matter() -> None:
    one = survey_model(np.column_stack([ONES, X]), Y, design=DESIGN)
    other = survey_model(np.column_stack([ONES, X * 1e9]), Y, design=DESIGN)
    assert other.coefficients[1] * 1e9 == pytest.approx(one.coefficients[1])


def test_rows_with_something_missing_stay_in_the_design() -> None:
    holes = np.where(np.arange(ROWS) < 6, np.nan, Y)
    model = survey_model(np.column_stack([ONES, X]), holes, design=DESIGN)
    assert model.base == ROWS - 6
    part = survey_model(np.column_stack([ONES, X]), Y, design=DESIGN, inside=np.arange(ROWS) >= 6)
    assert model.errors == pytest.approx(part.errors)


@pytest.mark.parametrize(
    ("columns", "outcome", "kind", "says"),
    [
        (np.column_stack([ONES, X, X]), Y, "linear", "only 2 say"),
        (np.column_stack([ONES, X]), (X > 0) * 1.0, "logistic", "part the yes from the no"),
        (ONES[:, None], ONES, "logistic", "part the yes from the no"),
        (ONES[:, None], Y, "logistic", "from 0 to 1"),
        (ONES[:, None], np.full(ROWS, np.nan), "linear", "more rows"),
    ],
)
def test_what_has_no_answer(columns, outcome, kind: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        survey_model(columns, outcome, design=DESIGN, kind=kind)


def test_two_questions_need_two_answers_each() -> None:
    with pytest.raises(ValueError, match="1 and 2"):
        association(np.zeros(ROWS, dtype=int), np.arange(ROWS) % 2, design=DESIGN)


def test_a_table_with_too_few_cells_is_refused() -> None:
    same = np.arange(ROWS) % 3
    with pytest.raises(ValueError, match="too many cells"):
        association(same, same, design=DESIGN)


def test_a_question_goes_with_itself_and_not_with_chance() -> None:
    one = (X > 0).astype(int)
    noisy = np.where(np.arange(ROWS) % 10 == 0, 1 - one, one)
    assert association(one, noisy, design=DESIGN).p < 1e-6
    assert association(one, np.arange(ROWS) % 2, design=DESIGN).p > 0.05


def test_difference_of_means_by_hand() -> None:
    second = (np.arange(ROWS) % 3 == 0).astype(float)
    found = mean_difference(Y, second, design=DESIGN)
    means = [np.average(Y[second == each], weights=WEIGHTS[second == each]) for each in (0, 1)]
    assert found.difference == pytest.approx(means[1] - means[0])
    assert found.t == pytest.approx(found.difference / found.error)
    with pytest.raises(ValueError, match="say something apart"):
        mean_difference(Y, np.zeros(ROWS), design=DESIGN)
