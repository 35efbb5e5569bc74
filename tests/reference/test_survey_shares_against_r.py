"""Weighted shares, gaps and changes against R's package survey (the calls: fixtures/survey_share.R).

Tolerance: 1e-10 relative for shares, standard errors and ends of intervals; both are closed forms. Sums are
made from rows here by plain loops, so that the test does not lean on the code that counts.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.survey.difference import independent_difference
from peelian.statistics.survey.gap import CrossSums, group_gap
from peelian.statistics.survey.share import survey_share
from peelian.statistics.survey.sums import DesignSums

FIXTURE = Path(__file__).parent / "fixtures" / "survey_share.json"
FROZEN = json.loads(FIXTURE.read_text(encoding="utf-8"))
CLOSE = {"rel": 1e-10, "abs": 1e-13}

Totals = dict[tuple[float, float], list[float]]


def _totals(case: dict, *, group: str = "", year: int | None = None) -> Totals:
    """Return weight, weight of yes and people of every unit of the sample: (stratum, unit) -> [w, wy, n]."""
    found: Totals = {}
    names = ("stratum", "cluster", "weight", "group", "year", "yes")
    rows = zip(*(case[name] for name in names), strict=True)
    for stratum, unit, weight, of, when, yes in rows:
        if year is not None and when != year:
            continue
        sums = found.setdefault((stratum, unit), [0.0, 0.0, 0.0])
        if yes is not None and (not group or of == group):
            sums[0] += weight
            sums[1] += weight * yes
            sums[2] += 1
    return found


def _sums(totals: Totals) -> DesignSums:
    strata = sorted({stratum for stratum, _ in totals})

    def over(value) -> np.ndarray:
        return np.array(
            [[sum(value(s) for (h, _), s in totals.items() if h == stratum) for stratum in strata]]
        )

    return DesignSums(
        units=over(lambda s: 1),
        inside=over(lambda s: int(s[2] > 0)),
        base=over(lambda s: int(s[2])),
        weight=over(lambda s: s[0]),
        yes=over(lambda s: s[1]),
        weight_weight=over(lambda s: s[0] ** 2),
        weight_yes=over(lambda s: s[0] * s[1]),
        yes_yes=over(lambda s: s[1] ** 2),
    )


def _cross(one: Totals, other: Totals) -> CrossSums:
    strata = sorted({stratum for stratum, _ in one})

    def over(value) -> np.ndarray:
        return np.array(
            [[sum(value(one[k], other[k]) for k in one if k[0] == stratum) for stratum in strata]]
        )

    return CrossSums(
        inside=over(lambda a, b: int(a[2] + b[2] > 0)),
        weight_weight=over(lambda a, b: a[0] * b[0]),
        weight_yes=over(lambda a, b: a[0] * b[1]),
        yes_weight=over(lambda a, b: a[1] * b[0]),
        yes_yes=over(lambda a, b: a[1] * b[1]),
    )


@pytest.mark.parametrize("part", ["all", "white", "bame"])
@pytest.mark.parametrize("name", FROZEN)
def test_share_equals_r_survey(name: str, part: str) -> None:
    case = FROZEN[name]
    expected = case[part]
    ours = survey_share(_sums(_totals(case, group="" if part == "all" else part)))
    assert ours.degrees[0] == expected["degrees"]
    assert ours.share[0] == pytest.approx(expected["share"], **CLOSE)
    assert math.sqrt(ours.variance[0]) == pytest.approx(expected["error"], **CLOSE)
    assert ours.lower[0] == pytest.approx(expected["lower"], **CLOSE)
    assert ours.upper[0] == pytest.approx(expected["upper"], **CLOSE)


@pytest.mark.parametrize("name", FROZEN)
def test_gap_equals_r_survey_with_its_covariance(name: str) -> None:
    case = FROZEN[name]
    expected = case["gap"]
    white, bame = _totals(case, group="white"), _totals(case, group="bame")
    ours = group_gap(_sums(white), _sums(bame), cross=_cross(white, bame))
    assert ours.degrees[0] == expected["degrees"]
    assert ours.difference[0] == pytest.approx(expected["difference"], **CLOSE)
    assert math.sqrt(ours.variance[0]) == pytest.approx(expected["error"], **CLOSE)
    assert ours.lower[0] == pytest.approx(expected["lower"], **CLOSE)
    assert ours.upper[0] == pytest.approx(expected["upper"], **CLOSE)


def test_covariance_matters_where_clusters_hold_both_groups() -> None:
    case = FROZEN["clusters"]
    apart = sum(case[part]["error"] ** 2 for part in ("white", "bame"))
    assert abs(case["gap"]["error"] ** 2 / apart - 1) > 0.05


@pytest.mark.parametrize("name", FROZEN)
def test_change_equals_r_survey(name: str) -> None:
    case = FROZEN[name]
    expected = case["change"]
    later, earlier = (survey_share(_sums(_totals(case, year=year))) for year in (1, 0))
    ours = independent_difference(later, earlier)
    assert ours.degrees[0] == expected["degrees"]
    assert ours.difference[0] == pytest.approx(expected["difference"], **CLOSE)
    assert math.sqrt(ours.variance[0]) == pytest.approx(expected["error"], **CLOSE)
    assert ours.lower[0] == pytest.approx(expected["lower"], **CLOSE)
    assert ours.upper[0] == pytest.approx(expected["upper"], **CLOSE)
