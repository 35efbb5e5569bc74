"""What a plan says of a day: whether it is in force, which choices count, and what was left."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.unit.framework.small_plan import read


@pytest.mark.parametrize(
    ("day", "standing", "words"),
    [
        ("2020-03-31", "to come", "a plan of 2020 to 2026, not yet in force"),
        ("2020-04-01", "in force", ""),
        ("2026-03-31", "in force", ""),
        ("2026-04-01", "past", "a plan of 2020 to 2026, shown on the newest data"),
    ],
)
def test_standing_is_told_by_date(tmp_path, day, standing, words):
    plan, at = read(tmp_path), dt.date.fromisoformat(day)
    assert (plan.standing(at), plan.standing_words(at)) == (standing, words)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2020-03-31", []),
        ("2020-04-01", ["burglary", "robbery"]),
        ("2021-04-01", ["burglary", "robbery", "damage"]),
        ("2022-03-31", ["burglary", "robbery", "damage"]),
        ("2022-04-01", ["burglary", "robbery"]),
        ("2029-01-01", ["burglary", "robbery"]),
    ],
)
def test_choices_count_while_they_last_and_the_last_ones_after(tmp_path, day, wanted):
    plan = read(tmp_path)
    assert [choice.measure for choice in plan.choices_on(dt.date.fromisoformat(day))] == wanted


def test_what_was_left_is_the_menu_without_the_choice(tmp_path):
    plan, day = read(tmp_path), dt.date(2021, 5, 1)
    assert [each.measure for each in plan.not_chosen_on(day, area="A1")] == ["damage"]
    assert [each.measure for each in plan.not_chosen_on(day, area="A2")] == ["burglary", "robbery"]


def test_what_was_left_is_unknown_where_the_choice_is(tmp_path):
    assert read(tmp_path).not_chosen_on(dt.date(2021, 5, 1), area="A3") == ()


def test_direction_is_the_plans_where_it_has_one(tmp_path):
    plan = read(tmp_path)
    assert plan.direction_of("robbery", own="lower is better") == "ambiguous"
    assert plan.direction_of("burglary", own="lower is better") == "lower is better"
