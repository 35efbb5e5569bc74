"""Synthetic victims as they are delivered: figures of the deck, rules of logic, weights, planted course."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peelian.statistics.survey.change_point import find_change_point
from peelian.statistics.survey.decomposition import decompose_change
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.elements import count_elements
from peelian.statistics.survey.importance_runs import measure_importance
from peelian.statistics.survey.interaction import measure_interaction
from peelian.synthetic.surveys_served import ELEMENTS
from peelian.synthetic.surveys_strata import balanced_weights
from peelian.synthetic.surveys_victims import write_user_satisfaction
from peelian.synthetic.switches import Switches
from peelian.synthetic.world import World
from tests.unit.synthetic.written import SEEDS, read_text, world_of

SATISFIED = ["completely", "very", "fairly"]
NOTHING = ["DK", "RF", "X"]
ALL = pl.lit(value=True)
FULL = pl.col("elements") >= 6
UNIT = pl.col("Telephone Unit") == "Y"
DETECTED = pl.col("Solved") == "Y"
FIGURES = {
    "overall": ("Overall", ALL, 66),
    "telephone unit": ("Overall", UNIT, 56),
    "others": ("Overall", ~UNIT, 67),
    "felt vulnerable, unit": ("Felt Vulnerable", UNIT, 51),
    "felt vulnerable, others": ("Felt Vulnerable", ~UNIT, 59),
    "identified, unit": ("Vulnerability Identified", UNIT, 62),
    "identified, others": ("Vulnerability Identified", ~UNIT, 75),
    "reassured, unit": ("Reassured", UNIT, 56),
    "reassured, others": ("Reassured", ~UNIT, 69),
    "statement, unit": ("Offered Statement", UNIT, 38),
    "statement, others": ("Offered Statement", ~UNIT, 48),
    "exceeded": ("Overall", pl.col("Expectations") == "exceeded", 98),
    "met": ("Overall", pl.col("Expectations") == "met", 90),
    "below": ("Overall", pl.col("Expectations") == "below", 28),
    "mental health issue": ("Overall", pl.col("Mental Health") == "Y", 60),
    "no mental health issue": ("Overall", pl.col("Mental Health") == "N", 67),
    "repeat": ("Overall", pl.col("Victim Before") == "Y", 58),
    "first time": ("Overall", pl.col("Victim Before") == "N", 68),
    "dealt with": ("Overall", pl.col("Vulnerability Dealt With") == "Y", 84),
    "not dealt with": ("Overall", pl.col("Vulnerability Dealt With") == "N", 35),
    "6-7, detected": ("Overall", FULL & DETECTED, 95),
    "6-7, undetected": ("Overall", FULL & ~DETECTED, 91),
    "6-7, unit": ("Overall", FULL & UNIT, 92),
    "6-7, others": ("Overall", FULL & ~UNIT, 90),
}


def read(world: World, folder: Path) -> pl.DataFrame:
    rows = pl.concat([read_text(path) for path in write_user_satisfaction(world, folder)])
    applies = np.column_stack([rows[name].to_numpy() != "X" for name in ELEMENTS])
    there = np.column_stack([yes(rows, name) for name in ELEMENTS])
    counted = count_elements(there, applies, least_applicable=4)
    month = pl.col("Interview Date").str.slice(0, 7)
    return rows.with_columns(
        pl.col("Weight").cast(pl.Float64),
        month=month,
        year=month.str.slice(0, 4).cast(pl.Int64) - (month.str.slice(5) < "04").cast(pl.Int64),
        elements=pl.Series(counted.scaled).fill_nan(None),
    )


def yes(rows: pl.DataFrame, question: str) -> np.ndarray:
    """Return 1, 0, or not a number where no answer was given."""
    told = rows[question].to_numpy()
    return np.where(np.isin(told, NOTHING), np.nan, np.isin(told, [*SATISFIED, "Y"]))


def share(rows: pl.DataFrame, question: str) -> float:
    told = rows.filter(~pl.col(question).is_in(NOTHING))
    return told.filter(pl.col(question).is_in([*SATISFIED, "Y"]))["Weight"].sum() / told["Weight"].sum()


def strata(rows: pl.DataFrame) -> np.ndarray:
    return np.unique(rows["Stratum"].to_numpy(), return_inverse=True)[1]


@pytest.fixture(scope="module", params=SEEDS)
def world(request: pytest.FixtureRequest) -> World:
    return world_of(request.param)


@pytest.fixture(scope="module")
def every(world: World, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    return read(world, tmp_path_factory.mktemp("uss"))


@pytest.fixture(scope="module")
def victims(every: pl.DataFrame) -> pl.DataFrame:
    return every.filter(year=2018)


def planted(world: World, kind: str, where: str = "") -> float:
    (found,) = (each for each in world.truth.planted if each.kind == kind and each.where.startswith(where))
    return found.number


@pytest.mark.parametrize("name", FIGURES)
def test_figure_of_the_deck_is_its_weighted_share(victims, name: str) -> None:
    question, among, printed = FIGURES[name]
    assert np.floor(100 * share(victims.filter(among), question) + 0.5) == printed


def test_people_of_each_group_are_as_many_as_the_requirements_say(victims) -> None:
    number = {
        "all": victims.height,
        "unit": victims.filter(UNIT).height,
        "full": victims.filter(FULL).height,
        "full, unit": victims.filter(FULL & UNIT).height,
        "full, detected": victims.filter(FULL & DETECTED).height,
        "vulnerable": victims.filter(pl.col("Felt Vulnerable") == "Y").height,
    }
    assert number == {
        "all": 13_000,
        "unit": 1_560,
        "full": 4_550,
        "full, unit": 546,
        "full, detected": 182,
        "vulnerable": 7_546,
    }
    expected = dict(victims.group_by("Expectations").agg(pl.col("Weight").sum()).iter_rows())
    assert {name: round(value / 130) for name, value in expected.items()} == {
        "below": 41, "met": 45, "exceeded": 14
    }  # fmt: skip
    vulnerable = victims.filter(pl.col("Felt Vulnerable") == "Y")
    assert round(100 * share(vulnerable, "Vulnerability Dealt With")) == 55


def test_weights_differ_and_yet_change_none_of_these_shares(victims) -> None:
    assert victims["Weight"].n_unique() == 5
    assert victims["Weight"].sum() == victims.height
    for question, among, _ in FIGURES.values():
        rows = victims.filter(among)
        told = rows.filter(~pl.col(question).is_in(NOTHING))
        assert share(rows, question) == pytest.approx(np.nanmean(yes(told, question)), abs=1e-9)


def test_answers_agree_with_each_other(every) -> None:
    asked = pl.col("Felt Vulnerable") == "Y"
    rows = every.filter(~pl.col("Felt Vulnerable").is_in(NOTHING))
    for question in ("Vulnerability Identified", "Vulnerability Dealt With"):
        assert rows.filter((pl.col(question) == "X") == asked).is_empty()
    dealt_with, identified = (pl.col(f"Vulnerability {name}") for name in ("Dealt With", "Identified"))
    assert rows.filter((dealt_with == "Y") & (identified == "N")).is_empty()
    full = every.filter(FULL)
    lacking = full.filter((pl.col("Reassured") == "N") & (pl.col("Offered Statement") == "N"))
    assert full.height > 15_000
    assert lacking.is_empty()


def test_satisfaction_rises_with_every_element_solved_or_not(victims) -> None:
    for solved in (DETECTED, ~DETECTED):
        by_number = victims.filter(solved, pl.col("elements").is_not_null()).group_by("elements")
        told = sorted((number, share(rows, "Overall"), rows.height) for (number,), rows in by_number)
        assert [number for number, _, _ in told] == list(range(8))
        assert all(one[1] < other[1] for one, other in pairwise(told))
        assert min(people for _, _, people in told) >= 30


def test_an_element_that_does_not_apply_is_not_one_that_was_not_there(victims) -> None:
    marked = victims.filter(pl.any_horizontal(pl.col(name) == "X" for name in ELEMENTS))
    assert marked.height > 1_000
    there = pl.sum_horizontal((pl.col(name) == "Y").cast(pl.Int64) for name in ELEMENTS)
    taken_for_no = victims.filter(there >= 6).height
    assert taken_for_no < 4_550 - 200


def test_not_knowing_occurs_in_every_year(every) -> None:
    for _, rows in every.group_by("year"):
        assert rows["elements"].null_count() > 100
        assert rows.filter(pl.col("Actions") == "DK").height > 100


def test_interviews_of_2018_19_are_all_six_to_twelve_weeks_after_the_report(victims) -> None:
    days = victims["Interview Date"].str.to_date() - victims["Reported Date"].str.to_date()
    assert days.dt.total_days().is_between(42, 84).all()


def test_telephone_and_online_reports_rise(every) -> None:
    rising = [
        (
            rows.filter(pl.col("Reported How").is_in(["telephone", "online"])).height / rows.height,
            rows.filter(UNIT).height / rows.height,
        )
        for _, rows in sorted(every.group_by("year"), key=lambda part: part[0])
    ]
    assert rising[-1][0] - rising[0][0] > 0.15
    assert rising[-1][1] - rising[0][1] > 0.06


def test_planted_change_of_course_is_found(world, every) -> None:
    told = (
        every.filter(~pl.col("Overall").is_in(NOTHING)).sort("month").group_by("month", maintain_order=True)
    )
    months, shares, variances = [], [], []
    for (month,), rows in told:
        value, weight = share(rows, "Overall"), rows["Weight"].to_numpy()
        months.append(month)
        shares.append(value)
        variances.append(value * (1 - value) * (weight**2).sum() / weight.sum() ** 2)
    found = find_change_point(shares, variances)
    assert found is not None
    assert found.p < 0.01
    assert months[found.first] <= "2016-12" <= months[found.last]
    assert 100 * found.after == pytest.approx(planted(world, "change of course"), abs=0.08)


def test_planted_parts_of_the_change_are_recovered(world, every) -> None:
    rows = every.filter(pl.col("year").is_in([2015, 2018]))
    later = rows["year"].to_numpy() == 2018
    ways = np.unique(rows["Reported How"].to_numpy(), return_inverse=True)[1]
    design = design_of(rows["Weight"].to_numpy(), strata=2 * strata(rows) + later)
    parts = decompose_change(yes(rows, "Overall"), later, categories=ways, design=design).whole.values
    for part, value in zip(("mix", "rate", "residual", "change"), parts, strict=True):
        assert 100 * value == pytest.approx(planted(world, "change taken apart", part), abs=0.3)


@pytest.mark.parametrize("others", [["elements"], ["reassured", "taken_seriously"]])
def test_planted_order_of_drivers_is_recovered_in_95_of_100_samples(world, victims, others) -> None:
    names = ["contact", "actions", "follow_up", "treatment", *others]
    order = [each for each in world.truth.planted if each.kind == "driver" and others[0] in each.where]
    columns = np.column_stack(
        [
            victims["elements"].fill_null(np.nan).to_numpy()
            if name == "elements"
            else yes(victims, name.replace("_", " ").title())
            for name in names
        ]
    )
    design = design_of(victims["Weight"].to_numpy(), strata=strata(victims))
    found = measure_importance(columns, yes(victims, "Overall"), design=design, runs=100)
    in_order = [name for _, name in sorted(zip(found.ranks.tolist(), names, strict=True))]
    assert in_order == [each.column for each in sorted(order, key=lambda each: each.number)]
    assert found.same_order >= 0.95


def test_reassurance_matters_more_to_those_who_felt_vulnerable(world, victims) -> None:
    assert planted(world, "interaction") > 5
    design = design_of(victims["Weight"].to_numpy(), strata=strata(victims))
    found = measure_interaction(
        yes(victims, "Overall"),
        yes(victims, "Reassured"),
        second=yes(victims, "Felt Vulnerable"),
        design=design,
    )
    assert found.points.lower[0] > 0
    assert found.log_odds.lower[0] > 0


def test_without_effects_nothing_falls_and_nothing_is_noted(tmp_path: Path) -> None:
    world = world_of(1, switches=Switches(effect=False))
    rows = read(world, tmp_path)
    first, last = (share(rows.filter(year=year), "Overall") for year in (2015, 2018))
    assert abs(first - last) < 0.02
    assert {each.kind for each in world.truth.planted} == {"outside the window"}


def test_people_of_one_profile_weigh_as_many_as_they_are() -> None:
    rng = np.random.default_rng(2)
    profile = rng.integers(0, 90, 1_000)
    crime, weights = balanced_weights(rng, profile)
    assert (np.bincount(profile, weights) == np.bincount(profile)).all()
    assert np.unique(crime).tolist() == [0, 1, 2, 3, 4]
