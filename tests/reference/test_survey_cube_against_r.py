"""Estimates from the cube of a survey against R's package survey (the calls: fixtures/survey_cube.R).

Tolerance: 1e-10 relative for estimates, standard errors, ends of intervals and design effects; all are closed
forms. The samples: one stratum, ten, few people, a stratum of one unit under three rules, clusters, two
clusters to a stratum, and a finite population.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.survey.calibrated import Calibration
from peelian.statistics.survey.cube import Answers, SurveyCube, make_cube
from peelian.statistics.survey.cube_difference import difference
from peelian.statistics.survey.cube_estimate import estimate
from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.domains import by_group
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.gap_contribution import gap_contribution
from peelian.statistics.survey.quotient import Quotient, score_quotient, share_quotient
from peelian.statistics.survey.ratios import mean_of

FIXTURE = Path(__file__).parent / "fixtures" / "survey_cube.json"
FROZEN = json.loads(FIXTURE.read_text(encoding="utf-8"))
CLOSE = {"rel": 1e-10, "abs": 1e-13}
SCALE = range(5)
YES = share_quotient("q", yes=[3, 4], base=SCALE, codes=6)
UNSURE = share_quotient("q", yes=[5], base=range(6), codes=6)
MEAN = score_quotient("q", scores={code: code + 1 for code in SCALE}, codes=6)
NET = score_quotient("q", scores={0: -1, 1: -1, 2: 0, 3: 1, 4: 1}, codes=6)
NUMBER = Quotient("x", (0, 1), (1, 0))
RATIO = Quotient("xy", (0, 1, 0), (0, 0, 1))
PARTS = {
    "share": (YES, None), "share_1": (YES, [1]), "share_12": (YES, [1, 2]), "unsure": (UNSURE, None),
    "mean": (MEAN, None), "mean_2": (MEAN, [2]), "net": (NET, None), "number": (NUMBER, None),
    "ratio": (RATIO, None),
}  # fmt: skip
GAPS = {
    "gap": (YES, [0], [1]), "part_whole": (YES, [1], None), "nested": (YES, [1], [1, 2]),
    "mean_gap": (MEAN, [2], None), "number_gap": (NUMBER, [2], None),
}  # fmt: skip
CHANGES = {
    "overlapping": (None, range(3, 15), range(12)), "next": (None, range(3, 15), range(2, 14)),
    "disjoint": (None, range(8, 15), range(7)), "group_overlapping": ([1], range(3, 15), range(12)),
}  # fmt: skip
WINDOWED = [name for name in FROZEN if name != "finite"]


def design(name: str) -> SurveyDesign:
    case = FROZEN[name]
    return design_of(
        case["weight"],
        strata=case["stratum"],
        units=case["cluster"] if case["clustered"] else None,
        populations=case["population"] if case["finite"] else None,
        lonely=case["lonely"],
    )


@cache
def cube(name: str, by_month: bool = False) -> SurveyCube:
    case = FROZEN[name]
    x, y = (np.array(case[column], dtype=float) for column in ("x", "y"))
    answers = Answers({"q": (np.array(case["code"], dtype=int), 6)}, {"x": x, "xy": np.column_stack((x, y))})
    months = np.array(case["month"], dtype=int) if by_month else None
    return make_cube(answers, design=design(name), groups=np.array(case["group"], dtype=int), months=months)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", FROZEN)
def test_estimates_equal_those_of_r(name: str, part: str) -> None:
    quotient, groups = PARTS[part]
    told, expected = cube(name), FROZEN[name][part]
    found = estimate(told, quotient, told.parts([groups]))
    assert found.value[0] == pytest.approx(expected["value"], **CLOSE)
    assert np.sqrt(found.variance[0]) == pytest.approx(expected["error"], **CLOSE)
    if part != "ratio":
        assert found.degrees[0] == expected["degrees"]
        assert (found.lower[0], found.upper[0]) == pytest.approx(
            (expected["lower"], expected["upper"]), **CLOSE
        )
        assert found.deff[0] == pytest.approx(expected["deff"], **CLOSE)


@pytest.mark.parametrize("part", GAPS)
@pytest.mark.parametrize("name", FROZEN)
def test_gaps_know_what_groups_and_whole_share_as_in_r(name: str, part: str) -> None:
    quotient, one, other = GAPS[part]
    told = cube(name)
    found = difference(told, quotient, first=told.parts([one]), second=told.parts([other]))
    _agrees(found, FROZEN[name][part])


@pytest.mark.parametrize("part", CHANGES)
@pytest.mark.parametrize("name", WINDOWED)
def test_changes_know_the_months_that_windows_share_as_in_r(name: str, part: str) -> None:
    groups, later, earlier = CHANGES[part]
    told = cube(name, by_month=True)
    parts = told.parts([groups], windows=[later, earlier])
    _agrees(difference(told, YES, first=parts.take([0]), second=parts.take([1])), FROZEN[name][part])


@pytest.mark.parametrize("name", WINDOWED)
def test_a_window_equals_the_sample_of_its_months(name: str) -> None:
    told, expected = cube(name, by_month=True), FROZEN[name]["window"]
    found = estimate(told, YES, told.parts([None], windows=[range(3, 15)]))
    assert found.value[0] == pytest.approx(expected["value"], **CLOSE)
    assert np.sqrt(found.variance[0]) == pytest.approx(expected["error"], **CLOSE)
    assert (found.lower[0], found.upper[0]) == pytest.approx((expected["lower"], expected["upper"]), **CLOSE)


@pytest.mark.parametrize("name", FROZEN)
def test_what_a_sub_group_adds_to_a_gap_equals_the_contrast_of_totals_in_r(name: str) -> None:
    told = cube(name)
    sub, group, whole = (told.parts([each]) for each in ([1], [1, 2], None))
    found = gap_contribution(told, YES, subgroups=sub, group=group, whole=whole)
    _agrees(found.contribution, FROZEN[name]["adds"])


@pytest.mark.parametrize("name", FROZEN)
def test_rows_tell_the_same_as_sums(name: str) -> None:
    group = np.array(FROZEN[name]["group"], dtype=int)
    rows = survey_estimate(by_group(_yes(name), group, count=4), design(name))
    told = cube(name)
    sums = estimate(told, YES, told.parts([[each] for each in range(4)]))
    assert rows.values == pytest.approx(sums.value, **CLOSE)
    assert rows.errors == pytest.approx(np.sqrt(sums.variance), **CLOSE)
    assert rows.degrees.tolist() == sums.degrees.tolist()


def test_raked_weights_are_told_from_rows_as_in_r_and_refused_by_the_cube() -> None:
    case = FROZEN["strata"]
    group, half = np.array(case["group"], dtype=int), np.array(case["month"], dtype=int) % 2
    margins = np.column_stack((group[:, None] == np.arange(4), half)).astype(float)
    before, after = (np.array(case[name]) for name in ("weight", "raked_weight"))
    raked = replace(design("strata"), weights=after, calibrations=(Calibration(margins, before, after),))
    for name, inside in (("raked", None), ("raked_1", group == 1)):
        found = survey_estimate(_yes("strata", inside), raked)
        assert found.values[0] == pytest.approx(case[name]["value"], **CLOSE)
        assert found.errors[0] == pytest.approx(case[name]["error"], **CLOSE)
    with pytest.raises(ValueError, match="fitted to totals"):
        make_cube(Answers({"q": (np.array(case["code"], dtype=int), 6)}, {}), design=raked)


def _yes(name: str, inside: np.ndarray | None = None):
    code = np.array(FROZEN[name]["code"], dtype=int)
    return mean_of(np.where(np.isin(code, SCALE), code >= 3, np.nan), inside=inside)


def _agrees(found, expected: dict) -> None:
    assert found.difference[0] == pytest.approx(expected["value"], **CLOSE)
    assert np.sqrt(found.variance[0]) == pytest.approx(expected["error"], **CLOSE)
    assert found.degrees[0] == expected["degrees"]
    assert (found.lower[0], found.upper[0]) == pytest.approx((expected["lower"], expected["upper"]), **CLOSE)
