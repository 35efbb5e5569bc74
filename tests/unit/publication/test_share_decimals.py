"""Shares have enough decimals that a small one is never printed as none."""

from __future__ import annotations

import pytest

from peelian.publication.share_decimals import say_share, share_decimals


@pytest.mark.parametrize(
    ("share", "printed"),
    [
        (0.744, "74%"),
        (0.01, "1%"),
        (0.00996, "1%"),
        (0.0063, "0.6%"),
        (0.0002, "0.02%"),
        (258 / 1_290_000, "0.02%"),
        (0.000012, "0.001%"),
        (0.0000012, "0.0001%"),
        (0.0000001, "<0.0001%"),
        (0.0, "0%"),
    ],
)
def test_share_is_printed_with_its_first_digit(share, printed):
    assert say_share(share) == printed


def test_decimals_come_from_the_largest_and_are_kept_for_all():
    places = share_decimals([0.0002, None, 0.0])
    assert places == 2
    assert [say_share(share, decimals=places) for share in (0.0002, 0.00001, 0.0)] == [
        "0.02%",
        "<0.01%",
        "0%",
    ]
    assert share_decimals([]) == 0
