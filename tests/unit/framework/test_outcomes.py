"""A choice fell or rose by its figures; what cannot be compared or seen is neither."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from peelian.findings.lay_flat import lay_flat
from peelian.framework.outcomes import Told
from peelian.framework.plan import Choice
from tests.unit.framework.small_plan import DAY, EAST, NORTH, month, read, year


def outcome(tmp_path, *findings, measure="burglary"):
    plan = read(tmp_path)
    told = Told.gather(lay_flat(findings), plan)
    choice = next(each for each in plan.choices if each.measure == measure)
    return told.outcomes([choice], DAY)[0]


@pytest.mark.parametrize(
    ("value", "previous", "more", "course", "judgement"),
    [
        (90, 100, {}, "fell", "no clear change"),
        (50, 100, {"ends": (-0.6, -0.4)}, "fell", "fall"),
        (110, 100, {}, "rose", "no clear change"),
        (200, 100, {"ends": (0.4, 1.6)}, "rose", "rise"),
        (100, 100, {}, "unchanged", "no clear change"),
        (0, 0, {}, "unchanged", "no clear change"),
        (90, 100, {"state": "not comparable"}, "not comparable", "not comparable"),
        (None, None, {"state": "suppressed"}, "suppressed", None),
        (None, None, {"state": "not measured"}, "not measured", None),
        (90, None, {}, "not measured", None),
    ],
)
def test_course_goes_by_figures_and_judgement_by_interval(tmp_path, value, previous, more, course, judgement):
    found = outcome(tmp_path, year("burglary", NORTH, value, previous, **more))
    assert (found.course, found.judgement) == (course, judgement)


def test_no_finding_is_not_measured_and_says_why(tmp_path):
    found = outcome(tmp_path, year("burglary", EAST, 90, 100))
    assert found.course == "not measured"
    assert found.reason == "There is no finding of it for these twelve months."


def test_reason_of_the_plan_comes_first(tmp_path):
    plan = read(tmp_path)
    choice = replace(plan.choices[0], not_measured="Nothing of it is loaded.")
    (found,) = Told.gather(lay_flat([]), plan).outcomes([choice], DAY)
    assert (found.course, found.reason) == ("not measured", "Nothing of it is loaded.")


def test_what_lies_behind_comes_along(tmp_path):
    found = outcome(tmp_path, year("burglary", NORTH, 90, 100, breaks=("counts.split",), synthetic=True))
    assert found.caveats == ("counts.burglary",)
    assert (found.breaks, found.vintages, found.synthetic) == (("counts.split",), ("v-burglary",), True)


def test_groups_rates_and_other_places_are_passed_over(tmp_path):
    others = [
        year("burglary", NORTH, 1, 2, group="sex=female"),
        year("burglary", NORTH, 1.5, 2.5, kind="rate", numerator=3, denominator=2000),
        year("all_crime", NORTH, 1, 2),
    ]
    told = Told.gather(lay_flat(others), read(tmp_path))
    assert (dict(told.rows), told.months) == ({}, ())


def test_months_end_where_every_source_has_come(tmp_path):
    later = dt.date(2025, 4, 30)
    findings = [
        year("burglary", NORTH, 90, 100),
        year("robbery", NORTH, 90, 100),
        year("robbery", NORTH, 80, 100, day=later),
    ]
    assert Told.gather(lay_flat(findings), read(tmp_path)).months == (DAY,)


def test_months_before_the_plan_are_left_out(tmp_path):
    findings = [year("burglary", NORTH, 90, 100, day=dt.date(2020, 3, 31)), year("burglary", NORTH, 90, 100)]
    assert Told.gather(lay_flat(findings), read(tmp_path)).months == (DAY,)


def test_one_month_alone_is_still_a_month_to_tell_of(tmp_path):
    told = Told.gather(lay_flat([month("burglary", NORTH, 9, dt.date(2025, 3, 1))]), read(tmp_path))
    assert told.months == (DAY,)


def test_choice_shape_is_kept(tmp_path):
    found = outcome(tmp_path, year("robbery", NORTH, 90, 100), measure="robbery")
    assert isinstance(found.choice, Choice)
    assert (found.value, found.previous, found.change) == (90, 100, pytest.approx(-0.1))
