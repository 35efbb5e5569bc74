"""Control charts against published charts, and their false alarms by simulation.

The reference study gives each quantity its own tolerance. Its XmR limits are NIST's, with 3 / 1.128 and every
moving range kept; guides that print 2.66 round that constant.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.attribute_chart import c_chart, p_chart
from peelian.statistics.control_chart import INDIVIDUALS_FROM, chart_months
from peelian.statistics.individuals_chart import D2, individuals_limits

SERIES = 4_000
WAVE = 1 + 0.3 * np.sin(np.arange(36) / 12 * 2 * np.pi)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _computed(study: Path) -> dict[str, float]:
    flow = [[float(row["flowrate"]) for row in _rows(study / "nist_flowrate.csv")]]
    individuals = individuals_limits(flow, screening="keep")
    ranges = float((individuals.upper - individuals.centre)[0, 0]) * D2 / 3
    juice = [row for row in _rows(study / "orangejuice_p.csv") if row["trial"] == "TRUE"]
    bad, sizes = np.array([[float(row["D"]), float(row["size"])] for row in juice]).T[:, None]
    shares = p_chart(bad, sizes)
    beyond = (bad / sizes > shares.upper) | (bad / sizes < shares.lower)
    circuit = [row for row in _rows(study / "circuit_c.csv") if row["trial"] == "TRUE"]
    counts = c_chart([[float(row["x"]) for row in circuit]])
    return {
        "nist_individuals.mean": individuals.centre[0, 0],
        "nist_individuals.mr_bar": ranges,
        "nist_individuals.ucl": individuals.upper[0, 0],
        "nist_individuals.lcl": individuals.lower[0, 0],
        "nist_individuals.mr_ucl": ranges * 3.267,
        "p_chart.center": shares.centre[0],
        "p_chart.ucl": shares.upper[0, 0],
        "p_chart.lcl": shares.lower[0, 0],
        "p_chart.n_beyond_limits": beyond.sum(),
        "c_chart.center": counts.centre[0],
        "c_chart.ucl": counts.upper[0, 0],
        "c_chart.lcl": counts.lower[0, 0],
    }


def test_published_charts_are_reproduced(shared_data: Path) -> None:
    study = shared_data / "studies" / "spc_charts"
    expected = _rows(study / "expected.csv")
    computed = _computed(study)
    assert set(computed) == {row["quantity"] for row in expected}
    for row in expected:
        value, tolerance = float(row["value"]), float(row["tolerance"])
        assert abs(computed[row["quantity"]] - value) <= tolerance, row["quantity"]


def test_nist_flow_rates_without_the_study() -> None:
    """NIST/SEMATECH e-Handbook 6.3.2.2: printed mean 50.81, limits 45.8159 and 55.8041."""
    flow = [[49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]]
    limits = individuals_limits(flow, screening="keep")
    assert limits.centre[0, 0] == pytest.approx(50.81, abs=0.005)
    assert limits.lower[0, 0] == pytest.approx(45.8159, abs=0.0001)
    assert limits.upper[0, 0] == pytest.approx(55.8041, abs=0.0001)


def _drawn(mean: float, *, dispersion: float, season: np.ndarray | float) -> np.ndarray:
    rng = np.random.default_rng(20251130)
    expected = np.broadcast_to(mean * season, (SERIES, 36))
    if dispersion == 1:
        return rng.poisson(expected)
    return rng.negative_binomial(expected / (dispersion - 1), 1 / dispersion)


@pytest.mark.parametrize("mean", [0.1, 0.5, 2, 5, 9])
@pytest.mark.parametrize("dispersion", [1, 2])
def test_small_counts_seldom_leave_their_limits(mean: float, dispersion: float) -> None:
    signal = chart_months(_drawn(mean, dispersion=dispersion, season=1.0)).signal
    # Nominal: at most 0.0027. Rare events in bursts (mean 0.1, twice Poisson's variance) come to 0.0026.
    assert np.isin(signal, (1, 2)).mean() <= 0.003
    assert (signal[:, -1] > 0).mean() <= 0.02


@pytest.mark.parametrize("mean", [INDIVIDUALS_FROM + 2, 50, 1000])
def test_individuals_chart_alarms_as_stated(mean: float) -> None:
    signal = chart_months(_drawn(mean, dispersion=1, season=1.0)).signal
    assert 0.003 <= np.isin(signal, (1, 2)).mean() <= 0.0055
    assert (signal[:, -1] > 0).mean() <= 0.03


@pytest.mark.parametrize("mean", [50, 1000])
def test_season_taken_out_does_not_raise_alarms(mean: float) -> None:
    counts = _drawn(mean, dispersion=2, season=WAVE)
    left = chart_months(counts, season="leave")
    divided = chart_months(counts, season="divide")
    assert left.seasonal.mean() > 0.9
    assert (left.signal[:, -1] > 0).mean() > 0.08
    assert (divided.signal[:, -1] > 0).mean() <= 0.03


def test_three_sigma_would_not_do_for_rare_events() -> None:
    """What the choice of chart rests on: the XmR chart of a mean of 0.5 alarms ten times as often."""
    counts = _drawn(0.5, dispersion=1, season=1.0)
    limits = individuals_limits(counts)
    assert (counts > limits.upper).mean() > 0.02
    assert (limits.lower < 0).mean() > 0.99
