"""Season, yearly trend, shares, disparity and ranks against R (the calls: fixtures/season_trend_share.R).

Tolerance: 1e-8 relative, at which R's iterations (started again from their own end) and its formulas agree
with closed forms. Where R's dispersion is below 1 ours is held at 1, and R's error is widened by as much.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from peelian.statistics.disparity import compare_groups
from peelian.statistics.ranks import rank_areas
from peelian.statistics.seasonality import measure_season
from peelian.statistics.share_interval import share_difference, share_interval
from peelian.statistics.year_trend import fit_year_trend

FIXTURE = Path(__file__).parent / "fixtures" / "season_trend_share.json"
FROZEN = json.loads(FIXTURE.read_text(encoding="utf-8"))
CLOSE = {"rel": 1e-8, "abs": 1e-12}


def _widened(case: dict) -> float:
    return math.sqrt(max(1.0, case["dispersion"]) / case["dispersion"])


@pytest.mark.parametrize("case", FROZEN["trend"]["cases"], ids=lambda case: str(len(case["counts"])))
def test_trend_equals_r_glm(case: dict) -> None:
    ours = fit_year_trend([case["counts"]])
    error = case["error"] * _widened(case)
    half = stats.t.isf(0.025, case["degrees"]) * error
    assert ours.degrees[0] == case["degrees"]
    assert ours.dispersion[0] == pytest.approx(max(1.0, case["dispersion"]), **CLOSE)
    assert ours.change[0] == pytest.approx(math.expm1(case["slope"]), **CLOSE)
    assert ours.lower[0] == pytest.approx(math.expm1(case["slope"] - half), **CLOSE)
    assert ours.upper[0] == pytest.approx(math.expm1(case["slope"] + half), **CLOSE)
    p = 2 * stats.t.sf(abs(case["slope"]) / error, case["degrees"])
    assert ours.p[0] == pytest.approx(p, rel=1e-7)


@pytest.mark.parametrize("days", ["as they are", "adjusted"])
@pytest.mark.parametrize("case", FROZEN["season"]["cases"], ids=lambda case: str(len(case["counts"])))
def test_season_equals_r_glm(case: dict, days: str) -> None:
    prefix = "days_" if days == "adjusted" else ""
    ours = measure_season([case["counts"]], days=days, covers="one month")
    np.testing.assert_allclose(ours.index[0], case[prefix + "index"], rtol=1e-8)
    assert ours.degrees[0] == case["degrees"]
    assert ours.dispersion[0] == pytest.approx(case["dispersion"], **CLOSE)
    assert ours.f[0] == pytest.approx(case[prefix + "f"], **CLOSE)
    assert ours.p[0] == pytest.approx(case[prefix + "p"], rel=1e-6, abs=1e-300)
    assert ours.peak[0] == np.argmax(case[prefix + "index"]) + 1
    lower, upper = case[prefix + "ends"]
    assert ours.lower[0] == pytest.approx(lower, **CLOSE)
    assert ours.upper[0] == pytest.approx(upper, **CLOSE)


@pytest.mark.parametrize("case", FROZEN["share"]["cases"], ids=lambda case: f"{case['count']}-{case['base']}")
def test_share_interval_equals_r_prop_test(case: dict) -> None:
    ours = share_interval([case["count"]], [case["base"]])
    assert ours.lower[0] == pytest.approx(case["lower"], **CLOSE)
    assert ours.upper[0] == pytest.approx(case["upper"], **CLOSE)


@pytest.mark.parametrize(
    ("later", "earlier", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_difference_equals_newcombe(later: tuple, earlier: tuple, lower: float, upper: float) -> None:
    """Newcombe, Statistics in Medicine 17, 1998, page 873: table II, method 10 (printed to four places)."""
    ours = share_difference(later, earlier)
    assert ours.lower[0] == pytest.approx(lower, abs=5e-5)
    assert ours.upper[0] == pytest.approx(upper, abs=5e-5)


@pytest.mark.parametrize("case", FROZEN["disparity"]["cases"], ids=lambda case: str(case["count"]))
def test_disparity_equals_r_poisson_test(case: dict) -> None:
    counts = [[case["reference"], case["count"]]]
    denominators = [case["reference_denominator"], case["denominator"]]
    ours = compare_groups(counts, denominators, reference=0)
    for name in ("ratio", "lower", "upper", "p"):
        assert getattr(ours, name)[0, 1] == pytest.approx(case[name], **CLOSE)


@pytest.mark.parametrize("case", FROZEN["ranks"]["cases"], ids=lambda case: str(len(case["values"])))
def test_rank_equals_r_rank(case: dict) -> None:
    assert rank_areas(case["values"]).rank[0].tolist() == case["rank"]


WAVE = 1 + 0.25 * np.sin(np.arange(12) / 12 * 2 * np.pi)


@pytest.mark.parametrize("mean", [2, 10, 100, 1000])
@pytest.mark.parametrize("dispersion", [1, 3])
@pytest.mark.parametrize("change", [1.0, 0.9])
def test_trend_interval_covers_the_truth(mean: float, dispersion: float, change: float) -> None:
    rng = np.random.default_rng(20251130)
    expected = np.tile(mean * WAVE, 3) * change ** np.repeat(np.arange(3), 12)
    shape = (4000, 36)
    counts = (
        rng.poisson(expected, shape)
        if dispersion == 1
        else rng.negative_binomial(np.broadcast_to(expected / (dispersion - 1), shape), 1 / dispersion)
    )
    ours = fit_year_trend(counts)
    outside = (ours.lower > change - 1) | (ours.upper < change - 1)
    # 5 % and three standard errors of 4,000 draws (0.01); the docstring says what bursts of rare events cost.
    assert outside.mean() <= (0.06 if mean >= 10 else 0.075)


@pytest.mark.parametrize("mean", [5, 50, 500])
@pytest.mark.parametrize("dispersion", [1, 3])
def test_season_is_not_seen_where_there_is_none(mean: float, dispersion: float) -> None:
    rng = np.random.default_rng(20251130)
    counts = (
        rng.poisson(mean, (4000, 36))
        if dispersion == 1
        else rng.negative_binomial(mean / (dispersion - 1), 1 / dispersion, (4000, 36))
    )
    ours = measure_season(counts)
    assert (ours.p < 0.05).mean() <= (0.06 if mean >= 50 else 0.075)
    # The peak is the largest of twelve by chance; its interval must still reach down to no season.
    assert (ours.lower > 1).mean() <= 0.05
