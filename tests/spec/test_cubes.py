"""What a cube holds: the same values and the same types, whichever engine counted them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from peelian.catalogue.source import Source
from peelian.measures.cube import CUBE_SCHEMA, PRESENCE_SCHEMA, find_presence, make_cube
from peelian.measures.filters import rows_of_months
from peelian.measures.measure import Measure
from tests.spec.small_world import World, month, rows_of

STOPS = {
    "fields": {
        "at": {"type": "datetime"},
        "borough": {"type": "area", "level": "borough"},
        "searched": {"type": "flag", "missing": {"": "not recorded", "R": "refused"}},
        "minutes": {"type": "number"},
    },
    "period": "at",
}
AT = [
    dt.datetime(2024, 3, 31, 1, 30),  # a time that no clock in London showed
    dt.datetime(2024, 6, 30, 23, 59, 59, 999_999),
    dt.datetime(2024, 7, 1),
    dt.datetime(2024, 7, 1, 0, 30),
    None,
]


def stops() -> pa.Table:
    return pa.table(
        {
            "at": pa.array(AT, pa.timestamp("us")),
            "borough": ["B1", "B1", "B1", None, "B1"],
            "searched": [True, False, None, None, True],
            "searched__missing": [None, None, "refused", None, None],
            "minutes": [1.5, 1.0, 2.25, 0.5, 9.0],
        }
    )


def cube(world: World, rows: pa.Table, **measure: Any) -> pa.Table:
    plain = {"measure": "m", "title": "M", "source": "small", "direction": "ambiguous", "areas": ["borough"]}
    recipe = Measure.model_validate(
        plain | {name.replace("_each", " each"): v for name, v in measure.items()}
    )
    with world.engine(rows) as opened:
        made = make_cube(opened, recipe, world.described(), force="F1")
    assert made.schema.equals(CUBE_SCHEMA)
    return made


def told(made: pa.Table) -> set[tuple[Any, ...]]:
    return {tuple(row.values()) for row in made.to_pylist()}


def test_cube_has_the_same_types_and_values(world: World) -> None:
    rows = rows_of(
        {"month": "2024-01", "domestic": True, "offences": 2**40},
        {"month": "2024-01", "domestic__missing": "refused", "offences": 2**40},
        {"month": "2024-02", "borough": "B2", "offence": "arson", "offences": 0},
    )
    made = cube(
        world, rows, measure="k_{code}", title="{label}", for_each="offence", sum="offences",
        areas=["force", "borough"], groups=["domestic"],
    )  # fmt: skip
    january, february = month("2024-01"), month("2024-02")
    expected = set()
    for level, north, south in (("force", "F1", "F1"), ("borough", "B1", "B2")):
        expected |= {
            ("theft", north, level, None, january, 2**41),
            ("theft", north, level, "domestic=yes", january, 2**40),
            ("theft", north, level, "domestic=refused", january, 2**40),
            ("arson", south, level, None, february, 0),
            ("arson", south, level, "domestic=not recorded", february, 0),
        }
    assert told(made) == expected


def test_nothing_counted_has_the_same_types(world: World) -> None:
    assert len(cube(world, rows_of(), areas=["force", "borough"], groups=["domestic"])) == 0


def test_times_stay_in_their_own_day_and_month(world: World) -> None:
    world.source |= STOPS
    made = cube(world, stops(), areas=["force"], where=[{"field": "at", "from": dt.date(2024, 7, 1)}])
    assert told(made) == {("", "F1", "force", None, month("2024-07"), 2)}
    every = cube(world, stops(), groups=["searched"])
    assert {row[3:] for row in told(every) if row[3]} == {
        ("searched=yes", month("2024-03"), 1),
        ("searched=no", month("2024-06"), 1),
        ("searched=refused", month("2024-07"), 1),
    }


def test_fractions_are_rounded_after_adding_up(world: World) -> None:
    world.source |= STOPS
    made = cube(world, stops(), areas=["force"], sum="minutes")
    assert {(row["month"].month, row["n"]) for row in made.to_pylist()} == {(3, 2), (6, 1), (7, 3)}


def test_presence_has_the_same_types_and_values(world: World) -> None:
    rows = rows_of({"month": "2024-01"}, {"month": "2024-01"}, {"month": "2024-02", "borough": None})
    for level, expected in (
        ("borough", {("B1", month("2024-01"))}),
        ("force", {("F1", month("2024-01")), ("F1", month("2024-02"))}),
    ):
        with world.engine(rows) as opened:
            found = find_presence(opened, world.described(), level=level, when="month", force="F1")
        assert found.schema.equals(PRESENCE_SCHEMA)
        assert told(found) == expected
        assert len(found) == len(expected)


@pytest.mark.parametrize("wanted", [["2024-01"], ["2024-01", "2024-02", "2024-07"], ["2024-06"], ["2023-12"]])
def test_rows_of_some_months_are_those_dated_in_them(world: World, wanted: list[str]) -> None:
    import narwhals as nw

    world.source |= STOPS
    source: Source = world.described()
    chosen = [month(text) for text in wanted]
    with world.engine(stops()) as opened:
        kept = nw.from_native(opened).lazy().filter(rows_of_months(source, chosen)).collect().to_arrow()
    expected = [at for at in AT if at is not None and at.date().replace(day=1) in chosen]
    assert sorted(kept["at"].to_pylist()) == expected
