"""The share of the largest areas, and what chance makes of it."""

from __future__ import annotations

import math

import pytest

from peelian.statistics.largest_share import share_of_largest


def test_the_share_is_counted() -> None:
    made = share_of_largest([1, 50, 9, 40], largest=2)
    assert made.share == pytest.approx(0.9)
    assert made.p == pytest.approx(1 / 1000)


def test_what_is_spread_evenly_is_no_more_than_chance() -> None:
    made = share_of_largest([5] * 20, largest=2)
    assert made.share == pytest.approx(0.1)
    assert made.p == 1
    assert made.lower <= made.middle <= made.upper


def test_one_event_is_always_in_one_area() -> None:
    made = share_of_largest([1, 0, 0, 0], largest=1)
    assert (made.share, made.p) == (1, 1)


def test_where_more_live_more_is_expected() -> None:
    even = share_of_largest([30, 5, 5], largest=1)
    there = share_of_largest([30, 5, 5], largest=1, exposure=[6, 1, 1])
    assert even.p < 0.05 < there.p


def test_the_seed_decides() -> None:
    counts = [9, 3, 4, 5, 1]
    assert share_of_largest(counts, largest=2) == share_of_largest(counts, largest=2)
    assert share_of_largest(counts, largest=2).p != share_of_largest(counts, largest=2, seed=3).p


def test_nothing_counted_is_no_number() -> None:
    assert math.isnan(share_of_largest([0, 0, 0], largest=1).share)


@pytest.mark.parametrize(
    ("counts", "largest", "exposure"),
    [
        ([-1, 2, 3], 1, None),
        ([1.5, 2, 3], 1, None),
        ([1, 2], 2, None),
        ([1, 2, 3], 1, [1, 2]),
        ([1, 2], 0, None),
    ],
)
def test_what_makes_no_sense_is_refused(counts: list, largest: int, exposure: list | None) -> None:
    with pytest.raises(ValueError, match="needed"):
        share_of_largest(counts, largest=largest, exposure=exposure)
