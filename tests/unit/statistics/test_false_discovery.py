from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.false_discovery import adjust_for_false_discovery


def test_families_are_judged_apart() -> None:
    rng = np.random.default_rng(4)
    p, families = rng.random(500) ** 3, rng.integers(0, 40, 500)
    together = adjust_for_false_discovery(p, families)
    for family in range(40):
        inside = families == family
        np.testing.assert_array_equal(together[inside], adjust_for_false_discovery(p[inside]))


def test_what_was_not_tested_is_not_counted() -> None:
    adjusted = adjust_for_false_discovery([0.02, np.nan, 0.03])
    assert np.isnan(adjusted[1])
    np.testing.assert_allclose(adjusted[[0, 2]], [0.03, 0.03])


def test_adjusted_is_never_below_p_nor_above_one() -> None:
    p = np.random.default_rng(5).random(300)
    adjusted = adjust_for_false_discovery(p)
    assert (adjusted >= p).all()
    assert adjusted.max() <= 1


def test_order_of_families_is_kept() -> None:
    p = np.array([0.01, 0.04, 0.9])
    np.testing.assert_array_equal(
        adjust_for_false_discovery(p, [7, 7, -3])[[2, 0, 1]],
        adjust_for_false_discovery(p[[2, 0, 1]], [-3, 7, 7]),
    )


@pytest.mark.parametrize("p", [[], [np.nan, np.nan]])
def test_nothing_tested_gives_nothing(p: list) -> None:
    assert np.isnan(adjust_for_false_discovery(p)).all()


@pytest.mark.parametrize(
    ("p", "families"), [([1.2], None), ([-0.1], None), ([0.1, 0.2], [1]), ([[0.1]], None)]
)
def test_impossible_p_values_are_refused(p: list, families: list | None) -> None:
    with pytest.raises(ValueError, match="needed, not"):
        adjust_for_false_discovery(p, families)
