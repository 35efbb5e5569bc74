"""Rates have enough decimals, the same throughout a panel, and a tie names nobody."""

from __future__ import annotations

import pytest

from peelian.publication.decimals import decimals_for, say_rate
from peelian.publication.panels.maps import _rate_range, _rate_title
from tests.unit.publication.sample import finding


@pytest.mark.parametrize(
    ("largest", "decimals"), [(12.0, 1), (1.2, 1), (0.31, 2), (0.031, 3), (0.0031, 4), (0.0, 1)]
)
def test_decimals_come_from_the_largest(largest, decimals):
    assert decimals_for([largest, 0.0, None]) == decimals


def test_small_rate_is_never_printed_as_none():
    assert say_rate(0.0) == "0"
    assert say_rate(0.0131) == "0.013"
    assert say_rate(0.0004, decimals=2) == "<0.01"


def test_tie_for_the_lowest_rate_names_nobody():
    rates = [
        finding(value, kind="rate", unit="per 1,000", area=name)
        for value, name in ((0.02, "A"), (0.0, "B"), (0.0, "C"))
    ]
    assert _rate_title(rates, "boroughs") == "A has the highest rate; 2 boroughs have none"
    assert _rate_range(rates, "boroughs", decimals=3) == "From 0.020 per 1,000 in A to 0 in 2 boroughs."
