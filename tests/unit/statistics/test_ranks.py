from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.ranks import rank_areas


def test_ties_share_and_leave_ranks_out() -> None:
    ranks = rank_areas([[10, 30, 30, 20]])
    assert ranks.rank[0].tolist() == [4, 1, 1, 3]
    assert ranks.of[0] == 4


def test_areas_without_a_value_are_not_ranked() -> None:
    ranks = rank_areas([[np.nan, 2, 5, np.nan], [np.nan] * 4])
    assert ranks.rank[0, 1:3].tolist() == [2, 1]
    assert np.isnan(ranks.rank[0, [0, 3]]).all()
    assert ranks.of.tolist() == [2, 0]


def test_smallest_may_be_first() -> None:
    assert rank_areas([3, 1, 2, 1], first="smallest").rank[0].tolist() == [4, 1, 3, 1]


def test_infinite_and_missing_are_told_apart() -> None:
    assert rank_areas([-np.inf, np.nan, 1]).rank[0, [0, 2]].tolist() == [2, 1]


def test_many_lists_equal_one_at_a_time() -> None:
    values = np.random.default_rng(1).integers(0, 9, (50, 12)).astype(float)
    values[values == 0] = np.nan
    together = rank_areas(values).rank
    for row, expected in zip(values, together, strict=True):
        np.testing.assert_array_equal(rank_areas(row).rank[0], expected)


def test_empty_lists_and_wrong_shapes() -> None:
    assert rank_areas(np.zeros((0, 5))).rank.shape == (0, 5)
    assert rank_areas(np.zeros((2, 0))).of.tolist() == [0, 0]
    with pytest.raises(ValueError, match="needed, not"):
        rank_areas(np.zeros((1, 2, 3)))
