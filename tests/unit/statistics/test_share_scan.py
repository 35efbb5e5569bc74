"""A share that moved in one series is found where it moved; chance and common moves are not."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics import share_scan
from peelian.statistics.share_scan import scan_shares


def draw(seed, shares, rows=40):
    rng = np.random.default_rng(seed)
    every = rng.poisson(rows, shares.shape)
    return rng.binomial(every, shares), every


def test_stretch_is_found_with_its_counts():
    every = np.full((2, 12), 50)
    with_it = np.full((2, 12), 40)
    with_it[1, 3:6] = 10
    (found,) = scan_shares(with_it, every)
    assert (found.series, found.first, found.last) == (1, 3, 5)
    assert (found.with_it, found.every, found.usual, found.expected) == (30, 150, 0.8, 0.8)
    # R: p <- c(30, 360); n <- c(150, 450); ll <- function(x, n, q) sum(dbinom(x, n, q, log = TRUE))
    # 2 * (ll(p, n, p / n) - ll(p, n, sum(p) / sum(n)))
    assert found.statistic == pytest.approx(176.453059, abs=1e-6)


def test_what_all_series_do_together_is_no_move_of_one():
    shares = np.full((8, 24), 0.6)
    shares[:, 10:] = 0.95
    for seed in range(10):
        assert scan_shares(*draw(seed, shares)) == []


def test_one_series_alone_is_compared_with_itself():
    every, with_it = np.full((1, 12), 50), np.full((1, 12), 40)
    with_it[0, 8:] = 20
    ((found),) = scan_shares(with_it, every)
    assert {(found.first, found.last)} <= {(8, 11), (0, 7)}


def test_two_stretches_of_one_series_are_both_found_and_not_what_lies_between():
    shares = np.full((6, 36), 0.9)
    shares[2, 5:9] = 0.1
    shares[2, 20:25] = 0.0
    found = scan_shares(*draw(1, shares))
    assert [(each.series, each.first, each.last) for each in found] == [(2, 5, 8), (2, 20, 24)]


def test_chance_alone_is_hardly_ever_told():
    """Over 200 tables of 32 areas and 36 months with areas that differ, at most 1 in 100 tells anything."""
    told = 0
    for seed in range(200):
        rng = np.random.default_rng(1000 + seed)
        shares = np.broadcast_to(rng.uniform(0.05, 0.98, (32, 1)), (32, 36))
        told += bool(scan_shares(*draw(seed, shares, rows=12)))
    assert told <= 2


def test_small_moves_and_empty_months_are_not_told():
    shares = np.full((4, 24), 0.5)
    shares[0, 4:20] = 0.56
    assert scan_shares(*draw(3, shares, rows=4000)) == []
    assert scan_shares(np.zeros((3, 12), dtype=int), np.zeros((3, 12), dtype=int)) == []


def test_series_looked_at_some_at_a_time_give_what_all_together_give(monkeypatch):
    shares = np.full((6, 24), 0.8)
    shares[1, 3:6], shares[1, 15:18], shares[4, 9:] = 0.1, 0.2, 0.3
    tables = draw(1, shares)
    together = scan_shares(*tables)
    assert [each.series for each in together] == [1, 1, 4]
    monkeypatch.setattr(share_scan, "_AT_ONCE", 1)
    assert scan_shares(*tables) == together
