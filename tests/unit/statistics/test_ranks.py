from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import rankdata

from peelian.statistics.ranks import competition_ranks


def test_ties_share_a_rank_and_the_next_is_left_out():
    assert competition_ranks([5, 9, 5, 1]).tolist() == [2, 1, 2, 4]


def test_nothing_to_rank_has_no_rank_and_takes_no_place():
    assert np.array_equal(competition_ranks([np.nan, 3, 7]), [np.nan, 2, 1], equal_nan=True)
    assert competition_ranks([]).shape == (0,)


def test_families_are_ranked_apart():
    values, family = np.array([1.0, 2, 3, 3, 2, 9]), np.array([0, 1, 0, 1, 0, 1])
    assert competition_ranks(values, family).tolist() == [3, 3, 1, 2, 2, 1]


@pytest.mark.parametrize("seed", range(5))
def test_equals_an_independent_ranking(seed):
    rng = np.random.default_rng(seed)
    values, family = rng.integers(0, 9, 200).astype(float), rng.integers(0, 7, 200)
    found = competition_ranks(values, family)
    for number in range(7):
        inside = family == number
        assert np.array_equal(found[inside], rankdata(-values[inside], method="min"))


def test_shapes_that_differ_are_refused():
    with pytest.raises(ValueError, match="one value and one family"):
        competition_ranks([1, 2], [1])
