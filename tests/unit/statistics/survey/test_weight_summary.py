"""Weights in a few numbers, margins reached, and weights of those who did not answer."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.errors import DefinitionError, FileRefused
from peelian.statistics.survey.margin import margin_of
from peelian.statistics.survey.margin_reached import margin_reached
from peelian.statistics.survey.non_response import carry_non_response
from peelian.statistics.survey.weight_summary import summarise_weights


def test_weights_alike_cost_nothing() -> None:
    made = summarise_weights([3.0] * 50)
    assert (made.rows, made.design_effect, made.effective) == (50, pytest.approx(1), pytest.approx(50))
    assert made.largest_share == pytest.approx(0.02)


def test_one_large_weight_costs_much() -> None:
    made = summarise_weights([1, 1, 1, 7, 0])
    assert made.rows == 4
    assert made.design_effect == pytest.approx(4 * 52 / 100)
    assert made.effective == pytest.approx(100 / 52)
    assert made.largest_share == pytest.approx(0.7)


def test_no_weights_at_all() -> None:
    with pytest.raises(FileRefused):
        summarise_weights([0, 0])


def test_how_near_a_margin_is() -> None:
    margin = margin_of({"age": ["a", "a", "b"]}, {("a",): 4, ("b",): 5, ("c",): 0})
    made = margin_reached([2, 3, 4], margin)
    assert list(made.rows) == [2, 1, 0]
    assert made.miss[:2] == pytest.approx([0.25, -0.2])
    assert np.isnan(made.miss[2])
    assert made.largest_miss == pytest.approx(0.25)


def test_those_who_answered_carry_the_others_of_their_cell() -> None:
    cells = margin_of({"area": ["n", "n", "s", "s", "s"]}, {("n",): 0, ("s",): 0})
    made = carry_non_response([1, 3, 1, 1, 2], [True, False, True, True, False], cells)
    assert made == pytest.approx([4, 0, 2, 2, 0])


def test_a_cell_in_which_nobody_answered_is_named() -> None:
    cells = margin_of({"area": ["n", "s"]}, {("n",): 0, ("s",): 0})
    with pytest.raises(DefinitionError, match="1 rows and nobody who answered") as caught:
        carry_non_response([1, 1], [True, False], cells)
    assert "cell s of area" in caught.value.thing
    with pytest.raises(ValueError, match="yes or no for each of 2 rows"):
        carry_non_response([1, 1], [True], cells)
