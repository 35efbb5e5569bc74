"""Comparisons of areas against R 4.2 (fixtures/comparisons_of_areas.R holds the calls), and by simulation.

Tolerance against R: 1e-9 relative, as the iterations of R's glm stop at about 1e-8 of the deviance and its
estimates are exact to more; quantiles of largest shares are R's own simulation of 200,000 draws, in steps of
one event, so ours of 9,999 draws may lie one step beside them.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from peelian.statistics.group_contrast import contrast_groups
from peelian.statistics.largest_share import share_of_largest
from peelian.statistics.similar_areas import find_peers
from peelian.statistics.single_case import compare_with_peers

FROZEN = json.loads(
    (Path(__file__).parent / "fixtures" / "comparisons_of_areas.json").read_text(encoding="utf-8")
)
WORLDS = 2_000


@pytest.mark.parametrize("case", FROZEN["contrast"], ids=lambda case: str(len(case["top"])))
def test_contrast_equals_the_robust_poisson_regression(case: dict) -> None:
    ours = contrast_groups(case["top"], case["bottom"])
    assert ours.ratio == pytest.approx(case["ratio"], rel=1e-9)
    assert ours.degrees == pytest.approx(case["degrees"], rel=1e-9)
    half = stats.t.isf(0.025, case["degrees"]) * math.sqrt(case["floored"])
    assert math.log(ours.upper / ours.ratio) == pytest.approx(half, rel=1e-9)
    assert math.log(ours.ratio / ours.lower) == pytest.approx(half, rel=1e-9)


@pytest.mark.parametrize("case", FROZEN["contrast"][:2], ids=lambda case: str(len(case["top"])))
def test_variance_of_the_two_groups_is_that_of_one_regression(case: dict) -> None:
    assert case["floored"] == pytest.approx(case["variance"], rel=1e-7)


@pytest.mark.parametrize("case", FROZEN["exposed"], ids=lambda case: str(len(case["top"])))
def test_contrast_of_rates_equals_the_regression_with_an_offset(case: dict) -> None:
    ours = contrast_groups(
        case["top"], case["bottom"], exposure=case["x_top"], exposure_against=case["x_bottom"]
    )
    assert ours.ratio == pytest.approx(case["ratio"], rel=1e-9)
    half = stats.t.isf(0.025, ours.degrees) * math.sqrt(case["variance"])
    assert math.log(ours.upper / ours.ratio) == pytest.approx(half, rel=1e-9)


@pytest.mark.parametrize(("areas", "size", "ratio"), [(63, 2.0, 3.0), (63, 0.8, 1.0), (20, 3.0, 2.0)])
def test_contrast_holds_the_true_ratio_about_as_often_as_it_says(
    areas: int, size: float, ratio: float
) -> None:
    rng = np.random.default_rng(8)
    held = 0
    for _ in range(WORLDS):
        bottom = rng.negative_binomial(size, size / (size + 8), areas)
        top = rng.negative_binomial(size, size / (size + 8 * ratio), areas)
        made = contrast_groups(top, bottom)
        held += made.lower <= ratio <= made.upper
    # Two standard errors of 2,000 worlds are one point; the t interval of skewed counts loses a little more.
    assert 0.93 <= held / WORLDS <= 0.965


def test_chance_alone_would_be_far_too_narrow() -> None:
    rng = np.random.default_rng(9)
    held = 0
    for _ in range(500):
        top, bottom = (rng.negative_binomial(2.0, 2.0 / 12.0, 63) for _ in range(2))
        apart = 1.96 * math.sqrt(1 / top.sum() + 1 / bottom.sum())
        held += abs(math.log(top.sum() / bottom.sum())) <= apart
    assert held / 500 < 0.75


def test_distances_equal_r() -> None:
    told = FROZEN["distances"]
    apart = np.array(told["apart"])
    peers = find_peers(told["x"], peers=len(apart) - 1)
    np.testing.assert_allclose(peers.distance, np.sort(apart, axis=1)[:, 1:], rtol=1e-9)
    np.testing.assert_allclose(np.take_along_axis(apart, peers.nearest, axis=1), peers.distance, rtol=1e-9)


@pytest.mark.parametrize("case", FROZEN["single"], ids=lambda case: str(len(case["peers"])))
def test_a_single_case_equals_the_prediction_interval(case: dict) -> None:
    ours = compare_with_peers(case["rate"], case["peers"])
    for name in ("ratio", "lower", "upper", "p"):
        assert getattr(ours, name) == pytest.approx(case[name], rel=1e-9)


def test_one_more_of_the_group_stands_out_once_in_twenty() -> None:
    rng = np.random.default_rng(10)
    rates = np.exp(rng.normal(2, 0.4, (WORLDS, 6)))
    out = sum(compare_with_peers(row[0], row[1:]).p < 0.05 for row in rates)
    assert out / WORLDS == pytest.approx(0.05, abs=0.012)


@pytest.mark.parametrize("case", FROZEN["largest"], ids=lambda case: str(case["events"]))
def test_largest_shares_by_chance_equal_a_long_simulation(case: dict) -> None:
    events, areas = case["events"], case["areas"]
    counts = np.full(areas, events // areas)
    counts[: events % areas] += 1
    ours = share_of_largest(counts, largest=2, draws=9_999)
    for mine, theirs in ((ours.lower, "q05"), (ours.middle, "q50"), (ours.upper, "q95")):
        assert abs(mine * events - case[theirs]) <= 1 + 1e-9


def test_chance_is_called_out_no_more_than_once_in_twenty() -> None:
    rng = np.random.default_rng(11)
    odd = sum(
        share_of_largest(rng.multinomial(90, np.full(20, 1 / 20)), largest=2, draws=199, seed=world).p <= 0.05
        for world in range(1_000)
    )
    assert odd / 1_000 <= 0.065
