"""What sources say of areas: at their level, from smaller areas, over a change of edition; on every "
"engine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.errors import DefinitionError
from peelian.measures.places.area_numbers import AreaNumbers, gather_places
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.variable import AreaTable
from peelian.measures.residents import Population
from peelian.reference.area import Area
from tests.spec.small_world import World

PLAIN = {
    "title": "Small", "about": "A few rows.", "row": "one", "counts": "values", "owner": "Nobody",
    "refresh": "never", "access": "open", "ask": "Nobody", "example": {"question": "How many?"},
}  # fmt: skip
CODE = {"type": "code"}
SCORES = Source.model_validate(
    PLAIN
    | {
        "source": "scores",
        "areas": {level: {"rows": {"level": level}, "code": "area"} for level in ("ward", "lsoa")},
        "fields": {
            "area": CODE, "level": CODE, "kind": CODE, "value": {"type": "number"},
            "people": {"type": "integer"},
        },
        "caveats": [
            {"id": "old", "says": "It is old.", "effect": "imprecise", "severity": "note"},
            {
                "id": "of-jobs", "says": "Jobs only.", "effect": "imprecise", "severity": "note",
                "scope": {"values": {"kind": ["jobs"]}, "fields": ["kind"]},
            },
        ],
    }
)  # fmt: skip
LOOKUP = Source.model_validate(
    PLAIN
    | {
        "source": "area_lookup",
        "fields": dict.fromkeys(
            [f"{end}{part}" for end in ("child", "parent") for part in ("", "_level", "_edition")], CODE
        )
        | {"fit": CODE, "change": CODE},
        "caveats": [
            {"id": "best-fit", "says": "It is a best fit.", "effect": "imprecise", "severity": "warn"},
        ],
    }
)  # fmt: skip
WARDS = [("A1", "W1"), ("A2", "W1"), ("A3", "W2"), ("A4", "W2")]
AREAS = {code: Area(code, level, code) for code, level in (("F1", "force"), ("W1", "ward"), ("W2", "ward"))}


def asked(**told: object) -> PlaceIndex:
    given = {"source": "scores", "field": "value", "where": [{"field": "kind", "is": "pay"}]} | told
    second = {"variable": "b", "title": "B", "from": [given]}
    return PlaceIndex.model_validate(
        {"index": "i", "title": "I", "to": "2020-01-31", "variables": [second | {"variable": "a"}, second]}
    )


def score(area: str, value: float | None, level: str = "lsoa", kind: str = "pay", people: int = 0) -> dict:
    return {"area": area, "value": value, "level": level, "kind": kind, "people": people}


def pair(child: str, parent: str, level: str = "ward", edition: str = "2021") -> dict:
    return {
        "child": child, "child_level": "lsoa", "child_edition": edition, "parent": parent,
        "parent_level": level, "parent_edition": "2024", "fit": "best", "change": None,
    }  # fmt: skip


class Told:
    """Reads a few rows of scores and of the lookup on one engine."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.pairs = [pair(child, parent) for child, parent in WARDS]
        self.people = {("lsoa", f"A{n}"): Population(100 * n, 2021, (), ()) for n in range(1, 5)}

    def became(self, *changes: tuple[str, str]) -> None:
        self.pairs += [pair(old, new, "lsoa", "2011") for old, new in changes]

    def read(self, scores: list[dict], index: PlaceIndex | None = None) -> dict[tuple, AreaNumbers]:
        tables = {
            "scores": pa.Table.from_pylist(scores) if scores else None,
            "area_lookup": pa.Table.from_pylist(self.pairs) if self.pairs else None,
        }

        @contextmanager
        def rows(name: str) -> Iterator[Any]:
            if tables[name] is None:
                yield None
                return
            with self.world.engine(tables[name]) as opened:
                yield opened

        found = gather_places(
            Comparisons(indices=(index or asked(),)),
            rows,
            catalogue=Catalogue(sources={"scores": SCORES, "area_lookup": LOOKUP}),
            vintages={},
            areas=AREAS,
            residents=self.people,
        )
        return {(table.field, added): numbers for (table, _, added), numbers in found.tables.items()}


@pytest.fixture
def told(world: World) -> Told:
    return Told(world)


def test_numbers_at_the_level_are_taken_as_they_are(told: Told) -> None:
    found = told.read([score("W1", 5.0, "ward"), score("A1", 99.0), score("W2", None, "ward")])
    assert found["value", False].value == {"W1": 5.0}
    assert "area_lookup.best-fit" not in found["value", False].caveats


