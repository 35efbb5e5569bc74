"""Peers: nearest on one scale, ties by order, and what has no answer is refused."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.similar_areas import find_peers


def test_scale_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    x = rng.normal(size=(9, 3))
    assert (find_peers(x, peers=4).nearest == find_peers(x * [1, 1000, 0.01] + 7, peers=4).nearest).all()


def test_the_nearest_come_first_and_nobody_is_their_own_peer() -> None:
    made = find_peers([[0.0], [1.0], [3.0], [10.0]], peers=3)
    assert made.nearest[0].tolist() == [1, 2, 3]
    assert made.nearest[3].tolist() == [2, 1, 0]
    assert (np.diff(made.distance, axis=1) >= 0).all()


def test_of_equally_near_ones_the_first_is_taken() -> None:
    assert find_peers([[1.0], [0.0], [2.0], [9.0]], peers=1).nearest[0].tolist() == [1]
    assert find_peers([[1.0], [2.0], [0.0], [9.0]], peers=1).nearest[0].tolist() == [1]


def test_rounding_does_not_part_equals() -> None:
    made = find_peers([[0.0], [0.1 + 0.2], [-0.3], [8.0]], peers=1)
    assert made.nearest[0].tolist() == [1]


def test_a_characteristic_all_share_makes_no_difference() -> None:
    with_it = find_peers([[0.0, 5], [1.0, 5], [3.0, 5]], peers=2)
    without = find_peers([[0.0], [1.0], [3.0]], peers=2)
    assert (with_it.nearest == without.nearest).all()


def test_weights_decide_what_counts() -> None:
    x = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
    assert find_peers(x, peers=1, weights=[9, 1]).nearest[0].tolist() == [2]
    assert find_peers(x, peers=1, weights=[1, 9]).nearest[0].tolist() == [1]


@pytest.mark.parametrize("peers", [0, 3])
def test_more_peers_than_there_are_is_refused(peers: int) -> None:
    with pytest.raises(ValueError, match="need at least"):
        find_peers([[1.0], [2.0], [3.0]], peers=peers)


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="numbers"):
        find_peers([[1.0], [np.nan], [3.0]], peers=1)
