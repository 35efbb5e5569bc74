"""What is written becomes a plan, and what is wrong is named with file, line and the nearest right thing."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.errors import DefinitionError
from peelian.framework.read_plans import plan_for
from tests.unit.framework.small_plan import PLAN, around, read, read_all


def refused(tmp_path, old, new, **more):
    assert old in PLAN
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, PLAN.replace(old, new), **more)
    problem = caught.value
    assert problem.thing.startswith("small.yaml, line "), problem.thing
    assert problem.found
    assert problem.accepted
    assert problem.next_step
    return problem


def line(problem):
    return int(problem.thing.split("line ")[1].split(":")[0])


def line_of(text):
    return next(number for number, row in enumerate(PLAN.splitlines(), start=1) if text in row)


def test_plan_is_read_whole(tmp_path):
    plan = read(tmp_path)
    assert (plan.id, plan.start, plan.end) == ("small", dt.date(2020, 4, 1), dt.date(2026, 3, 31))
    ((pillar, first), (_, local)) = plan.priorities()
    assert (pillar.title, first.title) == ("Safety", "Robbery first")
    assert local.chosen_by_areas
    assert not first.chosen_by_areas
    assert [each.title for each in plan.menu] == ["Burglary", "Robbery", "Broken things"]
    assert plan.directions == {"robbery": "ambiguous"}
    assert plan.targets == ()


def test_measure_that_is_not_loaded_is_not_measured(tmp_path):
    ((_, first), _) = read(tmp_path).priorities()
    seen, hidden, nowhere = first.watch
    assert seen.is_measured
    assert (hidden.measure, hidden.is_measured) == ("hidden", False)
    assert "Locked" in hidden.not_measured
    assert (nowhere.measure, nowhere.not_measured) == (None, "Nobody is linked.")
    assert first.measures() == ("robbery",)


def test_every_priority_has_all_five_lenses(tmp_path):
    for _, priority in read(tmp_path).priorities():
        names = [lens.name for lens in priority.lenses]
        assert names == ["harm", "repeat victims", "inequality", "voices", "public"]
        for lens in priority.lenses:
            assert lens.watched.is_measured or lens.watched.not_measured
    ((_, first), _) = read(tmp_path).priorities()
    assert first.lenses[0].watched.measure == "robbery"
    assert first.lenses[2].watched.not_measured == "The plan names no measure for it."


def test_area_is_known_by_code_or_name(tmp_path):
    choices = read(tmp_path).choices
    assert [(c.area, c.area_name, c.measure) for c in choices] == [
        ("A1", "Northbeck", "burglary"),
        ("A1", "Northbeck", "robbery"),
        ("A2", "Easthaven", "damage"),
    ]
    assert (choices[2].title, choices[2].why, choices[2].source) == ("Broken things", "asked for", "minutes")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("- robbery\n", "- robery\n", "robbery"),
        ("harm: robbery", "harm: robbrey", "robbery"),
        ("menu: [burglary", "menu: [burglery", "burglary"),
        ("measures: [burglary,", "measures: [burglry,", "burglary"),
        ("total: all_crime", "total: al_crime", "all_crime"),
        ("{robbery: ambiguous}", "{robbry: ambiguous}", "robbery"),
        ("area: Northbeck", "area: Northbek", "Northbeck"),
        ("kind: mandatory high harm", "kind: mandatory high arm", "mandatory high harm"),
    ],
)
def test_unknown_name_gets_the_nearest(tmp_path, old, new, said):
    problem = refused(tmp_path, old, new)
    assert line(problem) == line_of(old.strip())
    assert said in problem.accepted
    assert f"'{said}'" in problem.next_step


def test_unknown_name_far_from_all_lists_some(tmp_path):
    problem = refused(tmp_path, "area: Northbeck", "area: Qqqq")
    assert "Easthaven" in problem.accepted


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("from: 2020-04-01\nto: 2026", "from: 2026-04-01\nto: 2026", "before the first day"),
        ("from: 2021-04-01, to: 2022-03-31", "from: 2022-04-01, to: 2022-03-31", "before the first day"),
        ("from: 2021-04-01, to", "from: 2019-04-01, to", "outside the plan"),
        ("to: 2022-03-31, why", "to: 2027-03-31, why", "outside the plan"),
        ("priority: local", "priority: robbery-first", "a second time"),
        ("[burglary, robbery], from", "[burglary, burglary], from", "burglary"),
        ("menu: [burglary, robbery", "menu: [burglary, burglary", "a second time"),
        (
            "{called: Repeat victims, not measured: Nobody is linked.}",
            "{not measured: No.}",
            "without a name",
        ),
        ("lenses:", "lences:", "lences"),
        ("{measure: hidden, called: Seen by nobody}", "{called: Seen by nobody}", "Seen by nobody"),
    ],
)
def test_what_cannot_stand_is_refused(tmp_path, old, new, said):
    assert said in refused(tmp_path, old, new).found


def test_overlapping_choices_name_both_places(tmp_path):
    more = "  - {area: A1, measures: [damage, robbery], from: 2026-03-31, to: 2026-03-31}\n"
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, PLAN + more)
    first = line_of("measures: [burglary, robbery], from")
    assert f"in line {first}" in caught.value.found
    assert line(caught.value) == len(PLAN.splitlines()) + 1
    assert "robbery" in caught.value.found


def test_same_measure_may_be_chosen_again_later(tmp_path):
    more = "  - {area: A2, measures: [damage], from: 2022-04-01, to: 2023-03-31}\n"
    assert len(read(tmp_path, PLAN + more).choices) == 4


def test_any_number_of_measures_may_be_chosen(tmp_path):
    all_four = "measures: [burglary, robbery, damage, all_crime]"
    more = f"  - {{area: Southmoor, {all_four}, from: 2020-04-01, to: 2021-03-31}}\n"
    assert len(read(tmp_path, PLAN + more).choices_on(dt.date(2020, 5, 1), area="A3")) == 4


@pytest.mark.parametrize("risk", ["", ", risk: '  '"])
def test_target_demands_its_risk(tmp_path, risk):
    problem = refused(
        tmp_path, "total: all_crime\n", f"targets:\n  - {{measure: robbery, says: A fifth fewer{risk}}}\n"
    )
    assert "risk" in problem.accepted
    assert line(problem) == 6


def test_target_with_its_risk_stands(tmp_path):
    risk = "Robbery may be written down as theft."
    told = f"targets: [{{measure: robbery, says: A fifth fewer, by: 2024-03-31, risk: {risk}}}]\n"
    (target,) = read(tmp_path, PLAN + told).targets
    assert (target.measure, target.by) == ("robbery", dt.date(2024, 3, 31))
    assert "theft" in target.risk


def test_target_names_the_checks_that_watch_it(tmp_path):
    told = "targets: [{measure: robbery, says: Fewer, risk: Much., watched by: [as_theft]}]\n"
    (target,) = read(tmp_path, PLAN + told, checks=frozenset({"as_theft"})).targets
    assert target.watched_by == ("as_theft",)
    with pytest.raises(DefinitionError, match="no check of this workspace") as caught:
        read(tmp_path, PLAN + told)
    assert line(caught.value) == len(PLAN.splitlines()) + 1


def test_trajectory_of_a_priority_is_of_what_it_watches(tmp_path):
    wanted = "kind: mandatory high harm\n        trajectory: {from: 2024-04-01, months: 6}"
    plan = read(tmp_path, PLAN.replace("kind: mandatory high harm", wanted))
    assert plan.trajectories() == {"robbery": (dt.date(2024, 4, 1), 6)}
    assert read(tmp_path).trajectories() == {}


@pytest.mark.parametrize("wrong", ["{from: 2024-04-02}", "{months: 13}", "{until: 2024-04-01}"])
def test_wrong_trajectory_is_refused(tmp_path, wrong):
    kind = "kind: mandatory high harm"
    refused(tmp_path, kind, f"{kind}\n        trajectory: {wrong}")


def test_empty_plan_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="no pillar and no choice"):
        read(tmp_path, "plan: bare\nfrom: 2020-01-01\nto: 2020-12-31\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "an empty file"),
        ("measure: x\n", "'measure' as the first key"),
        ("- x\n", "first key"),
    ],
)
def test_file_that_is_no_plan_is_refused(tmp_path, text, said):
    with pytest.raises(DefinitionError, match=said) as caught:
        read_all(tmp_path, text)
    assert "plan0.yaml" in caught.value.thing


def test_measure_made_for_the_force_alone_is_not_measured_for_an_area(tmp_path):
    plan = read(tmp_path, PLAN.replace("measures: [damage]", "measures: [stops]"))
    assert plan.choices[2].not_measured == "It is counted for each force only."


def test_areas_are_not_checked_before_any_is_known(tmp_path):
    plan = read(tmp_path, PLAN.replace("Northbeck", "Anywhere"), areas={"F": around().areas["F"]})
    assert plan.choices[0].area == "Anywhere"


def test_name_of_two_areas_asks_for_the_code(tmp_path):
    twin = type(around().areas["A1"])("A9", "borough", "Northbeck", "F")
    with pytest.raises(DefinitionError, match="the name of 2 areas") as caught:
        read(tmp_path, areas={**around().areas, "A9": twin})
    assert caught.value.accepted == "A1, A9"


def test_wider_area_wins_a_shared_name(tmp_path):
    twin = type(around().areas["A1"])("W9", "ward", "Northbeck", "A2")
    assert read(tmp_path, areas={**around().areas, "W9": twin}).choices[0].area == "A1"


def test_plans_follow_each_other_and_one_is_chosen_by_date(tmp_path):
    later = PLAN.replace("plan: small", "plan: later").replace(
        "2020-04-01\nto: 2026-03-31", "2026-04-01\nto: 2030-03-31"
    )
    later = later[: later.index("chosen:")]
    plans = read_all(tmp_path, later, PLAN)
    assert [plan.id for plan in plans] == ["small", "later"]
    days = {
        "2019-12-31": None,
        "2020-04-01": "small",
        "2026-03-31": "small",
        "2026-04-01": "later",
        "2040-01-01": "later",
    }
    for day, wanted in days.items():
        found = plan_for(plans, dt.date.fromisoformat(day))
        assert (found.id if found else None) == wanted, day


def test_two_plans_on_one_day_are_refused(tmp_path):
    with pytest.raises(DefinitionError, match="while 'small'"):
        read_all(tmp_path, PLAN, PLAN.replace("plan: small", "plan: other"))


def test_one_plan_twice_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match="a second time"):
        read_all(tmp_path, PLAN, PLAN)


def test_own_kind_needs_no_edit_of_the_package(tmp_path):
    kinds = "kinds: {our way: {says: As we do it., chosen by areas: true}}\n"
    plan = read(tmp_path, PLAN.replace("kind: area-chosen volume", "kind: our way") + kinds)
    assert plan.kinds["our way"] == "As we do it."
    assert [priority.chosen_by_areas for _, priority in plan.priorities()] == [False, True]
