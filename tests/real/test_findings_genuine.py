"""Findings made from the genuine files equal the publisher's figures, summed from the files themselves."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from peelian.findings.invariants import check_invariants
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.measures.findings import make_findings
from peelian.measures.population import gather_populations
from peelian.warehouse.current import current_vintages
from peelian.warehouse.engines import duckdb_reader
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.building import _rows_of
from peelian.workspace.creating import create_workspace
from peelian.workspace.limits import gather_automatic, gather_profiles
from peelian.workspace.workspace import Workspace

BOROUGH = "london-datastore/borough/2025-12_edition"
WARD = "london-datastore/ward/2026-01_edition"
KNIFE = "london-datastore/reencoded-parquet/monthly-crime-dashboard.parquet"
MEASURES = ("recorded_crime", "recorded_{code}", "knife_crime", "knife_injury_under_25_not_domestic", "stops")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> pa.Table:
    """Findings of the later borough edition, the later ward edition, knife crime and two months of stops."""
    workspace = Workspace.open(create_workspace(tmp_path_factory.mktemp("genuine") / "office"))
    stops = [
        shared_data / f"police-uk/{m}/{m}-metropolitan-stop-and-search.csv.gz" for m in ("2022-12", "2023-03")
    ]
    people = [shared_data / f"population/census2021-ts007a-{level}" for level in ("ltla.csv", "lsoa.csv.gz")]
    lookups = sorted((shared_data / "geo/lookups").glob("LSOA_(2021)*"))
    places = [shared_data / name for name in (BOROUGH, WARD, KNIFE)]
    report = workspace.load(*places, *stops, *people, *lookups)
    assert {line.status for line in report.lines} == {"loaded"}
    sources = workspace.catalogue.sources
    vintages = {name: current_vintages(workspace.store, name) for name in sources}
    profiles = {name: gather_profiles(workspace.store, found) for name, found in vintages.items() if found}
    with session(workspace.store) as connection:
        areas = gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources={measure.source for measure in workspace.measures()},
        )
        rows = _rows_of(workspace, duckdb_reader(workspace.store, connection))
        return make_findings(
            [measure for measure in workspace.measures() if measure.measure in MEASURES],
            catalogue=workspace.catalogue,
            rows=rows,
            vintages=vintages,
            areas=areas,
            populations=gather_populations(
                rows, catalogue=workspace.catalogue, vintages=vintages, areas=areas
            ),
            automatic=gather_automatic(sources, vintages=vintages, profiles=profiles),
            code_version="test",
        )


def pick(
    findings: pa.Table, measure: str, level: str, *, kind: str = "count", period: str = "month"
) -> list[dict]:
    wanted = {"measure": measure, "area_level": level, "kind": kind, "period_kind": period}
    kept = pc.is_null(findings["group"])
    for column, value in wanted.items():
        kept = pc.and_(kept, pc.equal(findings[column].cast(pa.string()), value))
    return findings.filter(kept).to_pylist()


def month_of(findings: pa.Table, measure: str, level: str, month: str) -> dict:
    (found,) = [each for each in pick(findings, measure, level) if str(each["period_from"])[:7] == month]
    return found


def sums(paths: list[Path], *by: str) -> Counter:
    """Add up the month columns of the publisher's files with nothing but the csv module."""
    total: Counter = Counter()
    for path in paths:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
        for row in csv.DictReader(io.StringIO(text, newline="")):
            for column, count in row.items():
                if column.isdigit():
                    total[(*(row[name] for name in by), f"{column[:4]}-{column[4:]}")] += int(count)
    return total


def ours(rows: list[dict], *by: str) -> dict:
    return {(*(each[name] for name in by), str(each["period_from"])[:7]): each["value"] for each in rows}


def test_force_total_of_every_month_equals_the_borough_files(findings: pa.Table, shared_data: Path) -> None:
    published = sums(sorted((shared_data / BOROUGH).glob("*.csv")))
    assert ours(pick(findings, "recorded_crime", "force")) == published
    assert len(published) == 188


