"""Elements of a service: what does not apply is never counted as absent, what is not known is never no."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.elements import count_elements

ALL = np.ones((1, 7), dtype=bool)


def test_all_that_apply_is_all() -> None:
    there = np.array([[1, 1, 1, 1, 1, 0, 0]], dtype=float)
    applies = np.array([[1, 1, 1, 1, 1, 0, 0]], dtype=bool)
    assert count_elements(there, applies, least_applicable=4).scaled[0] == 7
    assert count_elements(there, ALL, least_applicable=4).scaled[0] == 5


def test_a_half_goes_up() -> None:
    # 1 of 2 that apply is 3.5 of 7.
    made = count_elements([[1, 0, 0, 0, 0, 0, 0]], [[1, 1, 0, 0, 0, 0, 0]], least_applicable=1)
    assert made.scaled[0] == 4


@pytest.mark.parametrize(("most_unknown", "scaled"), [(0, np.nan), (1, 7.0)])
def test_not_known_is_left_out_and_never_a_no(most_unknown: int, scaled: float) -> None:
    there = np.array([[1, 1, 1, 1, 1, 1, np.nan]])
    made = count_elements(there, ALL, least_applicable=4, most_unknown=most_unknown)
    assert made.unknown[0] == 1
    np.testing.assert_equal(made.scaled[0], scaled)


def test_too_few_that_apply_say_nothing() -> None:
    made = count_elements(np.ones((1, 7)), np.eye(1, 7, dtype=bool), least_applicable=4)
    assert np.isnan(made.scaled[0])
    assert made.applicable[0] == 1


def test_what_does_not_apply_may_hold_anything() -> None:
    there = np.array([[1, 1, 1, 1, np.nan, 9, -1]], dtype=float)
    applies = np.array([[1, 1, 1, 1, 0, 0, 0]], dtype=bool)
    assert count_elements(there, applies, least_applicable=4).scaled[0] == 7


@pytest.mark.parametrize(
    ("there", "least", "told"),
    [([[2.0] * 7], 1, "1, 0"), ([[1.0] * 7], 8, "from 1 to 7"), ([1.0], 1, "column")],
)
def test_what_cannot_be_is_refused(there, least: int, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        count_elements(there, np.ones(np.shape(there), dtype=bool), least_applicable=least)
