from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.chance_concentration import concentrate_by_chance
from peelian.statistics.concentration import measure_concentration


@pytest.mark.parametrize(
    ("counts", "holding", "number"),
    [
        ([10, 5, 3, 2], 0.5, 1),
        ([4, 3, 2, 1], 0.5, 2),
        ([1, 1, 1, 1], 0.5, 2),
        ([1, 1, 1], 0.5, 2),
        ([1, 1, 1], 1, 3),
        ([0, 7, 0], 1, 1),
        ([2, 1, 1], 0.25, 1),
    ],
)
def test_fewest_areas_that_hold_a_share(counts: list, holding: float, number: int) -> None:
    found = measure_concentration([counts], holding=holding)
    assert found.number[0] == number
    assert found.share[0] == number / len(counts)


def test_areas_not_measured_are_no_areas() -> None:
    found = measure_concentration([[np.nan, 6, 2, np.nan]])
    assert (found.number[0], found.areas[0], found.total[0]) == (1, 2, 8)


def test_nothing_counted_has_no_concentration() -> None:
    found = measure_concentration([[0, 0, 0], [np.nan] * 3])
    assert np.isnan(found.number).all()
    assert np.isnan(found.gini).all()
    assert np.isnan(concentrate_by_chance([[0, 0, 0]]).expected).all()


@pytest.mark.parametrize(
    ("counts", "gini"),
    [([5, 5, 5, 5], 0), ([1, 1, 0, 0], 0), ([0, 0, 0, 2], 1 - 2 / 4 * 0.5 * 2), ([3, 1], 0.25)],
)
def test_gini_is_zero_when_as_even_as_can_be(counts: list, gini: float) -> None:
    """Two events in one of four areas: plain G = 3/4, generalised 4/2 (3/4 - 1) + 1 = 1/2."""
    assert measure_concentration([counts]).gini[0] == pytest.approx(gini)


def test_few_events_look_concentrated_by_chance_alone() -> None:
    rng = np.random.default_rng(1)
    counts = rng.multinomial(30, np.full(679, 1 / 679), size=20)
    found, chance = measure_concentration(counts), concentrate_by_chance(counts)
    assert (found.share < 0.03).all()
    assert (abs(chance.expected - found.number) < 3).all()
    assert (chance.p > 0.05).mean() >= 0.9


def test_chance_is_held_under_chance() -> None:
    rng = np.random.default_rng(2)
    counts = rng.multinomial(800, np.full(200, 1 / 200), size=400)
    assert (concentrate_by_chance(counts).p <= 0.05).mean() <= 0.07


def test_true_concentration_is_told_from_chance() -> None:
    counts = np.full((1, 100), 2)
    counts[0, :5] = 60
    found, chance = measure_concentration(counts), concentrate_by_chance(counts)
    assert found.number[0] == 5
    assert chance.lower[0] > 30
    assert chance.p[0] == pytest.approx(1 / 200)


def test_exposure_explains_concentration() -> None:
    exposure = np.r_[np.full(5, 60.0), np.full(95, 2.0)]
    counts = np.random.default_rng(3).multinomial(500, exposure / exposure.sum())[None]
    assert concentrate_by_chance(counts).p[0] < 0.01
    assert concentrate_by_chance(counts, exposure=exposure).p[0] > 0.05


def test_expected_number_of_two_areas() -> None:
    """Two events in two areas: with chance 1/2 both in one (half held by 1), else one each (held by 1)."""
    assert concentrate_by_chance([[2, 0]]).expected[0] == 1
    # All held: by 1 or 2 areas with equal chance.
    assert concentrate_by_chance([[2, 0]], holding=1, draws=4000).expected[0] == pytest.approx(1.5, abs=0.03)


def test_same_seed_gives_same_draws() -> None:
    counts = [[9, 4, 2, 0, 0]]
    assert concentrate_by_chance(counts, seed=5) == concentrate_by_chance(counts, seed=5)


@pytest.mark.parametrize(
    ("counts", "options"),
    [([[1.5, 2]], {}), ([[-1, 2]], {}), ([[1, 2]], {"exposure": [-1, 1]})],
)
def test_chance_refuses_impossible_input(counts: list, options: dict) -> None:
    with pytest.raises(ValueError, match="needed, not"):
        concentrate_by_chance(counts, **options)


@pytest.mark.parametrize(("counts", "holding"), [([1, 2], 0.5), ([[-1]], 0.5), ([[1]], 0), ([[1]], 1.1)])
def test_concentration_refuses_impossible_input(counts: list, holding: float) -> None:
    with pytest.raises(ValueError, match="needed, not"):
        measure_concentration(counts, holding=holding)
