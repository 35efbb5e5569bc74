"""A single case beside its peers: nothing to compare is no number, and too few peers are refused."""

from __future__ import annotations

import math

import pytest

from peelian.statistics.single_case import compare_with_peers


def test_the_ratio_is_to_the_geometric_mean() -> None:
    made = compare_with_peers(8.0, [1.0, 4.0])
    assert (made.centre, made.ratio) == (pytest.approx(2), pytest.approx(4))


def test_a_case_like_its_peers_is_within_them() -> None:
    made = compare_with_peers(10.0, [8.0, 9.0, 11.0, 13.0])
    assert made.lower < 1 < made.upper
    assert made.p > 0.5


@pytest.mark.parametrize(("rate", "peers"), [(0.0, [1.0, 2.0]), (1.0, [0.0, 2.0])])
def test_none_at_all_has_no_ratio(rate: float, peers: list[float]) -> None:
    assert math.isnan(compare_with_peers(rate, peers).ratio)


def test_peers_all_alike_leave_no_interval() -> None:
    made = compare_with_peers(3.0, [1.5, 1.5, 1.5])
    assert made.ratio == pytest.approx(2)
    assert math.isnan(made.lower)


@pytest.mark.parametrize(("rate", "peers"), [(1.0, [2.0]), (-1.0, [1.0, 2.0]), (math.nan, [1.0, 2.0])])
def test_what_makes_no_sense_is_refused(rate: float, peers: list[float]) -> None:
    with pytest.raises(ValueError, match="needed"):
        compare_with_peers(rate, peers)
