"""Kept cubes give the findings of cubes counted anew, and read no more months than have changed."""

from __future__ import annotations

import dataclasses
import datetime as dt

import narwhals as nw
import pytest

from peelian.measures import cube_store
from peelian.measures.cube_key import cube_key
from peelian.measures.cube_store import CubeStore
from peelian.measures.measure import Measure
from peelian.reference.period import add_months
from tests.unit.measures.cube_world import DEFINITIONS, FIRST, PLAIN, LoadedAtRandom, described


@pytest.fixture
def scanned(monkeypatch) -> list[set[dt.date]]:
    """The months of the rows given to each counting of a cube, in order."""
    months: list[set[dt.date]] = []
    count = cube_store.make_cube

    def watched(rows, *given, **more):
        found = nw.from_native(rows).lazy().select("month").collect().to_arrow()
        months.append({month for month in found["month"].to_pylist() if month is not None})
        return count(rows, *given, **more)

    monkeypatch.setattr(cube_store, "make_cube", watched)
    return months


def span(first: int, count: int) -> tuple[dt.date, ...]:
    return tuple(add_months(FIRST, first + step) for step in range(count))


@pytest.mark.parametrize("seed", range(12))
def test_any_history_gives_the_findings_of_a_full_rebuild(tmp_path, seed):
    world = LoadedAtRandom(seed)
    definition = DEFINITIONS[0]
    for _ in range(7):
        change = world.chance.random()
        if change < 0.65 or not world.vintages:
            world.load()
        elif change < 0.75:
            world.vintages.pop(world.chance.randrange(len(world.vintages)))
        if change > 0.5:
            definition = world.chance.choice(DEFINITIONS)
        store = CubeStore(tmp_path / "cubes")
        kept = world.findings(definition, kept=store)
        assert kept.to_pylist() == world.findings(definition, kept=None).to_pylist()
        if world.chance.random() < 0.3:
            store.prune()


def test_new_month_is_the_only_one_scanned(tmp_path, scanned):
    world = LoadedAtRandom(1)
    world.add(span(0, 14), ["whole", "part"])
    world.findings({}, kept=CubeStore(tmp_path))
    world.add(span(14, 1), ["whole", "part"])
    world.findings({}, kept=CubeStore(tmp_path))
    world.findings({}, kept=CubeStore(tmp_path))
    assert scanned == [set(span(0, 14)), set(span(14, 1))]


def test_revised_month_is_counted_again(tmp_path, scanned):
    world = LoadedAtRandom(2)
    world.add(span(0, 14), ["whole", "part"])
    world.findings({}, kept=CubeStore(tmp_path))
    world.add(span(12, 2), ["part"])
    revised = world.findings({}, kept=CubeStore(tmp_path))
    assert scanned[1:] == [set(span(12, 2))]
    assert revised.to_pylist() == world.findings({}, kept=None).to_pylist()


@pytest.mark.parametrize("definition", DEFINITIONS[1:])
def test_changed_definition_counts_everything_anew(tmp_path, scanned, definition):
    world = LoadedAtRandom(3)
    world.add(span(0, 14), ["whole", "part"])
    world.findings({}, kept=CubeStore(tmp_path))
    found = world.findings(definition, kept=CubeStore(tmp_path))
    assert len(scanned) == 2
    assert found.to_pylist() == world.findings(definition, kept=None).to_pylist()


def test_changed_way_of_reading_a_file_counts_its_months_anew(tmp_path, scanned):
    world = LoadedAtRandom(4)
    world.add(span(0, 3), ["whole"])
    world.add(span(3, 3), ["whole"])
    world.findings({}, kept=CubeStore(tmp_path))
    world.vintages[0] = dataclasses.replace(world.vintages[0], reading="another crosswalk")
    world.findings({}, kept=CubeStore(tmp_path))
    assert scanned[1:] == [set(span(0, 3))]


def test_titles_and_caveats_keep_a_cube_and_what_counts_changes_its_key():
    def key(source=None, force="F1", **changed):
        return cube_key(Measure.model_validate(PLAIN | changed), source or described(), force=force)

    one = key()
    assert key(title="Another", unit="things", direction="lower is better") == one
    assert key(described(title="Other", caveats=[{"id": "c", "says": "-", "scope": {}}])) == one
    fields = described().model_dump()["fields"]
    other = described(fields=fields | {"hurt": {"type": "flag", "missing": {"": "not recorded"}}})
    assert key(other) == one
    assert key(other, groups=["hurt"]) != key(groups=["hurt"])
    assert len({one, key(force="F2"), *(key(**given) for given in DEFINITIONS[1:])}) == len(DEFINITIONS) + 1
    assert key(described(areas={"force": {}, "borough": {"code": "kind"}})) != one


def test_prune_removes_what_nobody_asked_for(tmp_path):
    world = LoadedAtRandom(5)
    world.add(span(0, 3), ["whole"])
    world.findings({}, kept=CubeStore(tmp_path))
    before = {path.name for path in tmp_path.iterdir()}
    store = CubeStore(tmp_path)
    world.findings({"sum": "offences"}, kept=store)
    store.prune()
    after = {path.name for path in tmp_path.iterdir()}
    assert len(before) == len(after) == 3
    assert len(before & after) == 2
    CubeStore(tmp_path / "absent").prune()
