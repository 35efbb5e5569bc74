"""Clustered shares, their correlation, and ratios of sums against R's package survey (see clusters.R).

Equal to 1e-9 relative: both are the same sums, added up in another order.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from peelian.statistics.clustered_share import ClusterSums, cluster_dispersion
from peelian.statistics.share_interval import share_difference, share_interval
from peelian.statistics.shared_clusters import CrossSums, cluster_correlation
from peelian.statistics.sum_ratio import RatioSums, ratio_of_sums
from peelian.statistics.sum_ratio_change import compare_ratios

KNOWN = json.loads((Path(__file__).parent / "fixtures" / "clusters.json").read_text())


def sums_of(m: list[float], y: list[float]) -> ClusterSums:
    a, b = np.array(m, dtype=float), np.array(y, dtype=float)
    parts = ((a > 0).sum(), a.sum(), b.sum(), a @ a, a @ b, b @ b)
    return ClusterSums(*(np.array([part], dtype=float) for part in parts))


@pytest.mark.parametrize("case", KNOWN["shares"])
def test_dispersion_is_that_of_a_cluster_sample(case: dict[str, Any]) -> None:
    found = cluster_dispersion(sums_of(case["m"], case["y"]))
    assert found[0] == pytest.approx(max(case["dispersion"], 1.0), rel=1e-9)


def test_some_clusters_make_a_share_less_sure() -> None:
    assert max(case["dispersion"] for case in KNOWN["shares"]) > 1.1


@pytest.mark.parametrize("case", KNOWN["pairs"])
def test_correlation_of_two_shares(case: dict[str, Any]) -> None:
    m1, y1, m0, y0 = (
        np.array(case[name], dtype=float) for name in ("m_later", "y_later", "m_earlier", "y_earlier")
    )
    cross = CrossSums(*(np.array([each]) for each in (m1 @ m0, m1 @ y0, y1 @ m0, y1 @ y0)))
    found = cluster_correlation(sums_of(m1, y1), sums_of(m0, y0), cross)
    assert found[0] == pytest.approx(case["correlation"], rel=1e-9)


@pytest.mark.parametrize("case", KNOWN["ratios"])
def test_ratio_of_sums(case: dict[str, Any]) -> None:
    x, y = np.array(case["x"], dtype=float), np.array(case["y"], dtype=float)
    parts = (len(x), y.sum(), x.sum(), y @ y, x @ y, x @ x)
    found = ratio_of_sums(RatioSums(*(np.array([part], dtype=float) for part in parts)))
    assert (found.ratio[0], found.error[0]) == pytest.approx((case["ratio"], case["error"]), rel=1e-9)
    assert (found.lower[0], found.upper[0]) == pytest.approx((case["lower"], case["upper"]), rel=1e-9)


def test_nothing_below_the_line_is_no_ratio_and_one_person_has_no_error() -> None:
    none = RatioSums(*(np.array([each, 1.0]) for each in (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)))
    found = ratio_of_sums(none)
    assert np.isnan(found.ratio[0])
    assert found.ratio[1] == 1
    assert np.isnan(found.error[1])
    assert np.isnan(compare_ratios(found, found).p).all()


def test_change_of_a_ratio_is_unclear_when_both_are_alike() -> None:
    one = ratio_of_sums(RatioSums(*(np.array([each]) for each in (50.0, 100.0, 50.0, 300.0, 100.0, 50.0))))
    found = compare_ratios(one, one)
    assert (found.change[0], found.p[0]) == (0, 1)
    assert found.lower[0] < 0 < found.upper[0]


def test_share_of_none_or_all_takes_clusters_as_alike() -> None:
    none, every = sums_of([3, 3, 3], [0, 0, 0]), sums_of([2, 4], [2, 4])
    assert cluster_dispersion(none)[0] == 3
    assert cluster_dispersion(every)[0] == pytest.approx(20 / 6)
    assert cluster_dispersion(sums_of([], []))[0] == 1


def test_interval_covers_the_true_share_where_independence_would_not() -> None:
    """10,000 persons drawn 400 at a time: in 95 of 100 draws the interval should hold the true share."""
    rng = np.random.default_rng(20)
    held = {"clustered": 0, "independent": 0}
    size = 1 + rng.geometric(0.4, 10_000) * (rng.random(10_000) < 0.4)
    counted = size - 1
    true = counted.sum() / size.sum()
    for _ in range(600):
        drawn = rng.integers(0, len(size), 400)
        sums = sums_of(size[drawn], counted[drawn])
        for name, factor in (("clustered", cluster_dispersion(sums)), ("independent", 1.0)):
            ends = share_interval(sums.counts, sums.bases, dispersion=factor)
            held[name] += int(ends.lower[0] <= true <= ends.upper[0])
    assert 0.93 <= held["clustered"] / 600 <= 0.975
    assert held["independent"] / 600 < 0.9


def test_correlation_narrows_the_difference() -> None:
    plain = share_difference((40, 100), (30, 100))
    narrow = share_difference((40, 100), (30, 100), correlation=0.5)
    assert narrow.lower[0] > plain.lower[0]
    assert narrow.p[0] < plain.p[0]
    # By hand: 0.1 - sqrt(a^2 + b^2 - 2 * 0.5 * a * b), a and b being the halves of Wilson's intervals.
    a, b = 0.4 - share_interval(40, 100).lower[0], share_interval(30, 100).upper[0] - 0.3
    assert narrow.lower[0] == pytest.approx(0.1 - (a * a + b * b - a * b) ** 0.5)


def test_correlation_beyond_one_is_refused() -> None:
    with pytest.raises(ValueError, match="correlations from -1 to 1"):
        share_difference((4, 10), (3, 10), correlation=1.2)
