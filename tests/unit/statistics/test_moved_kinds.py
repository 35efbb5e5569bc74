"""Rows that moved from one kind to another are found; crimes that rise, fall or drift are not."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.moved_kinds import find_moved_kinds

USUAL = np.array([60.0, 20.0, 90.0, 45.0, 12.0])


def draw(seed, mean):
    return np.random.default_rng(seed).poisson(mean)


@pytest.mark.parametrize("seed", range(10))
def test_part_of_a_kind_recorded_as_another_is_found(seed):
    mean = np.repeat(2 * USUAL[:, None], 36, axis=1)
    mean[1, 20:] += 0.35 * mean[0, 20:]
    mean[0, 20:] *= 0.65
    (found,) = find_moved_kinds(draw(seed, mean))
    assert (found.loser, found.gainer) == (0, 1)
    assert abs(found.month - 20) <= 2
    assert found.share == pytest.approx(0.35, abs=0.12)
    assert found.moved == pytest.approx(42, abs=14)


def test_chance_season_and_growth_are_hardly_ever_told():
    """Over 200 tables with season and growth of their own for each kind, at most 1 in 100 tells anything."""
    step, told = np.arange(36), 0
    for seed in range(200):
        rng = np.random.default_rng(500 + seed)
        phase, growth = rng.uniform(0, 12, (20, 1)), rng.normal(0, 0.06, (20, 1))
        level = rng.lognormal(4.0, 1.0, (20, 1))
        mean = level * (1 + 0.08 * np.cos(2 * np.pi * (step - phase) / 12)) * np.exp(growth * step / 12)
        told += bool(find_moved_kinds(rng.poisson(mean)))
    assert told <= 2


def test_a_drift_is_no_move():
    mean = np.repeat(USUAL[:, None] * 20, 36, axis=1)
    slide = np.linspace(0, 0.5, 36)
    mean[1] += slide * mean[0]
    mean[0] *= 1 - slide
    assert find_moved_kinds(draw(1, mean)) == []


@pytest.mark.parametrize("seed", range(10))
def test_what_is_not_yet_known_of_the_last_months_is_no_move(seed):
    """Kinds that follow from outcomes thin out towards the end, and the others seem to gain."""
    mean = np.repeat(np.array([900.0, 1000.0, 250.0, 300.0, 120.0, 800.0])[:, None], 24, axis=1)
    mean[2:] *= 1 - 0.5 * np.exp(-np.arange(23, -1, -1) / 2.5)
    assert find_moved_kinds(draw(seed, mean)) == []


def test_a_fall_that_nothing_gains_is_no_move():
    mean = np.repeat(USUAL[:, None] * 5, 36, axis=1)
    mean[0, 20:] *= 0.6
    assert find_moved_kinds(draw(2, mean)) == []


def test_short_and_empty_tables_tell_nothing():
    assert find_moved_kinds(np.zeros((3, 36), dtype=int)) == []
    assert find_moved_kinds(np.full((3, 8), 50)) == []
    assert find_moved_kinds(np.zeros((0, 0), dtype=int)) == []
