"""Projections at the present pace: the middle, the ends, and how often the ends hold."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.pace import project_pace


def test_the_pace_goes_on() -> None:
    found = project_pace([100.0], np.full((1, 14), 5.0), days=14, ahead=28)
    assert found.expected.tolist() == [240.0]
    assert found.lower[0] < 240 < found.upper[0]
    assert found.dispersion == 1.0


def test_on_the_last_day_it_is_what_is_held() -> None:
    found = project_pace([100.0], np.full((1, 14), 5.0), days=14, ahead=0)
    assert (found.expected[0], found.lower[0], found.upper[0]) == (100, 100, 100)


def test_nothing_held_lately_may_still_be_something() -> None:
    found = project_pace([3.0], np.zeros((1, 28)), days=28, ahead=28)
    assert (found.expected[0], found.lower[0]) == (3, 3)
    # None in 28 days: a count of k in the next has a chance of 2^-k, above 2.5 % up to 5.
    assert found.upper[0] == 3 + 5


def test_weeks_that_differ_make_it_less_sure() -> None:
    even = np.tile([10.0, 10, 10, 10, 10, 0, 0], 4)[None]
    wild = np.repeat([20.0, 0, 20, 0], 7)[None] * even / 10
    steady, unsteady = (project_pace([0.0], each, days=28, ahead=28) for each in (even, wild))
    assert steady.expected == unsteady.expected
    assert unsteady.dispersion > 10
    assert unsteady.upper[0] - unsteady.lower[0] > 3 * (steady.upper[0] - steady.lower[0])


@pytest.mark.parametrize(
    ("rate", "extra", "days"), [(0.2, 1.0, 28), (3.0, 1.0, 28), (3.0, 4.0, 28), (3.0, 1.0, 14)]
)
def test_the_ends_hold_about_as_often_as_they_say(rate: float, extra: float, days: int) -> None:
    rng = np.random.default_rng(11)
    runs, series, inside = 400, 5, 0

    def daily(number: int) -> np.ndarray:
        mean = rate * 7
        lot = rng.gamma(mean / (extra - 1), extra - 1, (series, number // 7)) if extra > 1 else mean
        return rng.poisson(np.repeat(np.broadcast_to(lot, (series, number // 7)), 7, axis=1) / 7)

    for _ in range(runs):
        found = project_pace(np.zeros(series), daily(days), days=days, ahead=42)
        later = daily(42).sum(axis=1)
        inside += int(((later >= found.lower) & (later <= found.upper)).sum())
    assert 0.93 <= inside / (runs * series) <= 0.99


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="last 7 days"):
        project_pace([1.0], np.zeros((1, 6)), days=7, ahead=1)
