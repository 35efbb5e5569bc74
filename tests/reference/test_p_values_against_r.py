"""P values of ratios and their adjustment against R (fixtures/p_values.R holds the calls), and by simulation.

Tolerance: 1e-9 relative; R's iterations stop at about 1e-12. Where R's dispersion is below 1 ours is held at
1, so that the statistic is divided by the root of R's dispersion less and not by the dispersion itself.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.rate_ratio import exact_ratio, quasi_poisson_ratio
from peelian.statistics.window_ratio import compare_windows

FROZEN = json.loads((Path(__file__).parent / "fixtures" / "p_values.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", FROZEN["quasi_poisson"]["cases"])
def test_quasi_poisson_p_equals_r_glm(case: dict) -> None:
    deviate = stats.t.isf(case["p"] / 2, 11) * math.sqrt(min(1.0, case["dispersion"]))
    ours = quasi_poisson_ratio([case["later"]], [case["earlier"]])
    assert ours.p[0] == pytest.approx(2 * stats.t.sf(deviate, 11), rel=1e-9)


@pytest.mark.parametrize(
    "case", FROZEN["exact"]["cases"], ids=lambda case: f"{case['later']}-{case['earlier']}"
)
def test_exact_p_equals_both_tails_of_r_binom_test(case: dict) -> None:
    assert exact_ratio([case["later"]], [case["earlier"]]).p[0] == pytest.approx(case["p"], rel=1e-9)


@pytest.mark.parametrize("case", FROZEN["adjusted"]["cases"], ids=lambda case: str(len(case["p"])))
def test_adjusted_p_equals_r_p_adjust(case: dict) -> None:
    given = np.array(case["p"], dtype=np.float64)
    expected = np.array(case["adjusted"], dtype=np.float64)
    np.testing.assert_allclose(adjust_for_false_discovery(given), expected, rtol=1e-12)


def _judge(rng: np.random.Generator, *, changed: int, areas: int, dispersion: float) -> tuple[float, float]:
    """Return the share of wrong calls among all calls, and the share of changes found, of one family."""
    mean = rng.lognormal(2.5, 1.0, (areas, 1)) * (1 + 0.25 * np.sin(np.arange(12) / 12 * 2 * np.pi))
    factor = np.ones((areas, 1))
    factor[:changed] = rng.choice([0.5, 2.0], (changed, 1))

    def drawn(expected: np.ndarray) -> np.ndarray:
        if dispersion == 1:
            return rng.poisson(expected)
        return rng.negative_binomial(expected / (dispersion - 1), 1 / dispersion)

    p = compare_windows(drawn(mean * factor), drawn(mean)).ratio.p
    called = adjust_for_false_discovery(p) <= 0.05
    return called[changed:].sum() / max(1, called.sum()), called[:changed].sum() / max(1, changed)


@pytest.mark.parametrize("changed", [0, 10, 160])
@pytest.mark.parametrize("dispersion", [1, 2])
def test_false_discoveries_are_held(changed: int, dispersion: float) -> None:
    """With no, some and many true changes among 32 or 640 areas; 300 families each, seeded."""
    rng = np.random.default_rng(20251130)
    areas = 32 if changed <= 10 else 640
    rounds = [_judge(rng, changed=changed, areas=areas, dispersion=dispersion) for _ in range(300)]
    wrong, found = np.mean(rounds, axis=0)
    assert wrong <= 0.05
    if changed:
        assert found > 0.5