def test_levels_of_small_areas_are_averaged_over_who_lives_there(told: Told) -> None:
    found = told.read([score(f"A{n}", float(n)) for n in range(1, 5)])
    assert found["value", False].value == {"W1": pytest.approx(5 / 3), "W2": pytest.approx(25 / 7)}
    assert set(found["value", False].caveats) == {"scores.old", "area_lookup.best-fit"}


def test_counts_of_small_areas_are_added_up(told: Told) -> None:
    index = asked(field="people", per="residents")
    found = told.read([score(f"A{n}", 0.0, people=n) for n in range(1, 5)], index)
    assert found["people", True].value == {"W1": 3.0, "W2": 7.0}


def test_an_area_one_of_whose_parts_is_not_known_is_left_out(told: Told) -> None:
    found = told.read([score("A1", 1.0), score("A3", 1.0), score("A4", 1.0)])
    assert found["value", False].value == {"W2": 1.0}


def test_without_residents_levels_are_not_averaged(told: Told) -> None:
    told.people = {}
    assert told.read([score(f"A{n}", float(n)) for n in range(1, 5)]) == {}


def test_small_areas_of_an_earlier_edition_are_followed(told: Told) -> None:
    # A1 and A2 came of the split of OLD; A3 of the merger of O3 and O4; A4 kept its code
    told.became(("OLD", "A1"), ("OLD", "A2"), ("O3", "A3"), ("O4", "A3"), ("A4", "A4"))
    found = told.read([score("OLD", 8.0), score("O3", 1.0), score("O4", 3.0), score("A4", 4.0)])
    assert found["value", False].value == {"W1": 8.0, "W2": pytest.approx((2 * 300 + 4 * 400) / 700)}


def test_a_count_that_was_split_cannot_be_shared_out(told: Told) -> None:
    told.became(("OLD", "A1"), ("OLD", "A2"), ("O3", "A3"), ("O4", "A3"))
    rows = [score(code, 0.0, people=5) for code in ("OLD", "O3", "O4", "A4")]
    assert told.read(rows, asked(field="people", per="residents"))["people", True].value == {"W2": 15.0}


def test_conditions_hold_and_other_kinds_do_not_count(told: Told) -> None:
    found = told.read([score("W1", 5.0, "ward"), score("W1", 7.0, "ward", "jobs")])
    assert found["value", False].value == {"W1": 5.0}
    assert "scores.of-jobs" not in found["value", False].caveats
    jobs = asked(where=[{"field": "kind", "is": "jobs"}])
    assert "scores.of-jobs" in told.read([score("W1", 7.0, "ward", "jobs")], jobs)["value", False].caveats


def test_several_numbers_of_one_area_are_refused_where_they_are_no_counts(told: Told) -> None:
    rows = [score("W1", 5.0, "ward"), score("W1", 7.0, "ward", "jobs")]
    either = [{"field": "kind", "is any of": ["pay", "jobs"]}]
    with pytest.raises(DefinitionError, match="several numbers for the area W1"):
        told.read(rows, asked(where=either))
    counted = asked(where=either, field="people", per="residents")
    rows = [score("W1", 0.0, "ward", people=2), score("W1", 0.0, "ward", "jobs", people=3)]
    assert told.read(rows, counted)["people", True].value == {"W1": 5.0}


def test_what_is_not_loaded_says_nothing(told: Told) -> None:
    assert told.read([]) == {}


def test_without_a_lookup_small_areas_say_nothing_of_larger_ones(told: Told) -> None:
    told.pairs = []
    assert told.read([score("A1", 1.0), score("A2", 1.0)]) == {}


def test_only_the_newest_year_of_a_dated_source_is_read(told: Told) -> None:
    dated = SCORES.model_copy(update={"period": "people"})
    table = AreaTable.model_validate({"source": "scores", "field": "value"})

    @contextmanager
    def rows(name: str) -> Iterator[Any]:
        if name != "scores":
            yield None
            return
        made = pa.Table.from_pylist(
            [score("W1", 5.0, "ward", people=2011), score("W1", 7.0, "ward", people=2021)]
        )
        with told.world.engine(made) as opened:
            yield opened

    found = gather_places(
        Comparisons(indices=(asked(where=[]),)),
        rows,
        catalogue=Catalogue(sources={"scores": dated}),
        vintages={},
        areas=AREAS,
        residents={},
    )
    assert found.tables[table, "ward", False].value == {"W1": 7.0}
