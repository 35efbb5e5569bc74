import numpy as np
import pytest

from peelian.synthetic.fixed_margins import draw_table, draw_within


def rng():
    return np.random.default_rng(4)


def test_rows_and_columns_have_their_sums():
    rows, columns = np.array([5, 0, 12]), np.array([4, 4, 9])
    table = draw_table(rng(), rows, columns)
    assert table.sum(axis=1).tolist() == [5, 0, 12]
    assert table.sum(axis=0).tolist() == [4, 4, 9]
    assert rows.tolist() == [5, 0, 12]


def test_cells_are_as_independence_expects():
    chance = rng()
    rows, columns = np.array([30, 70]), np.array([20, 80])
    mean = np.mean([draw_table(chance, rows, columns) for _ in range(2000)], axis=0)
    assert mean == pytest.approx(np.outer(rows, columns) / 100, rel=0.02)


def test_totals_that_differ_are_refused():
    with pytest.raises(ValueError, match="one total"):
        draw_table(rng(), np.array([1]), np.array([2]))


def test_a_property_lies_inside_the_table():
    table = np.array([[3, 0, 4], [1, 1, 0]])
    within = draw_within(rng(), table, np.array([5, 2]))
    assert within.sum(axis=1).tolist() == [5, 2]
    assert (within <= table).all()
    assert within[1].tolist() == [1, 1, 0]


def test_more_of_a_row_than_it_holds_is_refused():
    with pytest.raises(ValueError):
        draw_within(rng(), np.array([[1, 1]]), np.array([3]))
