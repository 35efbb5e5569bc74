"""Sources counted by several processes: the same findings and cubes, engines opened where they are used."""

from __future__ import annotations

import os
from contextlib import contextmanager

import duckdb
import pyarrow as pa
import pytest

from peelian.catalogue.catalogue import Catalogue
from peelian.errors import NotFound
from peelian.hands.crew import can_share
from peelian.measures.beside import Beside
from peelian.measures.cube_store import CubeStore
from peelian.measures.findings import make_findings
from peelian.measures.measure import Measure
from tests.unit.measures.cube_world import AREAS, PLAIN, LoadedAtRandom, described

NAMES = ("small", "middling", "large")
MEASURES = [
    PLAIN | {"measure": f"{name}_{kind}", "source": name, "where": [{"field": "kind", "is": kind}]}
    for name in NAMES
    for kind in ("theft", "arson")
]

pytestmark = pytest.mark.skipif(not can_share(), reason="processes cannot share memory on this system")


def counted(processes, store=None, spoilt=None, around=None, beside=None):
    loads = {}
    for seed, name in enumerate(NAMES):
        loads[name] = LoadedAtRandom(seed)
        for _ in range(4):
            loads[name].load()

    @contextmanager
    def rows(name):
        if name == spoilt:
            raise NotFound(name, found="nothing", accepted="rows", next_step="load it again")
        # Like the rows of an engine, they are opened here: threads of a parent's engine are not in a child.
        with duckdb.connect() as connection:
            yield connection.from_arrow(loads[name].current())

    return make_findings(
        [Measure.model_validate(each) for each in MEASURES],
        catalogue=Catalogue(sources={name: described(source=name) for name in NAMES}),
        rows=rows,
        vintages={name: load.vintages for name, load in loads.items()},
        areas=AREAS,
        populations={},
        automatic={},
        code_version="0",
        kept=store,
        processes=processes,
        **({"around": around} if around else {}),
        **({"beside": beside} if beside else {}),
    )


def written(table):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return sink.getvalue().to_pybytes()


@pytest.mark.parametrize("processes", [2, 3, 9])
def test_any_number_of_processes_finds_the_same(processes):
    one = counted(1)
    assert len(one) > 100 and set(one["measure"].to_pylist()) == {each["measure"] for each in MEASURES}
    assert written(counted(processes)) == written(one)


def test_cubes_are_kept_wherever_they_were_counted(tmp_path):
    store = CubeStore(tmp_path / "cubes")
    (tmp_path / "cubes" / "of nobody").mkdir(parents=True)
    first = counted(2, store)
    made = {path.name for path in (tmp_path / "cubes").iterdir()} - {"of nobody"}
    assert made and store.asked == made
    store.prune()
    assert {path.name for path in (tmp_path / "cubes").iterdir()} == made
    again = counted(1, CubeStore(tmp_path / "cubes"))
    assert written(again) == written(first)


def test_what_reads_rows_is_opened_in_the_process_that_counts(tmp_path):
    @contextmanager
    def around():
        (tmp_path / str(os.getpid())).touch()
        yield

    counted(2, around=around)
    opened = {int(path.name) for path in tmp_path.iterdir()}
    assert len(opened) == 2 and os.getpid() not in opened


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_of_a_source_is_told_with_its_parts(processes):
    with pytest.raises(NotFound) as raised:
        counted(processes, spoilt="middling")
    assert (raised.value.thing, raised.value.next_step) == ("middling", "load it again")


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_other_work_is_done_beside_and_told_in_its_order(processes, tmp_path):
    @contextmanager
    def around():
        (tmp_path / str(os.getpid())).touch()
        yield

    def piece(number):
        return lambda: (number, (tmp_path / str(os.getpid())).exists())

    told = []
    found = counted(
        processes, around=around, beside=Beside([piece(number) for number in range(5)], told.append)
    )
    assert told == [(number, True) for number in range(5)]
    assert written(found) == written(counted(1))


def test_other_work_that_fails_is_told_and_nothing_is_found():
    def fail():
        raise NotFound("a survey", found="nothing", accepted="answers", next_step="load it")

    with pytest.raises(NotFound, match="a survey"):
        counted(2, beside=Beside([fail]))
