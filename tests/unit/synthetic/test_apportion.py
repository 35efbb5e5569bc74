"""A whole number is dealt out exactly."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.synthetic.apportion import apportion


def test_parts_add_up_and_follow_the_weights() -> None:
    assert apportion(10, [1, 1, 1]).tolist() == [4, 3, 3]
    assert apportion(10, [3, 0, 2]).tolist() == [6, 0, 4]
    assert apportion(0, [1, 2]).tolist() == [0, 0]


def test_a_part_without_weight_gets_nothing_of_what_is_left() -> None:
    assert apportion(1, [0, 0.5, 0.5]).tolist() == [0, 1, 0]


@pytest.mark.parametrize("seed", range(20))
def test_no_part_is_a_whole_one_away_from_its_share(seed: int) -> None:
    rng = np.random.default_rng(seed)
    weights, total = rng.random(50), int(rng.integers(0, 100_000))
    parts = apportion(total, weights)
    assert parts.sum() == total
    assert np.abs(parts - total * weights / weights.sum()).max() < 1


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, []), (1, [0, 0]), (1, [2, -1])])
def test_what_cannot_be_dealt_is_refused(total: int, weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        apportion(total, weights)
