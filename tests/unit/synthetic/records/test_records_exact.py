"""Forced counts come out for every draw, and say so when they cannot."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.synthetic.records.exact import choose_exactly, largest_base
from peelian.synthetic.records.settled_shares import settle_share


def test_each_group_gets_as_many_as_wanted():
    rng = np.random.default_rng(1)
    group = np.array([0, 0, 0, 1, 1, 1, 1, -1, -1])
    for _ in range(50):
        chosen = choose_exactly(rng, group, np.array([2, 3]))
        assert np.bincount(group[chosen], minlength=2).tolist() == [2, 3]
        assert not chosen[-2:].any()


def test_weights_say_who_is_chosen_sooner_and_0_never():
    rng = np.random.default_rng(2)
    group, weight = np.zeros(3, dtype=int), np.array([1.0, 9.0, 0.0])
    drawn = [choose_exactly(rng, group, np.array([1]), weight=weight) for _ in range(2000)]
    heavy, never = np.mean([each[1] for each in drawn]), sum(each[2] for each in drawn)
    assert heavy == pytest.approx(0.9, abs=0.03)
    assert never == 0


def test_more_than_there_are_is_refused():
    with pytest.raises(ValueError, match="3 wanted of 2 in group 0"):
        choose_exactly(np.random.default_rng(1), np.array([0, 0]), np.array([3]))


@pytest.mark.parametrize(
    ("most", "share", "base"), [(67, 0.8, 66), (1, 0.5, 0), (100, 0.83, 100), (0, 0.5, 0)]
)
def test_largest_base_that_prints_the_share(most, share, base):
    assert largest_base(most, (share,)) == base


@pytest.mark.parametrize("seed", range(20))
def test_settled_shares_print_as_asked_among_all_and_among_the_hurt(seed):
    rng = np.random.default_rng(seed)
    size = int(rng.integers(120, 400))
    hurt, alone = rng.random(size) < 0.4, rng.random(size) < 0.95
    given = rng.random(size) < 0.6
    known, has = settle_share(rng, 0.83, known=0.9, hurt=hurt, alone=alone, given=given)
    for among in (known, known & hurt):
        assert round(100 * (has & among).sum() / among.sum()) == 83
    assert known[~alone].all()
    assert (has[~alone] == given[~alone]).all()
