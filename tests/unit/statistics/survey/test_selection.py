"""Selecting units: chances that are kept, sizes that are too large, and the order that does not matter."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.selection import draw_by_size, draw_simply


def test_the_smallest_numbers_are_drawn_with_the_share_as_probability() -> None:
    found = draw_simply([0.9, 0.1, 0.5, 0.3], 2)
    assert found.drawn.tolist() == [False, True, False, True]
    assert found.probability.tolist() == [0.5] * 4


def test_where_there_are_fewer_than_wanted_all_are_drawn() -> None:
    assert draw_simply([0.9, 0.1], 5).probability.tolist() == [1.0, 1.0]
    assert draw_by_size([3.0, 1.0], 5, start=0.5, order=[0, 1]).drawn.all()


def test_nobody_wanted_and_nobody_there() -> None:
    assert not draw_simply([0.9, 0.1], 0).drawn.any()
    assert len(draw_simply([], 3).drawn) == 0
    assert not draw_by_size([3.0, 1.0], 0, start=0.5, order=[0, 1]).drawn.any()


def test_probabilities_are_proportional_to_size_and_add_up_to_the_units_wanted() -> None:
    found = draw_by_size([10, 20, 30, 40], 2, start=0.1, order=[0, 1, 2, 3])
    assert found.probability == pytest.approx([0.2, 0.4, 0.6, 0.8])
    # Steps of 50 from 0.1 x 50 = 5: the first unit ends at 10, and 55 lies in the third (30 to 60).
    assert found.drawn.tolist() == [True, False, True, False]


def test_a_unit_larger_than_a_step_is_drawn_for_certain_and_the_step_is_reckoned_anew() -> None:
    # Of 3 out of 100, 60 is more than 100 / 3; of 2 out of 40 then 25 is more than 20; one is left.
    found = draw_by_size([60, 25, 5, 5, 5], 3, start=0.0, order=[0, 1, 2, 3, 4])
    assert found.probability == pytest.approx([1, 1, 1 / 3, 1 / 3, 1 / 3])
    assert found.drawn.tolist() == [True, True, True, False, False]


def test_over_all_starts_each_unit_is_drawn_as_often_as_its_probability_says() -> None:
    sizes, starts = [7.0, 1.0, 12.0, 4.0, 6.0, 30.0], (np.arange(3000) + 0.5) / 3000
    order = [3, 1, 0, 2, 5, 4]
    drawn = np.array([draw_by_size(sizes, 3, start=start, order=order).drawn for start in starts])
    assert drawn.sum(axis=1).tolist() == [3] * 3000
    assert drawn.mean(axis=0) == pytest.approx(
        draw_by_size(sizes, 3, start=0.5, order=order).probability, abs=1e-3
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: draw_simply([0.1], -1),
        lambda: draw_by_size([1, 0], 1, start=0.1, order=[0, 1]),
        lambda: draw_by_size([1, np.inf], 1, start=0.1, order=[0, 1]),
        lambda: draw_by_size([1, 2], 1, start=1.0, order=[0, 1]),
    ],
)
def test_what_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"needed|wanted"):
        wrong()
