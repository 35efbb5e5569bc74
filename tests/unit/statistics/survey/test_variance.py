"""The covariance of totals: by hand, and what each rule for a stratum of one unit does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.variance import covariance_of_totals

SCORES = np.array([1.0, 3.0, 10.0, 4.0, 8.0])
STRATA = ["a", "a", "lonely", "b", "b"]
# Two units each: the squared difference.
OTHERS = (3 - 1) ** 2 + (8 - 4) ** 2


def variance(lonely: str, **settings) -> float:
    design = design_of(np.ones(5), strata=STRATA, lonely=lonely)
    return covariance_of_totals(SCORES, design, **settings)[0, 0]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("remove", OTHERS), ("certainty", OTHERS), ("average", OTHERS * 3 / 2), ("adjust", OTHERS + 10**2)],
)
def test_rules_for_a_lonely_unit(rule: str, expected: float) -> None:
    assert variance(rule) == pytest.approx(expected)


def test_a_lonely_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="1 of 3 have one"):
        variance("fail")


def test_a_lonely_stratum_without_anybody_inside_is_passed_over() -> None:
    inside = np.array([True, True, False, True, True])
    assert variance("fail", inside=inside) == pytest.approx(OTHERS)
    assert variance("average", inside=inside) == pytest.approx(OTHERS)


def test_average_has_no_answer_where_every_stratum_is_lonely() -> None:
    design = design_of(np.ones(2), strata=[1, 2], lonely="average")
    assert np.isnan(covariance_of_totals(np.array([1.0, 2.0]), design)[0, 0])


def test_a_whole_population_has_no_variance() -> None:
    design = design_of(np.ones(5), strata=STRATA, populations=[2, 2, 1, 2, 2], lonely="fail")
    assert covariance_of_totals(SCORES, design)[0, 0] == 0


def test_second_stage_adds_its_share() -> None:
    units, people = [1, 1, 2, 2], [1, 2, 3, 4]
    design = design_of(np.ones(4), units=[units, people], populations=[[4] * 4, [6] * 4])
    scores = np.array([1.0, 2.0, 5.0, 9.0])
    first = 2 / 1 * (1 - 2 / 4) * ((3 - 8.5) ** 2 + (14 - 8.5) ** 2)
    second = 2 / 4 * sum(2 * (1 - 2 / 6) * 2 * (half / 2) ** 2 for half in (1, 4))
    assert covariance_of_totals(scores, design)[0, 0] == pytest.approx(first + second)


def test_later_stages_add_nothing_without_populations() -> None:
    one = design_of(np.ones(4), units=[1, 1, 2, 2])
    two = design_of(np.ones(4), units=[[1, 1, 2, 2], [1, 2, 3, 4]])
    scores = np.array([1.0, 2.0, 5.0, 9.0])
    assert covariance_of_totals(scores, two) == pytest.approx(covariance_of_totals(scores, one))


def test_columns_vary_together() -> None:
    design = design_of(np.ones(5), strata=STRATA, lonely="remove")
    both = covariance_of_totals(np.column_stack([SCORES, -2 * SCORES]), design)
    assert both == pytest.approx(OTHERS * np.array([[1, -2], [-2, 4]]))


def test_data_are_left_as_they_were() -> None:
    scores = SCORES.copy()
    covariance_of_totals(scores, replace(design_of(np.ones(5), strata=STRATA), lonely="adjust"))
    assert (scores == SCORES).all()
