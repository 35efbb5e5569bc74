import numpy as np
import pytest

from peelian.synthetic.spread import spread


@pytest.mark.parametrize("number", [0, 1, 7, 100, -9])
def test_parts_add_up(number):
    shared = spread(number, np.array([3.0, 1.0, 0.0, 2.5]))
    assert shared.sum() == number
    assert shared[2] == 0


def test_largest_remainders_come_first():
    assert spread(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert spread(4, np.array([1.0, 3.0, 4.0])).tolist() == [1, 1, 2]


def test_weights_are_left_as_they_are():
    weights = np.array([2.0, 1.0])
    spread(5, weights)
    assert weights.tolist() == [2.0, 1.0]
