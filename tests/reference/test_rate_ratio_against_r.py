"""Ratios and intervals against R 4.2 (fixtures/rate_ratio.R holds the calls), and by simulation.

Tolerance against R: 1e-9 relative; R's own root finder and iterations stop at about 1e-12.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.dispersion import estimate_dispersion
from peelian.statistics.rate_interval import count_interval, exact_count_interval
from peelian.statistics.rate_ratio import Ratio, exact_ratio, quasi_poisson_ratio
from peelian.statistics.window_ratio import compare_windows

FROZEN = json.loads((Path(__file__).parent / "fixtures" / "rate_ratio.json").read_text(encoding="utf-8"))
SEASON = 1 + 0.25 * np.sin(np.arange(12) / 12 * 2 * np.pi)
SERIES = 5_000


@pytest.mark.parametrize("case", FROZEN["quasi_poisson"]["cases"])
def test_quasi_poisson_equals_r_glm(case: dict) -> None:
    ours = quasi_poisson_ratio([case["later"]], [case["earlier"]])
    spread = estimate_dispersion([case["later"]], [case["earlier"]])
    assert spread.pearson[0] / spread.degrees[0] == pytest.approx(case["dispersion"], rel=1e-9)
    assert spread.degrees[0] == case["degrees"]
    assert ours.ratio[0] == pytest.approx(case["ratio"], rel=1e-9)
    # R lets the dispersion fall below 1 and we do not: widen R's interval to a dispersion of 1 in that case.
    widen = math.sqrt(max(1.0, case["dispersion"]) / case["dispersion"])
    half = math.log(case["upper"] / case["ratio"]) * widen
    assert ours.lower[0] == pytest.approx(case["ratio"] * math.exp(-half), rel=1e-9)
    assert ours.upper[0] == pytest.approx(case["ratio"] * math.exp(half), rel=1e-9)


@pytest.mark.parametrize(
    "case", FROZEN["exact"]["cases"], ids=lambda case: f"{case['later']}-{case['earlier']}"
)
def test_exact_ratio_equals_r_poisson_test(case: dict) -> None:
    ours = exact_ratio([case["later"]], [case["earlier"]])
    assert ours.lower[0] == pytest.approx(case["lower"], rel=1e-9, abs=1e-12)
    upper = math.inf if case["upper"] is None else case["upper"]
    assert ours.upper[0] == pytest.approx(upper, rel=1e-9)


@pytest.mark.parametrize("case", FROZEN["count"]["cases"], ids=lambda case: str(case["count"]))
def test_count_interval_equals_r_poisson_test(case: dict) -> None:
    exact = exact_count_interval([case["count"]])
    assert exact.lower[0] == pytest.approx(case["lower"], rel=1e-9, abs=1e-12)
    assert exact.upper[0] == pytest.approx(case["upper"], rel=1e-9)
    shown = count_interval([case["count"]])
    assert shown.lower[0] == pytest.approx(case["lower"], rel=0.01, abs=1e-12)
    assert shown.upper[0] == pytest.approx(case["upper"], rel=0.01)


def _counts(rng: np.random.Generator, mean: float, *, dispersion: float) -> np.ndarray:
    expected = np.broadcast_to(mean * SEASON, (SERIES, 12))
    if dispersion == 1:
        return rng.poisson(expected)
    return rng.negative_binomial(expected / (dispersion - 1), 1 / dispersion)


def _share_outside(ratio: Ratio, truth: float) -> float:
    return float(((ratio.lower > truth) | (ratio.upper < truth)).mean())


@pytest.mark.parametrize("mean", [0.1, 0.5, 2, 5, 20, 100, 1000])
@pytest.mark.parametrize("dispersion", [1, 1.3, 2, 4])
def test_false_alarms_stay_near_five_per_cent(mean: float, dispersion: float) -> None:
    rng = np.random.default_rng(20251130)
    later = _counts(rng, mean, dispersion=dispersion)
    earlier = _counts(rng, mean, dispersion=dispersion)
    spread = estimate_dispersion(later, earlier)
    month = exact_ratio(later[:, 4], earlier[:, 4], dispersion=spread.factor, degrees=spread.degrees)
    # 0.07: five per cent, the skewness of rare bursts, and three standard errors of 5,000 draws (0.009).
    assert _share_outside(compare_windows(later, earlier).ratio, 1.0) <= 0.07
    assert _share_outside(month, 1.0) <= 0.05


@pytest.mark.parametrize("months", [3, 6])
def test_false_alarms_stay_low_with_few_pairs(months: int) -> None:
    rng = np.random.default_rng(7)
    later = _counts(rng, 50, dispersion=2)[:, :months]
    earlier = _counts(rng, 50, dispersion=2)[:, :months]
    spread = estimate_dispersion(later, earlier)
    month = exact_ratio(later[:, 0], earlier[:, 0], dispersion=spread.factor, degrees=spread.degrees)
    assert _share_outside(month, 1.0) <= 0.05


@pytest.mark.parametrize(("mean", "truth"), [(5, 1.5), (60, 1.2), (60, 0.8), (800, 1.1)])
@pytest.mark.parametrize("dispersion", [1, 2])
def test_interval_covers_a_real_change(mean: float, truth: float, dispersion: float) -> None:
    rng = np.random.default_rng(42)
    later = _counts(rng, mean * truth, dispersion=dispersion)
    earlier = _counts(rng, mean, dispersion=dispersion)
    assert _share_outside(compare_windows(later, earlier).ratio, truth) <= 0.07


def test_a_plain_change_is_found() -> None:
    rng = np.random.default_rng(42)
    later, earlier = _counts(rng, 72, dispersion=1), _counts(rng, 60, dispersion=1)
    # With the dispersion known to be 1 the power at 720 against 864 would be 0.95; estimating it costs some.
    assert (compare_windows(later, earlier).ratio.lower > 1).mean() > 0.85


def test_rate_interval_covers_the_truth() -> None:
    rng = np.random.default_rng(3)
    for mean in (0.5, 3, 9, 12, 40, 400):
        ends = count_interval(rng.poisson(mean, 20_000))
        assert ((ends.lower <= mean) & (mean <= ends.upper)).mean() >= 0.95
