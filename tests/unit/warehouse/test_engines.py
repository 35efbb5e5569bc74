"""Engines read the same rows; one that is not on the machine is named with what to install."""

from __future__ import annotations

import csv
import os
import subprocess
import sys

import pyarrow as pa
import pytest

from peelian.catalogue.field import Field
from peelian.errors import NotFound
from peelian.findings.store import read_findings
from peelian.warehouse import spark_session as module
from peelian.warehouse.current_parts import current_parts
from peelian.warehouse.engines import duckdb_reader, open_engine
from peelian.warehouse.session import session
from peelian.warehouse.store import Store
from peelian.workspace.workspace import Workspace
from tests.acceptance.six_areas import AREAS, make_anyshire, write_returns


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """An office in a folder whose name means something in patterns, with a file that corrects another."""
    folder = tmp_path_factory.mktemp("eng") / "an office [1] {a,b} 100%"
    made = make_anyshire(folder)
    write_returns(made / "inbox" / "first.csv")
    with (made / "inbox" / "second.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Place", "Crime", "Month", "Number"])
        for name in AREAS.values():
            writer.writerows([name, "Robbery", f"2025-{month:02d}", 100 + month] for month in (9, 10, 11, 12))
    workspace = Workspace.open(made)
    report = workspace.load(made / "inbox" / "first.csv", made / "inbox" / "second.csv")
    assert [line.status for line in report.lines] == ["loaded", "loaded"]
    return workspace


def in_order(table: pa.Table) -> pa.Table:
    table = table.select(sorted(table.column_names))
    return table.sort_by([(name, "ascending") for name in ("_vintage", "_record")])


def test_both_engines_read_the_same_rows(office, spark):
    source = office.catalogue.source("recorded_crime_counts")
    whole, partly = current_parts(office.store, source)
    assert whole.won is None
    assert list(partly.won) == [("borough",)]
    with session(office.store) as connection:
        with duckdb_reader(office.store, connection)(source) as relation:
            expected = in_order(relation.to_arrow_table())
        with (
            open_engine("spark", office.store, connection=connection) as reader,
            reader(source) as frame,
        ):
            found = in_order(frame.toArrow())
    assert len(expected) > 400
    assert found.cast(expected.schema).equals(expected)
    assert [str(kind) for kind in found.schema.types] == [str(kind) for kind in expected.schema.types]


def test_source_without_loads_opens_as_nothing(office, spark):
    source = office.catalogue.source("street_crime")
    with session(office.store) as connection:
        for name in ("duckdb", "spark"):
            with open_engine(name, office.store, connection=connection) as reader, reader(source) as rows:
                assert rows is None


def test_one_line_of_the_settings_changes_the_engine_and_no_finding(office, spark):
    settings = office.folder / "peelian.yaml"
    told = settings.read_text(encoding="utf-8")
    built = {}
    for engine in ("duckdb", "spark"):
        lines = [line for line in told.splitlines() if not line.startswith("engine:")]
        settings.write_text("\n".join([*lines, f"engine: {engine}", ""]), encoding="utf-8")
        workspace = Workspace.open(office.folder)
        assert workspace.settings.engine == engine
        for cube in workspace.store.cubes.glob("*/*"):
            cube.unlink()
        workspace.build()
        built[engine] = read_findings(workspace.store.folder / "findings")
    settings.write_text(told, encoding="utf-8")
    assert len(built["duckdb"]) > 500
    assert built["spark"].equals(built["duckdb"])


@pytest.mark.parametrize(
    ("absent", "found"),
    [("pyspark", "PySpark is not installed"), ("java", "no Java"), ("home", "no Java in JAVA_HOME")],
)
def test_absent_engine_says_what_to_install(tmp_path, monkeypatch, absent, found):
    if absent == "pyspark":
        monkeypatch.setattr(module.importlib.util, "find_spec", lambda _: None)
    else:
        monkeypatch.setattr(module.importlib.util, "find_spec", lambda _: object())
        monkeypatch.setattr(module, "_running", lambda: None)
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.delenv("JAVA_HOME", raising=False)
        if absent == "home":
            monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(NotFound) as told, module.spark_session(Store(tmp_path / "store")):
        pass
    assert told.value.thing == "engine: spark"
    assert found in told.value.found
    assert "pip install peelian[spark]" in told.value.next_step
    assert "engine: duckdb" in told.value.next_step


ALONE = """
import sys
from pathlib import Path
from peelian.warehouse.spark_session import spark_session
from peelian.warehouse.store import Store
with spark_session(Store(Path(sys.argv[1])), cores=1) as spark:
    assert spark.range(3).count() == 3
    assert spark.sparkContext.uiWebUrl is None
    settings = dict(spark.sparkContext.getConf().getAll())
    assert settings["spark.driver.host"] == settings["spark.driver.bindAddress"] == "127.0.0.1"
    assert Path(settings["spark.local.dir"]).parent == (Path(sys.argv[1]) / "spill").resolve()
assert spark.sparkContext._jsc is None
"""


def test_session_of_its_own_is_quiet_and_leaves_nothing(tmp_path, spark):
    made = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", ALONE, str(tmp_path / "store")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"},
    )
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    assert list((tmp_path / "store" / "spill").iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_field_gained_after_loading_reads_as_not_in_the_file_on_both_engines(office, spark):
    source = office.catalogue.source("recorded_crime_counts")
    told = {"type": "text", "label": "New", "about": "New.", "missing": {"": "not recorded"}}
    fields = {**source.fields, "gained": Field.model_validate(told)}
    later = source.model_copy(update={"fields": fields})
    with session(office.store) as connection:
        with duckdb_reader(office.store, connection)(later) as relation:
            expected = in_order(relation.to_arrow_table())
        with open_engine("spark", office.store, connection=connection) as reader, reader(later) as frame:
            found = in_order(frame.toArrow())
    assert set(expected["gained"].to_pylist()) == {None}
    assert set(expected["gained__missing"].to_pylist()) == {"not in this file"}
    assert found.cast(expected.schema).equals(expected)
