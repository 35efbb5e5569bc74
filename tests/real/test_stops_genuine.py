"""Stops on genuine files: shares, rates of groups, disparities and hours, worked out again from the files."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
from collections import Counter
from pathlib import Path

import openpyxl
import pyarrow as pa
import pytest

from peelian.findings.invariants import check_invariants
from peelian.findings.methods import METHODS
from peelian.measures.findings import make_findings
from peelian.warehouse.current import current_vintages
from peelian.warehouse.engines import duckdb_reader
from peelian.warehouse.session import session
from peelian.workspace.areas import gather_areas
from peelian.workspace.building import _rows_of
from peelian.workspace.creating import create_workspace
from peelian.workspace.limits import gather_automatic, gather_profiles
from peelian.workspace.residents import gather_residents
from peelian.workspace.workspace import Workspace

GROUPS = "Ethnic group (census 2011 and 2021, London LSOA).xlsx"
CENSUS = "census2021-ts007a-ltla.csv"
CITY = "E09000001"
WHOLE = ("2023-01", "2023-02", "2023-03")
SELF = {
    "White": "white", "Mixed/Multiple ethnic groups": "mixed", "Asian/Asian British": "asian",
    "Black/African/Caribbean/Black British": "black", "Other ethnic group": "other",
}  # fmt: skip
MARK = "Other ethnic group - Not stated"


def make(
    folder: Path, files: list[Path], *, boroughs: list[str], known_as: str = "metropolitan"
) -> list[dict]:
    """Return the findings of the stops of a force whose boroughs the settings name."""
    place = create_workspace(folder / "office")
    settings = place / "peelian.yaml"
    text = settings.read_text(encoding="utf-8")
    named = f"known as: [{known_as}]\n  boroughs: [{', '.join(boroughs)}]"
    settings.write_text(text.replace("known as: [metropolitan]", named), encoding="utf-8")
    workspace = Workspace.open(place)
    report = workspace.load(*files)
    assert {line.status for line in report.lines} == {"loaded"}
    sources = workspace.catalogue.sources
    vintages = {name: current_vintages(workspace.store, name) for name in sources}
    profiles = {name: gather_profiles(workspace.store, found) for name, found in vintages.items() if found}
    chosen = [measure for measure in workspace.measures() if measure.source == "stops"]
    with session(workspace.store) as connection:
        areas = gather_areas(
            connection,
            store=workspace.store,
            catalogue=workspace.catalogue,
            settings=workspace.settings,
            sources={"stops"},
        )
        rows = _rows_of(workspace, duckdb_reader(workspace.store, connection))
        residents = gather_residents(workspace, rows, measures=chosen, vintages=vintages, areas=areas)
        table = make_findings(
            chosen,
            catalogue=workspace.catalogue,
            rows=rows,
            vintages=vintages,
            areas=areas,
            populations=residents.everyone,
            by_group=residents.by_group,
            automatic=gather_automatic(sources, vintages=vintages, profiles=profiles),
            code_version="test",
        )
    assert check_invariants(table) == ()
    assert set(table["method"].to_pylist()) <= set(METHODS)
    assert isinstance(table, pa.Table)
    return table.to_pylist()


def boroughs_in(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        codes = [row["geography code"] for row in csv.DictReader(text)]
    return sorted(code for code in codes if code.startswith("E09"))


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> list[dict]:
    people = shared_data / "population"
    stops = sorted(shared_data.glob("police-uk/202*/*-metropolitan-stop-and-search.csv.gz"))
    assert len(stops) == 4
    boroughs = [code for code in boroughs_in(people / CENSUS) if code != CITY]
    return make(tmp_path_factory.mktemp("met"), [*stops, people / CENSUS, people / GROUPS], boroughs=boroughs)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> list[dict]:
    people = shared_data / "population"
    stops = sorted(shared_data.glob("police-uk/2019-*/*-city-of-london-stop-and-search.csv"))
    assert len(stops) == 6
    files = [*stops, people / CENSUS, people / GROUPS]
    return make(tmp_path_factory.mktemp("city"), files, boroughs=[CITY], known_as="city-of-london")


def records(shared_data: Path, pattern: str) -> list[dict[str, str]]:
    found = []
    for path in sorted(shared_data.glob(pattern)):
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
        found += list(csv.DictReader(io.StringIO(text, newline="")))
    return found


def whole_months(shared_data: Path) -> list[dict[str, str]]:
    return [row for m in WHOLE for row in records(shared_data, f"police-uk/{m}/*-metropolitan-stop*")]


def said(row: dict[str, str]) -> str:
    told = row["Self-defined ethnicity"]
    if told in ("", MARK):
        return "not stated" if told else "not recorded"
    return SELF[told.partition(" - ")[0]]


def residents(shared_data: Path, *, city: bool) -> Counter:
    """Add up the census workbook by broad group, with nothing but openpyxl."""
    book = openpyxl.load_workbook(shared_data / "population" / GROUPS, read_only=True)
    rows = book["2021"].iter_rows(values_only=True)
    heading = [str(cell or "").strip() for cell in next(rows)]
    place = heading.index("local authority code")
    total: Counter = Counter()
    for row in rows:
        if row[place] and (row[place] == CITY) == city:
            for name, n in zip(heading, row, strict=True):
                first = name.partition(" ")[0].lower().rstrip(":")
                if first in SELF.values():
                    total[first] += int(n)
    return total


def told(found: list[dict], measure: str, kind: str, period: str, end: dt.date) -> dict:
    return {
        each["group"]: each
        for each in found
        if (each["measure"], each["kind"], each["period_kind"], each["period_to"])
        == (measure, kind, period, end)
    }


MARCH = dt.date(2023, 3, 31)


def test_groups_of_the_three_whole_months_equal_the_files(met: list[dict], shared_data: Path) -> None:
    published = Counter(said(row) for row in whole_months(shared_data))
    counts = told(met, "stops", "count", "span", MARCH)
    assert counts[None]["value"] == sum(published.values()) == 44_344
    ours = {
        g.partition("=")[2]: e["value"] for g, e in counts.items() if g and g.startswith("ethnicity_self=")
    }
    assert ours == published
    assert counts[None]["period_from"] == dt.date(2023, 1, 1)


def test_rates_divide_by_the_residents_of_each_group(met: list[dict], shared_data: Path) -> None:
    people = residents(shared_data, city=False)
    published = Counter(said(row) for row in whole_months(shared_data))
    rates = told(met, "stops", "rate", "span", MARCH)
    for group in SELF.values():
        one = rates[f"ethnicity_self={group}"]
        assert (one["numerator"], one["denominator"]) == (published[group], people[group])
        assert one["value"] == pytest.approx(1000 * published[group] / people[group])
    assert "ethnicity_self=not stated" not in rates
    assert rates[None]["denominator"] == 8_799_710 - 8_580 == 8_791_130


def test_disparity_is_the_ratio_of_the_two_rates(met: list[dict], shared_data: Path) -> None:
    people = residents(shared_data, city=False)
    rows = whole_months(shared_data)
    seen = Counter(row["Officer-defined ethnicity"].lower() for row in rows)
    own = Counter(said(row) for row in rows)
    ratios = told(met, "stops", "ratio", "span", MARCH)
    assert set(ratios) == {
        *(f"ethnicity_self={group}" for group in ("asian", "black", "mixed", "other")),
        *(f"ethnicity_officer={group}" for group in ("asian", "black")),
    }
    for view, counted in (("ethnicity_self", own), ("ethnicity_officer", seen)):
        one = ratios[f"{view}=black"]
        expected = (counted["black"] / people["black"]) / (counted["white"] / people["white"])
        assert one["value"] == pytest.approx(expected)
        assert one["lower"] < expected < one["upper"]
        assert one["unit"] == "times the rate of White"
        assert {"population.groups-are-of-residents", "stops.two-views-of-ethnicity"} <= set(one["caveats"])
    assert round(ratios["ethnicity_self=black"]["value"], 2) == 2.73
    assert round(ratios["ethnicity_officer=black"]["value"], 2) == 3.46
    assert "stops.not-stated-is-common" in ratios["ethnicity_self=black"]["caveats"]
    assert "stops.officer-groups-differ" in ratios["ethnicity_officer=black"]["caveats"]


def test_shares_equal_the_files(met: list[dict], shared_data: Path) -> None:
    rows = whole_months(shared_data)
    outcomes = Counter(row["Outcome"] for row in rows)
    nothing = told(met, "stops_nothing_found", "share", "span", MARCH)[None]
    assert (nothing["numerator"], nothing["base"]) == (outcomes["A no further action disposal"], len(rows))
    arrest = told(met, "stops_arrest", "share", "span", MARCH)[None]
    assert arrest["numerator"] == outcomes["Arrest"] == 6_215
    unknown = told(met, "stops_ethnicity_self_unknown", "share", "span", MARCH)[None]
    own = Counter(said(row) for row in rows)
    assert unknown["numerator"] == own["not stated"] + own["not recorded"]
    assert round(unknown["value"], 3) == 0.306


def test_incomplete_december_is_in_no_stretch(met: list[dict]) -> None:
    assert {e["period_from"] for e in met if e["period_kind"] == "span"} == {dt.date(2023, 1, 1)}
    december = told(met, "stops", "rate", "month", dt.date(2022, 12, 31))
    assert {each["state"] for each in december.values()} == {"low reliability"}


def test_hours_equal_the_clock_times_of_winter_files(met: list[dict], shared_data: Path) -> None:
    """In winter London keeps the time that the files write, so their times can be read as they stand."""
    clocks = Counter()
    for row in whole_months(shared_data):
        at = dt.datetime.fromisoformat(row["Date"]).replace(tzinfo=None)
        if at < dt.datetime(2023, 3, 26, 1):
            clocks[at.strftime("%a %H")] += 1
    hours = {
        e["group"].partition("=")[2]: e["value"]
        for e in met
        if (e["group"] or "").startswith("started_at hour")
    }
    assert len(hours) == 168
    assert sum(hours.values()) == 44_344
    # Those of the five days of summer time at the end of March are in the hours and not in the clocks.
    moved = sum(abs(hours[name] - clocks[name]) for name in hours)
    late = sum(
        dt.datetime.fromisoformat(r["Date"][:19]) >= dt.datetime(2023, 3, 26, 1)
        for r in whole_months(shared_data)
    )
    assert moved == late


def test_city_of_london_is_divided_by_its_few_residents(city: list[dict], shared_data: Path) -> None:
    december = dt.date(2019, 12, 31)
    rows = records(shared_data, "police-uk/2019-*/*-city-of-london-stop*")
    counts, rates = (told(city, "stops", kind, "span", december) for kind in ("count", "rate"))
    assert counts[None]["value"] == len(rows) == 1_585
    assert counts[None]["period_from"] == dt.date(2019, 7, 1)
    people = residents(shared_data, city=True)
    own = Counter(said(row) for row in rows)
    black = rates["ethnicity_self=black"]
    assert (black["numerator"], black["denominator"]) == (own["black"], people["black"])
    # Far more are searched than live there: the rate is a number, and the caveat that it misleads is on it.
    assert black["value"] == pytest.approx(1000 * own["black"] / people["black"])
    assert black["value"] > 200
    assert "population.groups-are-of-residents" in black["caveats"]
    assert not [each for each in city if each["period_kind"] == "rolling 12 months"]
