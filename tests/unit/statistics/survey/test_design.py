"""Designs made of columns: what is nested, what is read as a fraction, what is refused."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.lonely import lonely_rows

FOUR = np.ones(4)


def test_each_row_is_a_unit_where_none_are_named() -> None:
    design = design_of(FOUR)
    assert design.degrees == 3
    assert design.units[0].tolist() == [0, 1, 2, 3]


def test_a_name_in_two_strata_is_two_units() -> None:
    design = design_of(FOUR, strata=["a", "a", "b", "b"], units=[1, 2, 1, 2])
    assert len(set(design.units[0].tolist())) == 4
    assert design.degrees == 2


def test_names_of_a_later_stage_are_apart_in_each_unit() -> None:
    design = design_of(FOUR, units=[[1, 1, 2, 2], [1, 2, 1, 2]])
    assert len(set(design.units[1].tolist())) == 4


def test_fractions_give_populations() -> None:
    fractions = design_of(FOUR, strata=[1, 1, 2, 2], populations=[0.5, 0.5, 0.1, 0.1])
    numbers = design_of(FOUR, strata=[1, 1, 2, 2], populations=[4, 4, 20, 20])
    assert fractions.populations[0] is not None
    assert numbers.populations[0] is not None
    assert fractions.populations[0] == pytest.approx(numbers.populations[0])


def test_degrees_of_a_part_are_its_units_less_its_strata() -> None:
    design = design_of(np.ones(6), strata=[1, 1, 1, 2, 2, 2])
    assert design.degrees_within(np.array([True, True, False, True, False, False])) == 1


@pytest.mark.parametrize(
    ("weights", "settings", "says"),
    [
        ([], {}, "needs rows"),
        ([1, 0, np.nan, -2], {}, "1 missing, 1 of 0, 1 below 0"),
        ([1, np.inf], {}, "1 without end"),
        ([[1, 1]], {}, "shape"),
        ([1, 1], {"strata": ["a", None]}, "missing one"),
        ([1, 1], {"units": [1.0, np.nan]}, "missing one"),
        ([1, 1], {"strata": ["a"]}, "a value for each row"),
        ([1, 1], {"populations": [1, 1]}, None),
        ([1, 1], {"populations": [0, 5]}, "above 0"),
        ([1, 1, 1], {"populations": [2, 2, 2]}, "3 were drawn"),
        ([1, 1], {"populations": [5, 6]}, "the same in all rows"),
        ([1, 1], {"populations": [0.5, 6]}, "all fractions"),
    ],
)
def test_what_is_refused(weights: list, settings: dict, says: str | None) -> None:
    if says is None:
        assert design_of(weights, **settings).degrees == 1
        return
    with pytest.raises(ValueError, match=says):
        design_of(weights, **settings)


def test_lonely_strata_are_found_by_their_first_row() -> None:
    design = design_of(FOUR, strata=["a", "b", "b", "c"])
    assert lonely_rows(design)[0].tolist() == [0, 3]


def test_a_stratum_drawn_whole_is_not_lonely() -> None:
    design = design_of(FOUR, strata=["a", "b", "b", "c"], populations=[1, 9, 9, 5])
    assert lonely_rows(design)[0].tolist() == [3]
