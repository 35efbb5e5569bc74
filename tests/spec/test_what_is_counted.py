"""What a measure counts: one small table, one answer, on every engine."""

from __future__ import annotations

import pytest

from tests.spec.small_world import World, months, rows_of

TABLE = rows_of(
    {"month": "2024-01", "domestic": True, "age": 10},
    {"month": "2024-01", "domestic": False, "age": 25, "offence": "arson"},
    {"month": "2024-01", "age": 24, "offences": 5},
    {"month": "2024-01", "domestic__missing": "refused", "offences": 7},
    {"month": "2024-02", "borough": "B2", "domestic": True, "age": 40, "offences": 0},
    {"month": "2024-02", "borough": None, "domestic": True, "age": 41},
)
COVERED = months("2024-01", 2)


def counts(found: list[dict], *, of_groups: bool = False) -> dict:
    return {
        (each["area_code"], each["period_from"].month, *([each["group"]] if of_groups else [])): each["value"]
        for each in found
        if each["period_kind"] == "month" and (of_groups or each["group"] is None)
    }


CASES = {
    "every row": ({}, {("B1", 1): 4, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 1}),
    "sum of a field": ({"sum": "offences"}, {("B1", 1): 14, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 0}),
    "is": (
        {"where": [{"field": "domestic", "is": "yes"}]},
        {("B1", 1): 1, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 1},
    ),
    "is not keeps the missing": (
        {"where": [{"field": "domestic", "is not": "yes"}]},
        {("B1", 1): 3, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 0},
    ),
    "is a kind of missing": (
        {"where": [{"field": "domestic", "is": "refused"}]},
        {("B1", 1): 1, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 0},
    ),
    "is any of": (
        {"where": [{"field": "domestic", "is any of": ["no", "not recorded"]}]},
        {("B1", 1): 2, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 0},
    ),
    "is none of": (
        {"where": [{"field": "domestic", "is none of": ["no", "not recorded"]}]},
        {("B1", 1): 2, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 1},
    ),
    "below leaves the missing out": (
        {"where": [{"field": "age", "below": 25}]},
        {("B1", 1): 2, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 0},
    ),
    "at least includes its bound": (
        {"where": [{"field": "age", "at least": 25, "below": 41}]},
        {("B1", 1): 1, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 1},
    ),
    "two conditions both hold": (
        {"where": [{"field": "domestic", "is": "no"}, {"field": "offence", "is": "theft"}]},
        {("B1", 1): 0, ("B1", 2): 0, ("B2", 1): 0, ("B2", 2): 0},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_counts_by_borough(world: World, case: str) -> None:
    measure, expected = CASES[case]
    assert counts(world.find(TABLE, [world.vintage("v1", COVERED)], **measure)) == expected


def test_force_counts_rows_without_a_borough(world: World) -> None:
    found = world.find(TABLE, [world.vintage("v1", COVERED)], areas=["force"])
    assert counts(found) == {("F1", 1): 4, ("F1", 2): 2}


def test_ways_of_being_missing_stay_apart(world: World) -> None:
    found = world.find(TABLE, [world.vintage("v1", COVERED)], areas=["force"], groups=["domestic"])
    january = {key[2]: value for key, value in counts(found, of_groups=True).items() if key[1] == 1}
    assert january == {
        None: 4,
        "domestic=yes": 1,
        "domestic=no": 1,
        "domestic=not recorded": 1,
        "domestic=refused": 1,
    }


def test_family_makes_a_measure_of_each_code(world: World) -> None:
    found = world.find(
        TABLE, [world.vintage("v1", COVERED)], areas=["force"], measure="kind_{code}", title="All {label}",
        for_each="offence",
    )  # fmt: skip
    january = {
        (each["measure"], each["title"]): each["value"] for each in found if each["period_from"].month == 1
    }
    assert january == {("kind_theft", "All theft"): 3, ("kind_arson", "All arson"): 1}


def test_dates_are_inclusive(world: World) -> None:
    window = [{"field": "month", "from": COVERED[1], "to": COVERED[1]}]
    found = world.find(TABLE, [world.vintage("v1", COVERED)], areas=["force"], where=window)
    assert counts(found) == {("F1", 1): 0, ("F1", 2): 2}


def test_counts_are_whole_numbers_of_one_type(world: World) -> None:
    table = world.table(TABLE, [world.vintage("v1", COVERED)], sum="offences")
    assert str(table.schema.field("base").type) == "int64"
    assert str(table.schema.field("value").type) == "double"
