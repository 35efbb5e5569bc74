from __future__ import annotations

import pytest

from peelian.publication.differences import say_difference, say_range, signed


@pytest.mark.parametrize(
    ("change", "said", "printed"),
    [
        (-0.041, "4% fewer", "−4%"),
        (0.5, "50% more", "+50%"),
        (0.0, "no different", "0%"),
        (0.004, "0.4% more", "+0.4%"),
        (-0.0001, "less than 0.1% fewer", "−<0.1%"),
        (12.0, "1,200% more", "+1,200%"),
        (-1.0, "100% fewer", "−100%"),
    ],
)
def test_percent(change, said, printed):
    assert (say_difference(change), signed(change)) == (said, printed)


def test_little_is_never_printed_as_none():
    assert signed(0.0001) != signed(0.0)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ((-0.128, 0.054), "between 13% fewer and 5% more"),
        ((-0.2, -0.08), "between 20% and 8% fewer"),
        ((0.02, 0.3), "between 2% and 30% more"),
        ((-0.2, 0.0), "between 20% fewer and no different"),
        ((0.1, None), "10% more or anything above that"),
    ],
)
def test_range(ends, said):
    assert say_range(*ends) == said


def test_points_are_not_percent():
    assert say_difference(0.031, kind="share", unit="percentage points") == "3.1 percentage points higher"
    assert say_difference(-0.01, kind="share", unit="percentage points") == "1.0 percentage point lower"
    assert signed(0.031, unit="percentage points") == "+3.1 pts"


def test_missing_change_prints_nothing():
    assert signed(None) == ""
