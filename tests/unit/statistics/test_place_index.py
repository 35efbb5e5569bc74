"""Indices of areas: hand-worked answers, and what is not known stays unknown."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.place_index import index_places, tenths_of

NONE = np.nan


def test_each_index_is_rate_over_reference_and_the_composite_their_mean() -> None:
    made = index_places([[30, 2], [10, 6]], [[1000, 4], [1000, 4]], inverted=[False, True], weights=[1, 1])
    assert made.reference.tolist() == [0.02, 1.0]
    assert made.index.ravel().tolist() == pytest.approx([150, 200, 50, 100 / 1.5])
    assert made.composite.tolist() == pytest.approx([175, (50 + 100 / 1.5) / 2])
    assert made.without.ravel().tolist() == pytest.approx([200, 150, 100 / 1.5, 50])


def test_weights_count_and_add_up_to_one() -> None:
    made = index_places([[3, 1], [1, 1]], [[1, 1], [1, 1]], inverted=[False, False], weights=[3, 1])
    assert made.weight.tolist() == [0.75, 0.25]
    assert made.composite[0] == pytest.approx(0.75 * 150 + 0.25 * 100)
    assert made.without[0].tolist() == pytest.approx([100, 150])


def test_an_area_that_lacks_a_variable_has_no_composite_and_stays_out_of_the_reference() -> None:
    made = index_places(
        [[3, NONE], [1, 4], [2, 4]], [[1, 1], [1, 2], [1, 2]], inverted=[False, False], weights=[1, 1]
    )
    assert np.isnan(made.composite[0])
    assert np.isnan(made.without[0]).all()
    assert made.reference.tolist() == [2, 2]
    assert made.composite[1:].tolist() == [75, 100]


@pytest.mark.parametrize(("above", "below"), [(5, 0), (NONE, 10), (5, NONE)])
def test_nobody_to_divide_by_is_not_measured(above: float, below: float) -> None:
    made = index_places([[above, 1], [1, 1]], [[below, 1], [1, 1]], inverted=[False, False], weights=[1, 1])
    assert np.isnan(made.composite[0])
    assert made.reference[0] == 1


def test_nothing_anywhere_is_no_index() -> None:
    made = index_places([[0, 1], [0, 1]], [[9, 1], [9, 1]], inverted=[False, False], weights=[1, 1])
    assert np.isnan(made.index[:, 0]).all()
    assert np.isnan(made.composite).all()


def test_none_of_an_inverted_variable_has_no_index() -> None:
    made = index_places([[0, 1], [2, 1]], [[1, 1], [1, 1]], inverted=[True, False], weights=[1, 1])
    assert np.isnan(made.composite[0])
    assert np.isfinite(made.composite[1])


@pytest.mark.parametrize("wrong", ["negative", "weight", "shape"])
def test_what_makes_no_sense_is_refused(wrong: str) -> None:
    above = [[-1.0, 1.0]] if wrong == "negative" else [[1.0, 1.0]]
    weights = [0, 1] if wrong == "weight" else [1, 1]
    inverted = [False] if wrong == "shape" else [False, False]
    with pytest.raises(ValueError, match="needed"):
        index_places(above, [[1.0, 1.0]], inverted=inverted, weights=weights)


def test_data_are_not_changed() -> None:
    above = np.array([[3.0, 1.0], [1.0, 1.0]])
    kept = above.copy()
    index_places(above, np.ones((2, 2)), inverted=[False, False], weights=[1, 1])
    assert (above == kept).all()


@pytest.mark.parametrize(("many", "first", "last"), [(630, 63, 63), (679, 68, 67), (64, 7, 6), (10, 1, 1)])
def test_tenths_are_of_one_size(many: int, first: int, last: int) -> None:
    tenth = tenths_of(np.arange(many, dtype=float))
    sizes = np.bincount(tenth, minlength=11)[1:]
    assert (sizes[0], sizes[-1], sizes.sum()) == (first, last, many)
    assert sizes.max() - sizes.min() <= 1
    assert tenth[-1] == 1
    assert tenth[0] == 10


def test_equal_values_share_the_better_tenth_and_unknown_ones_have_none() -> None:
    assert tenths_of([1.0] * 10).tolist() == [1] * 10
    assert tenths_of([NONE, 5.0, 4.0]).tolist() == [0, 1, 6]
    assert tenths_of([NONE, NONE]).tolist() == [0, 0]
