"""Answers of a survey: counted once for a measure and its gaps; how many go together changes nothing."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.measures import answers as gathering
from peelian.measures import cube_store, survey_told
from peelian.measures.check_survey import complete_gap
from peelian.measures.measure import Measure
from tests.spec.small_world import World, months, on_arrow

MONTHS = months("2023-01", 24)
WHOLE = {"of": "m", "group": "group", "from": "whole"}


@pytest.fixture
def world() -> World:
    made = World(on_arrow)
    made.source |= {
        "fields": {
            "month": {"type": "month"},
            "borough": {"type": "area", "level": "borough"},
            "stratum": {"type": "text"},
            "group": {"type": "code", "values": {"a": "A", "b": "B", "c": "C"}},
            "sex": {"type": "code", "values": {"f": "Women", "m": "Men"}},
            "happy": {"type": "flag", "missing": {"": "does not know"}},
        }
    }
    return made


def rows() -> pa.Table:
    told = [
        {
            "month": MONTHS[i % 24],
            "borough": "B1" if i % 5 < 2 else "B2",
            "stratum": "a" if i % 3 else "b",
            "group": "abc"[i % 7 % 3],
            "sex": "fm"[i * i % 11 % 2],
            "happy": None if i % 13 == 0 else (i * i + i // 24) % 8 < 5,
            "happy__missing": "does not know" if i % 13 == 0 else None,
        }
        for i in range(1500)
    ]
    schema = pa.schema(
        [
            ("month", pa.date32()), ("borough", pa.string()), ("stratum", pa.string()),
            ("group", pa.string()), ("sex", pa.string()), ("happy", pa.bool_()),
            ("happy__missing", pa.string()),
        ]
    )  # fmt: skip
    return pa.Table.from_pylist(told, schema=schema)


def share(**more: Any) -> Measure:
    return Measure.model_validate(
        {
            "measure": "m", "title": "M", "source": "small", "direction": "ambiguous",
            "where": [{"field": "happy", "is": True}], "share of": [], "strata": "stratum",
            "areas": ["force", "borough"], "groups": ["group", "sex"],
        }
        | more
    )  # fmt: skip


def gap(world: World, of: Measure, **more: Any) -> Measure:
    told = {"measure": "g", "title": "G", "direction": "ambiguous", "areas": ["force"], "gap": WHOLE} | more
    catalogue = Catalogue(sources={"small": world.described()}, codes={})
    return complete_gap(Measure.model_validate(told), known={"m": of}, catalogue=catalogue, place="here")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the measures whose answers are counted, in turn; those of one pass in one text."""
    found: list[str] = []
    real = gathering.count_answers

    @functools.wraps(real)
    def count(rows: Any, measures: Sequence[Measure], source: Any, *, force: str) -> tuple[pa.Table, ...]:
        found.append(" ".join(each.measure for each in measures))
        return real(rows, measures, source, force=force)

    monkeypatch.setattr(gathering, "count_answers", count)
    return found


def find(world: World, *measures: Measure) -> list[dict[str, Any]]:
    return world.make(rows(), [world.vintage("v1", MONTHS)], *measures).to_pylist()


def of_the_gap(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    # Whatever is judged together with more comparisons has another q.
    left = ("change_q", "judged_among", "judgement")
    return [
        {name: value for name, value in each.items() if name not in left}
        for each in found
        if each["measure"] == "g"
    ]


@pytest.mark.parametrize("told", [{}, {"gap": {"of": "m", "group": "sex", "between": ["f", "m"]}}])
def test_gap_is_made_from_what_its_measure_has_counted(world: World, counted: list[str], told: Any) -> None:
    alone = find(world, gap(world, share(), **told))
    assert counted == ["g"]
    together = find(world, share(), gap(world, share(), **told))
    assert counted == ["g", "m"]
    assert of_the_gap(together) == of_the_gap(alone) != []


@pytest.mark.parametrize(
    ("other", "told"),
    [({"groups": ["sex"]}, {}), ({"groups at": ["force"]}, {"areas": ["force", "borough"]})],
)
def test_gap_of_groups_that_its_measure_is_not_split_by_is_counted_itself(
    world: World, counted: list[str], other: dict[str, Any], told: dict[str, Any]
) -> None:
    of = share(**other)
    alone = find(world, gap(world, of, **told))
    together = find(world, of, gap(world, of, **told))
    assert counted == ["g", "m", "g"]
    assert of_the_gap(together) == of_the_gap(alone) != []


@pytest.mark.parametrize("cells", [1, 100, 250])
def test_series_reckoned_together_are_those_reckoned_one_by_one(
    world: World, monkeypatch: pytest.MonkeyPatch, cells: int
) -> None:
    areas = {"areas": ["force", "borough"]}
    together = find(world, share(), gap(world, share(), **areas))
    monkeypatch.setattr(survey_told, "_MOST_CELLS", cells)
    assert find(world, share(), gap(world, share(), **areas)) == together
    groups = {each["group"] for each in together if each["measure"] == "m"}
    assert groups == {None, "group=a", "group=b", "group=c", "sex=f", "sex=m"}


def test_questions_asked_of_the_same_people_are_counted_in_one_pass(world: World, counted: list[str]) -> None:
    of = [
        share(measure="m"),
        share(measure="unhappy", where=[{"field": "happy", "is": False}], areas=["force"], groups=["sex"]),
        share(measure="women", **{"share of": [{"field": "sex", "is": "f"}], "groups at": ["force"]}),
        share(measure="clustered", cluster="group", groups=["sex"]),
        share(measure="not_known", where=[{"field": "happy", "is": "does not know"}], groups=[]),
    ]
    together = find(world, *of)
    assert counted == ["m unhappy women not_known", "clustered"]
    counted.clear()
    alone = [each for measure in of for each in find(world, measure)]
    assert counted == ["m", "unhappy", "women", "clustered", "not_known"]
    assert together == alone != []


def test_only_so_many_questions_are_counted_in_one_pass(
    world: World, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cube_store, "_MOST_TOGETHER", 2)
    find(world, *(share(measure=f"m{number}") for number in range(5)))
    assert counted == ["m0 m1", "m2 m3", "m4"]
