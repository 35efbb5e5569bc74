"""Comparisons of areas on genuine files: the numbers equal those worked out from the files themselves."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from peelian.findings.finding import Finding
from peelian.findings.invariants import check_invariants
from peelian.findings.methods import METHODS
from peelian.findings.store import to_findings
from peelian.measures.findings import make_findings
from peelian.measures.places.area_numbers import gather_places
from peelian.measures.places.derive import compare_places
from peelian.warehouse.current import current_vintages
from peelian.warehouse.engines import duckdb_reader
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.building import _rows_of
from peelian.workspace.creating import create_workspace
from peelian.workspace.residents import gather_residents
from peelian.workspace.workspace import Workspace

WARD = "london-datastore/ward/2026-01_edition"
KNIFE = "london-datastore/reencoded-parquet/monthly-crime-dashboard.parquet"
PEOPLE = "population/census2021-ts007a-lsoa.csv.gz"
DEPRIVED = "population/ID 2019 for London.xlsx"
PROFILES = "population/ward-profiles-excel-version.csv"
MEASURES = (
    "recorded_crime",
    "residential_burglary",
    "offence_{code}",
    "knife_crime",
    "knife_crime_with_injury",
)
LONDON = ("E09",)

Found = dict[tuple[str, str, str | None], Finding]


def compared(folder: Path, shared_data: Path, *files: str) -> Found:
    """Compare the areas of an office into which some files were loaded."""
    workspace = Workspace.open(create_workspace(folder / "office"))
    boroughs = "population/census2021-ts007a-ltla.csv"
    lookups = sorted((shared_data / "geo/lookups").glob("*.csv.gz"))
    report = workspace.load(
        *(shared_data / name for name in (WARD, KNIFE, PEOPLE, boroughs, *files)), *lookups
    )
    assert {line.status for line in report.lines} == {"loaded"}
    measures = [measure for measure in workspace.measures() if measure.measure in MEASURES]
    vintages = {name: current_vintages(workspace.store, name) for name in workspace.catalogue.sources}
    comparisons = workspace.comparisons()
    with session(workspace.store) as connection:
        areas = gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources={measure.source for measure in measures},
        )
        rows = _rows_of(workspace, duckdb_reader(workspace.store, connection))
        residents = gather_residents(workspace, rows, measures=measures, vintages=vintages, areas=areas)
        table = make_findings(
            measures,
            catalogue=workspace.catalogue,
            rows=rows,
            vintages=vintages,
            areas=areas,
            populations=residents.everyone,
            automatic={},
            code_version="test",
        )
        places = gather_places(
            comparisons,
            rows,
            catalogue=workspace.catalogue,
            vintages=vintages,
            areas=areas,
            residents=residents.everyone,
        )
    made = compare_places(table, comparisons, places=places, areas=areas, code_version="test")
    assert check_invariants(made) == ()
    assert set(made["method"].to_pylist()) <= METHODS.keys()
    return {(f.measure, f.area.code, f.group): f for f in to_findings(made)}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Found:
    """Wards of today with the indices of deprivation of 2019 and the ward profiles of 2015."""
    return compared(tmp_path_factory.mktemp("genuine"), shared_data, DEPRIVED, PROFILES)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rb") as packed:
        yield from csv.DictReader(io.TextIOWrapper(packed, "utf-8-sig", newline=""))


@pytest.fixture(scope="module")
def wards(shared_data: Path) -> dict[str, str]:
    """Small area of 2021 -> ward, by the lookup file itself."""
    (path,) = (shared_data / "geo/lookups").glob("LSOA_(2021)*")
    return {row["LSOA21CD"]: row["WD24CD"] for row in rows_of(path) if row["LAD24CD"].startswith(LONDON)}


@pytest.fixture(scope="module")
def people(shared_data: Path, wards: dict[str, str]) -> dict[str, dict[str, float]]:
    """Ward -> residents and those aged 15 to 24, by the census file itself; and small area -> residents."""
    total: dict[str, float] = defaultdict(float)
    young: dict[str, float] = defaultdict(float)
    small: dict[str, float] = {}
    for row in rows_of(shared_data / PEOPLE):
        ward = wards.get(row["geography code"])
        if ward is not None:
            everyone = next(float(value) for name, value in row.items() if name.startswith("Age: Total"))
            small[row["geography code"]] = everyone
            total[ward] += everyone
            young[ward] += sum(
                float(value) for name, value in row.items() if "15 to 19" in name or "20 to 24" in name
            )
    return {"all": total, "young": young, "small": small}


@pytest.fixture(scope="module")
def burglaries(shared_data: Path) -> dict[str, int]:
    """Ward -> residential burglaries of the newest twelve months, by the ward file itself."""
    (path,) = (shared_data / WARD).glob("*.csv.gz")
    counts: dict[str, int] = defaultdict(int)
    names = (
        "RES BURGLARY OF A HOME",
        "RES BURGLARY OF UNCONNECTED BUILDING",
        "BURGLARY - RESIDENTIAL",
        "DOMESTIC BURGLARY",
    )
    for row in rows_of(path):
        months = sorted(name for name in row if name.isdigit())[-12:]
        if row["WardCode"].startswith("E05"):
            counts[row["WardCode"]] += sum(int(row[m]) for m in months) if row["MinorText"] in names else 0
    return counts


def _income_scores(path: Path) -> Iterator[tuple[str, float]]:
    book = openpyxl.load_workbook(path, read_only=True)
    for name in book.sheetnames:
        heads, *rows = [*book[name].iter_rows(values_only=True)] or [()]
        places = [n for n, head in enumerate(heads) if str(head).strip() == "Income Score (rate)"]
        if places:
            yield from ((row[0], float(row[places[0]])) for row in rows if row[0])


def values(found: Found, group: str, measure: str = "vulnerable_localities_variable") -> dict[str, float]:
    return {
        area: f.value for (name, area, g), f in found.items() if (name, g) == (measure, group) and f.value
    }


def test_burglary_is_the_rate_of_the_ward_over_that_of_all(
    found: Found, burglaries: dict[str, int], people: dict[str, dict[str, float]]
) -> None:
    ours, residents = values(found, "variable=burglary"), people["all"]
    whole = sum(burglaries.values()) / sum(residents[ward] for ward in burglaries)
    assert len(ours) == len(burglaries) == 679
    for ward, count in burglaries.items():
        assert ours[ward] == pytest.approx(100 * count / residents[ward] / whole, rel=1e-12)


def test_young_people_are_added_up_from_small_areas(
    found: Found, burglaries: dict[str, int], people: dict[str, dict[str, float]]
) -> None:
    ours = values(found, "variable=young_people")
    young, residents = people["young"], people["all"]
    whole = sum(young[ward] for ward in burglaries) / sum(residents[ward] for ward in burglaries)
    for ward in burglaries:
        assert ours[ward] == pytest.approx(100 * young[ward] / residents[ward] / whole, rel=1e-12)


def test_income_deprivation_of_2011_areas_reaches_the_wards_of_today(
    found: Found,
    shared_data: Path,
    burglaries: dict[str, int],
    wards: dict[str, str],
    people: dict[str, dict[str, float]],
) -> None:
    (path,) = (shared_data / "geo/lookups").glob("LSOA_(2011)*")
    before: dict[str, list[str]] = defaultdict(list)
    for row in rows_of(path):
        before[row["LSOA21CD"]].append(row["LSOA11CD"])
    score = dict(_income_scores(shared_data / DEPRIVED))
    above: dict[str, float] = defaultdict(float)
    for small, ward in wards.items():
        told = [score[old] for old in before[small]]
        above[ward] += people["small"][small] * sum(told) / len(told)
    whole = sum(above[ward] for ward in burglaries) / sum(people["all"][ward] for ward in burglaries)
    ours = values(found, "variable=income")
    for ward in burglaries:
        assert ours[ward] == pytest.approx(100 * above[ward] / people["all"][ward] / whole, rel=1e-9)


def test_the_index_is_the_mean_of_its_six(found: Found) -> None:
    names = ("burglary", "criminal_damage", "income", "employment", "young_people", "education")
    parts = [values(found, f"variable={name}") for name in names]
    whole = {area: f for (name, area, group), f in found.items() if name == "vulnerable_localities"}
    assert len(whole) == 679
    for area, finding in whole.items():
        assert finding.value == pytest.approx(sum(part[area] for part in parts) / 6, rel=1e-12)
        assert "vulnerable_localities.contains-crime" in finding.caveats
    assert found["vulnerable_localities_measured", "E23000001", None].value == 1


def test_the_ends_of_the_index_differ_in_knife_crime_as_the_deck_says_they_do(found: Found) -> None:
    group = "top tenth against bottom tenth=vulnerable_localities"
    plain = found["vulnerable_tenths_knife_crime", "E23000001", group]
    injured = found["vulnerable_tenths_knife_crime_with_injury", "E23000001", group]
    for ratio in (plain, injured):
        assert 1 < ratio.lower < ratio.value < ratio.upper
        assert "vulnerable_localities.contains-crime" in ratio.caveats
    assert injured.value > plain.value
    tops = [f for (name, _, g), f in found.items() if name == "vulnerable_tenths_knife_crime_mean"]
    assert sum(f.base for f in tops) == 679
    assert plain.numerator == next(f.value for f in tops if f.group == "tenth=1")


def test_one_low_volume_borough_lives_off_two_wards(found: Found) -> None:
    named = [f for (name, _, _), f in found.items() if name == "few_wards_knife_crime_named"]
    assert [f.area.name for f in named] == ["Kingston upon Thames"]
    assert found["few_wards_knife_crime_places", "E23000001", None].denominator == 16
    parts = [
        f for (name, _, group), f in found.items()
        if name == "few_wards_knife_crime_part" and group == f"borough={named[0].area.code}"
    ]  # fmt: skip
    assert sum(f.numerator for f in parts) == named[0].numerator


def test_every_borough_has_five_like_it(found: Found) -> None:
    groups = defaultdict(list)
    for (name, area, group), finding in found.items():
        if name == "similar_boroughs_distance":
            groups[area].append((finding.value, group))
    assert {len(near) for near in groups.values()} == {5}
    assert len(groups) == 32


def test_wards_of_another_edition_are_counted_as_unmatched(tmp_path: Path, shared_data: Path) -> None:
    """No ward of the profiles of 2015 has a code of today: there is no index, and it says so."""
    found = compared(tmp_path, shared_data, PROFILES)
    measured = found["vulnerable_localities_measured", "E23000001", None]
    income = found["vulnerable_localities_measured", "E23000001", "variable=income"]
    young = found["vulnerable_localities_measured", "E23000001", "variable=young_people"]
    assert (measured.numerator, measured.denominator) == (0, 679)
    assert (income.numerator, young.numerator) == (0, 679)
    states = {f.state for (name, _, _), f in found.items() if name == "vulnerable_localities"}
    assert states == {"not measured"}
    assert not any(name.startswith("vulnerable_tenths") for name, _, _ in found)
