"""Dealing out: exactly as many as are wanted in each cell, by chance or by leaning."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.synthetic.deal import deal, deal_yes

CELLS = np.array([1, 0, 1, 1, 0, 1])


def test_each_cell_gets_its_quotas_and_the_first_kind_goes_to_the_largest_keys() -> None:
    keys = np.array([0.1, 5.0, 0.4, 0.3, 6.0, 0.2])
    assert deal(CELLS, [[1, 1, 0], [1, 2, 1]], keys).tolist() == [2, 1, 0, 1, 0, 1]


def test_without_leanings_everyone_of_a_cell_is_as_likely() -> None:
    rng = np.random.default_rng(3)
    drawn = np.mean([deal_yes(CELLS, [1, 1], rng.gumbel(size=6)) for _ in range(4_000)], axis=0)
    assert drawn == pytest.approx(np.where(CELLS == 0, 0.5, 0.25), abs=0.03)


def test_whoever_must_not_be_chosen_is_not_while_others_are_left() -> None:
    keys = np.array([-np.inf, 0.0, 1.0, 2.0, 0.0, 3.0])
    assert deal_yes(CELLS, [2, 3], keys).tolist() == [False, True, True, True, True, True]


@pytest.mark.parametrize("quotas", [[3, 0], [-1, 4]])
def test_more_than_a_cell_holds_is_refused(quotas: list[int]) -> None:
    with pytest.raises(ValueError, match="sizes of the cells"):
        deal_yes(CELLS, quotas, np.zeros(6))