def test_borough_totals_of_every_month_equal_the_borough_files(findings: pa.Table, shared_data: Path) -> None:
    published = sums(sorted((shared_data / BOROUGH).glob("*.csv")), "BoroughName")
    found = ours(
        [r for r in pick(findings, "recorded_crime", "borough") if r["area_code"][0] == "E"], "area_name"
    )
    assert len(found) == 32 * 188
    assert found == {key: value for key, value in published.items() if key in found}


def test_ward_totals_of_every_month_equal_the_ward_file(findings: pa.Table, shared_data: Path) -> None:
    published = sums(sorted((shared_data / WARD).glob("*.csv.gz")), "WardCode")
    assert ours(pick(findings, "recorded_crime", "ward"), "area_code") == published


@pytest.mark.parametrize(
    ("measure", "month", "value"),
    [
        ("recorded_burglary", "2023-01", 5_162),
        ("knife_crime", "2025-01", 1_219),
        ("stops", "2023-03", 14_303),
    ],
)
def test_known_figures(findings: pa.Table, measure: str, month: str, value: int) -> None:
    found = month_of(findings, measure, "force", month)
    assert (found["value"], found["state"]) == (value, "shown")


def test_year_equals_its_twelve_months(findings: pa.Table, shared_data: Path) -> None:
    published = sums(sorted((shared_data / BOROUGH).glob("*.csv")))
    (last,) = [
        each
        for each in pick(findings, "recorded_crime", "force", period="rolling 12 months")
        if each["period_to"] == dt.date(2025, 11, 30)
    ]
    wanted = [published[(str(dt.date(2024 + (11 + s) // 12, (11 + s) % 12 + 1, 1))[:7],)] for s in range(12)]
    assert last["value"] == sum(wanted)


def test_incomplete_month_of_stops_is_told(findings: pa.Table) -> None:
    found = month_of(findings, "stops", "force", "2022-12")
    assert (found["value"], found["state"]) == (5_706, "low reliability")
    assert "stops.december-2022-incomplete" in found["caveats"]
    assert any("auto-partial-month" in key for key in found["caveats"])


def test_knife_crime_is_counted_once_at_each_level(findings: pa.Table, shared_data: Path) -> None:
    table = pq.read_table(shared_data / KNIFE)
    assert month_of(findings, "knife_crime", "force", "2025-01")["value"] * 2 < table.num_rows
    wards = [
        e["value"] for e in pick(findings, "knife_crime", "ward") if str(e["period_from"])[:7] == "2025-01"
    ]
    assert sum(wards) <= 1_219


def test_domestic_break_makes_under_25s_not_comparable(findings: pa.Table) -> None:
    measure = "knife_injury_under_25_not_domestic"
    years = pick(findings, measure, "force", period="rolling 12 months")
    across = [
        e for e in years if e["against_from"] and e["against_from"] <= dt.date(2024, 2, 1) <= e["period_to"]
    ]
    after = [e for e in years if e["against_from"] and e["against_from"] >= dt.date(2024, 3, 1)]
    assert across
    assert {(e["judgement"], e["change"], e["state"]) for e in across} == {
        ("not comparable", None, "not comparable")
    }
    assert all(e["value"] is not None for e in across)
    assert all(e["judgement"] != "not comparable" for e in after)


def test_rate_of_london_leaves_out_the_city(findings: pa.Table, shared_data: Path) -> None:
    census = shared_data / "population/census2021-ts007a-ltla.csv"
    rows = csv.DictReader(io.StringIO(census.read_text(encoding="utf-8-sig"), newline=""))
    people = {row["geography code"]: int(row["Age: Total"]) for row in rows}
    london = sum(count for code, count in people.items() if code.startswith("E09"))
    assert london == 8_799_710
    rates = pick(findings, "recorded_crime", "force", kind="rate", period="rolling 12 months")
    assert {each["denominator"] for each in rates} == {london - people["E09000001"]}


def test_every_invariant_holds(findings: pa.Table) -> None:
    assert findings.schema.equals(FINDINGS_SCHEMA)
    assert check_invariants(findings, adds_up={"recorded_crime", "recorded_burglary", "knife_crime"}) == ()
