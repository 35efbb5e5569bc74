"""Weighted quantiles: which answer is taken, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.quantile import survey_quantiles, weighted_quantile

FOUR = np.array([4.0, 1.0, 3.0, 2.0])


@pytest.mark.parametrize(("at", "expected"), [(0.1, 1), (0.25, 1), (0.26, 2), (0.5, 2), (0.75, 3), (1, 4)])
def test_smallest_answer_that_reaches_the_share(at: float, expected: float) -> None:
    assert weighted_quantile(FOUR, np.full(4, 0.1), [at])[0] == expected


def test_rows_of_no_weight_do_not_count() -> None:
    assert weighted_quantile(FOUR, np.array([1.0, 0.0, 0.0, 0.0]), [0.01])[0] == 4


def test_no_rows_no_quantile() -> None:
    assert np.isnan(weighted_quantile(np.empty(0), np.empty(0), [0.5])[0])
    found = survey_quantiles([1.0, 2.0, 3.0], design_of(np.ones(3)), inside=[False] * 3)
    assert np.isnan(found.values[0])
    assert found.base == 0


def test_an_end_beyond_all_answers_is_not_a_number() -> None:
    found = survey_quantiles(FOUR, design_of(np.ones(4)), at=[0.75, 0.9])
    assert found.values.tolist() == [3, 4]
    assert np.isnan(found.upper[0])
    # All answers are at or below the largest, without error.
    assert found.upper[1] == 4


@pytest.mark.parametrize("at", [0, 1, 50])
def test_shares_outside_are_refused(at: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        survey_quantiles(FOUR, design_of(np.ones(4)), at=[at])
