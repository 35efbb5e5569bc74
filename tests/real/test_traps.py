"""Every trap known to be in the genuine files is noticed at load, with its numbers, and none is invented."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from pathlib import Path

import pytest

from peelian.warehouse.auto_caveats import automatic_caveats
from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.profile import read_profile
from peelian.warehouse.revisions import find_revisions
from peelian.warehouse.store import Store
from peelian.workspace.definitions import gather_catalogue
from peelian.workspace.loading import load_into

BURGLARY = [f"{year}-{month:02}" for year in (2022, 2023) for month in range(1, 13)]
MIXED = BURGLARY[2:17]
CITY = [f"2019-{month:02}" for month in range(7, 13)]
MET = ["2022-12", "2023-01", "2023-02", "2023-03"]


@pytest.fixture(scope="module")
def catalogue():
    return gather_catalogue(None)


@pytest.fixture(scope="module")
def store(tmp_path_factory, shared_data, catalogue):
    """The genuine files that have traps, loaded into an empty store."""
    store = Store(tmp_path_factory.mktemp("store"))
    police = shared_data / "police-uk"
    paths = [
        *sorted(police.glob("20*/*stop-and-search.csv*")),
        *sorted(police.glob("2019-*/*street.csv")),
        *sorted(police.glob("met-burglary-extract/*street.csv.gz")),
        *sorted((shared_data / "london-datastore").rglob("*.csv*")),
        *sorted((shared_data / "london-datastore").rglob("*.parquet")),
        shared_data / "population" / "ward-profiles-excel-version.csv",
    ]
    load_into(store, paths, catalogue=catalogue, synthetic=False)
    return store


@pytest.fixture(scope="module")
def vintages(store):
    return read_manifest(store).vintages


@pytest.fixture(scope="module")
def noticed(vintages):
    """Trap -> name of file -> condition."""
    found = defaultdict(dict)
    for vintage in vintages:
        for condition in vintage.conditions:
            found[condition.trap][Path(vintage.file).name] = condition
    return found


@pytest.fixture(scope="module")
def caveats(store, vintages, catalogue):
    def of(source):
        mine = [vintage for vintage in vintages if vintage.source == source]
        profiles = [month for vintage in mine for month in read_profile(store.profile_of(vintage.id))]
        return automatic_caveats(catalogue.source(source), vintages, profiles)

    return of


@pytest.fixture(scope="module")
def revised(store, vintages, catalogue):
    source = catalogue.source("recorded_crime_counts")
    return find_revisions(store.folder, (), vintages, source=source)


def told(noticed, trap, name):
    """Return the condition of a trap in the file whose name has this part."""
    (found,) = [condition for file, condition in noticed[trap].items() if name in file]
    return found


def test_stub_month_of_the_small_area_file(noticed):
    assert len(noticed["stub-month"]) == 1
    stub = told(noticed, "stub-month", "recorded-crime-lsoa")
    assert "February 2024 holds 39 offences" in stub.says
    assert (stub.start, stub.end, stub.severity) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29), "block")


def test_only_december_2022_is_a_partial_month(noticed):
    assert len(noticed["partial-month"]) == 1
    partial = told(noticed, "partial-month", "2022-12-metropolitan-stop-and-search")
    assert "stop on 17 December 2022, 14 days before the month ends; there are 5,706" in partial.says
    assert partial.severity == "block"


@pytest.mark.parametrize(
    ("month", "repeats"), [("2022-12", 88), ("2023-01", 279), ("2023-02", 216), ("2023-03", 232)]
)
def test_exact_repeats_of_stops_are_kept(noticed, vintages, month, repeats):
    name = f"{month}-metropolitan-stop-and-search"
    says = told(noticed, "exact-repeats", name).says
    again, records = (int(text.replace(",", "")) for text in re.findall(r"[\d,]+\d", says)[:2])
    assert again == repeats
    assert 0.015 <= round(again / records, 3) <= 0.017
    (vintage,) = [vintage for vintage in vintages if name in vintage.file]
    assert vintage.accepted == vintage.rows == records


def test_no_genuine_file_is_a_double_load(noticed):
    assert not noticed["double-load"]


@pytest.mark.parametrize("month", [*BURGLARY, *CITY])
def test_lsoa_editions_are_mixed_in_fifteen_months(noticed, month):
    mixed = [file for file in noticed["mixed-lsoa-editions"] if file.startswith(month)]
    assert bool(mixed) is (month in MIXED)


def test_mixed_editions_make_one_caveat(caveats):
    (mixed,) = [caveat for caveat in caveats("street_crime") if "mixed-lsoa" in caveat.id]
    assert (mixed.scope.start, mixed.scope.end) == (dt.date(2022, 3, 1), dt.date(2023, 5, 31))
    assert mixed.scope.fields == ("lsoa",)
    assert "15 files, from March 2022 to May 2023" in mixed.says


@pytest.mark.parametrize(("month", "values"), [("2023-06", 299), ("2023-08", 2), ("2022-01", 38)])
def test_repeated_crime_ids_are_counted(noticed, month, values):
    says = told(noticed, "repeated-id", f"{month}-metropolitan-street").says
    assert f" {values} values occur on more than one record" in says


@pytest.mark.parametrize("there", [18_693, 18_707])
def test_absent_zero_rows_of_the_ward_files(vintages, there):
    says = [
        condition.says
        for vintage in vintages
        for condition in vintage.conditions
        if condition.trap == "missing-zero-rows" and "MPS Ward" in vintage.file
    ]
    assert any(f"{there:,} of 22,407 (679 areas by 33), {22_407 - there:,} absent" in one for one in says)


def test_borough_files_have_no_trap_but_absent_zero_rows(vintages):
    files = [vintage for vintage in vintages if "Borough Level" in vintage.file]
    assert len(files) == 3
    for vintage in files:
        (absent,) = vintage.conditions
        assert absent.trap == "missing-zero-rows"
        assert f"{vintage.records:,} of " in absent.says


def test_knife_sub_types_are_nested_and_levels_stacked(noticed):
    nested = told(noticed, "nested-sub-types", "monthly-crime-dashboard")
    assert nested.says.startswith("'Knife crime' is at least as large as each of the other 4 values")
    assert nested.fields == ("subtype",)
    assert "94,819 each" in told(noticed, "stacked-sheets", "monthly-crime-dashboard").says


def test_sheets_on_violence_against_women_are_stacked(noticed):
    stacked = told(noticed, "stacked-sheets", "vawg-offences")
    assert "1,612,003 each" in stacked.says
    assert stacked.severity == "warn"


def test_ward_profiles_are_not_utf_8(noticed):
    assert len(noticed["encoding"]) == 1
    assert "not UTF-8" in told(noticed, "encoding", "ward-profiles").says


def test_ethnicity_missing_in_the_city_in_august_2019(caveats):
    found = {caveat.id: caveat for caveat in caveats("stops")}
    caveat = found["auto-less-complete-ethnicity_officer-2019-08-city-of-london"]
    assert "(219 of 336)" in caveat.says
    assert caveat.scope.values == {"force": ("city-of-london",)}
    assert "auto-less-complete-ethnicity_self-2019-08-city-of-london" in found
    assert not [name for name in found if "less-complete" in name and "2019-08" not in name]


@pytest.mark.parametrize(
    "source", ["stops", "street_crime", "recorded_crime_counts", "knife_crime_counts", "vawg_counts"]
)
def test_caveats_are_few_and_named_once(caveats, source):
    names = [caveat.id for caveat in caveats(source)]
    assert len(names) == len(set(names))
    assert 0 < len(names) <= 40, names


@pytest.mark.parametrize(
    ("level", "month", "field", "code", "before", "after"),
    [
        ("ward", "2024-01-01", "", "", 74_236, 74_279),
        ("ward", "2025-10-01", "", "", 76_551, 75_978),
        ("borough", "2023-01-01", "offence_group", "burglary", 5_170, 5_162),
    ],
)
def test_what_moved_between_editions(revised, level, month, field, code, before, after):
    (moved,) = [
        one
        for one in revised
        if (one.slice, one.month.isoformat(), one.field, one.code) == ((level,), month, field, code)
    ]
    assert (moved.before, moved.after) == (before, after)


def test_older_edition_loaded_second_is_still_older(tmp_path, shared_data, catalogue):
    store = Store(tmp_path / "store")
    folder = shared_data / "london-datastore" / "ward"
    for edition in ("2026-01_edition", "2025-11_edition"):
        load_into(store, [folder / edition], catalogue=catalogue, synthetic=False)
    later, older = read_manifest(store).vintages
    source = catalogue.source("recorded_crime_counts")
    found = find_revisions(store.folder, [later], [older], source=source)
    (total,) = [one for one in found if one.month == dt.date(2024, 1, 1) and not one.field]
    assert (total.before, total.after) == (74_236, 74_279)
    assert (total.vintage_before, total.vintage_after) == (older.id, later.id)


@pytest.mark.parametrize("headings", ["once", "again in the middle"])
@pytest.mark.parametrize("kind", ["street", "stop-and-search"])
def test_genuine_file_joined_to_itself_is_noticed(tmp_path, shared_data, catalogue, kind, headings):
    name = f"2019-07-city-of-london-{kind}.csv"
    whole = (shared_data / "police-uk" / "2019-07" / name).read_bytes()
    again = whole if headings == "again in the middle" else whole.split(b"\n", 1)[1]
    (tmp_path / name).write_bytes(whole + again)
    store = Store(tmp_path / "store")
    load_into(store, [tmp_path / name], catalogue=catalogue, synthetic=False)
    (vintage,) = read_manifest(store).vintages
    assert vintage.quarantined == (1 if headings == "again in the middle" else 0)
    assert vintage.conditions[0].trap == "double-load"
    assert vintage.conditions[0].severity == "block"


def test_stop_file_under_another_name_does_not_say_its_force(tmp_path, shared_data, catalogue):
    folder = shared_data / "police-uk" / "2019-07"
    copy = tmp_path / "download.csv"
    copy.write_bytes((folder / "2019-07-city-of-london-stop-and-search.csv").read_bytes())
    store = Store(tmp_path / "store")
    load_into(store, [copy], catalogue=catalogue, synthetic=False)
    (vintage,) = read_manifest(store).vintages
    assert "force-not-stated" in {condition.trap for condition in vintage.conditions}
