"""Draws of events over areas: every event falls somewhere, and parts of the draws are the same draws."""

from __future__ import annotations

import numpy as np

from peelian.statistics import chance_draws
from peelian.statistics.chance_draws import throw_events


def test_every_event_falls_and_the_fullest_come_first() -> None:
    drawn = np.concatenate(list(throw_events(np.random.default_rng(1), 40, np.ones(7), draws=50)))
    assert drawn.shape == (50, 7)
    assert (drawn.sum(axis=1) == 40).all()
    assert (np.diff(drawn, axis=1) <= 0).all()


def test_areas_of_no_weight_are_left_out() -> None:
    (drawn,) = throw_events(np.random.default_rng(1), 40, np.array([1.0, 0.0, 3.0]), draws=5)
    assert drawn.shape == (5, 2)


def test_made_in_parts_the_draws_are_the_same(monkeypatch) -> None:
    whole = np.concatenate(list(throw_events(np.random.default_rng(1), 40, np.ones(7), draws=50)))
    monkeypatch.setattr(chance_draws, "_AT_ONCE", 70)
    parts = list(throw_events(np.random.default_rng(1), 40, np.ones(7), draws=50))
    assert len(parts) == 5
    assert (np.concatenate(parts) == whole).all()
