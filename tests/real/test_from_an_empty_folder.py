"""From an empty folder to a site, on the genuine files, by the commands of the README and nothing else."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

FOLDERS = ("police-uk", "london-datastore", "geo", "population", "perceptions", "workforce")
BOROUGH = "london-datastore/borough"
WARD = "london-datastore/ward"


def peelian(*words, cwd):
    command = [sys.executable, "-m", "peelian.cli.main", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def office(tmp_path_factory, shared_data):
    """A workspace made, loaded and built from the command line."""
    folder = tmp_path_factory.mktemp("stranger")
    made = peelian("new", "office", cwd=folder)
    assert made.returncode == 0, made.stderr
    paths = [shared_data / name for name in FOLDERS]
    loaded = peelian("load", "-w", "office", "--json", *paths, cwd=folder)
    assert loaded.returncode == 0, loaded.stderr or loaded.stdout[-2000:]
    built = peelian("build", "-w", "office", "--json", cwd=folder)
    assert built.returncode == 0, built.stderr
    return folder, json.loads(loaded.stdout), json.loads(built.stdout)


def ask(office, *words):
    folder, _, _ = office
    answer = peelian(*words, "-w", "office", "--json", cwd=folder)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def month_of(office, measure, month, *extra):
    asked = ("findings", "--measure", measure, "--period", month, "--kind", "month", *extra)
    return [f for f in ask(office, *asked)["findings"] if f["kind"] == "count"]


def force_value(office, measure, month):
    (finding,) = [
        f for f in month_of(office, measure, month, "--group", "none") if f["area"]["level"] == "force"
    ]
    return finding["value"]


def test_every_file_is_accounted_for(office, shared_data):
    _, loaded, _ = office
    lines = loaded["files"]
    offered = {str(path) for name in FOLDERS for path in (shared_data / name).rglob("*") if path.is_file()}
    told = {line["path"].split("!")[0] for line in lines}
    assert {Path(path).name for path in offered} == {Path(path).name for path in told}
    assert Counter(line["status"] for line in lines)["refused"] == 0
    for line in lines:
        assert line["accepted"] + line["quarantined"] == line["records"], line["path"]
        if line["status"] == "loaded":
            assert line["provider"] and line["layout"] and line["vintage"] and line["records"] > 0


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("2023-03-metropolitan-stop-and-search.csv.gz", 14_303),
        ("2022-12-metropolitan-stop-and-search.csv.gz", 5_706),
        ("london_month_2018_06.tar.gz", 69_838),
        ("MPS Borough Level Crime (Historical).csv", 1_084),
        ("recorded-crime-lsoa.parquet", 105_620),
        ("monthly-crime-dashboard.parquet", 59_431),
        ("custody.parquet", 32_870),
        ("homicide.parquet", 4_512),
        ("vawg-offences.parquet", 411_341),
        ("census2021-ts007a-lsoa.csv.gz", 35_672),
        ("ward-profiles-excel-version.csv", 660),
        ("public-perception-data.csv", 280),
        ("Police_Force_Strength.csv", 155),
    ],
)
def test_records_are_those_of_the_publisher(office, name, records):
    _, loaded, _ = office
    (line,) = [line for line in loaded["files"] if Path(line["path"]).name == name]
    assert line["records"] == records


def publisher_totals(path):
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8-sig")
    totals = Counter()
    for row in csv.DictReader(text.splitlines()):
        for heading, cell in row.items():
            if heading.isdigit():
                totals[f"{heading[:4]}-{heading[4:]}"] += int(cell)
    return totals


def test_monthly_totals_of_the_force_equal_the_borough_files(office, shared_data):
    files = sorted((shared_data / BOROUGH / "2025-12_edition").glob("*.csv"))
    expected = sum((publisher_totals(path) for path in files), Counter())
    found = {
        f["period"]["from"][:7]: f["value"]
        for f in ask(
            office, "findings", "--measure", "recorded_crime", "--area", "London", "--kind", "month"
        )["findings"]
        if f["kind"] == "count"
    }
    assert len(found) == 188
    assert found == dict(expected)


def test_ward_figures_equal_the_later_ward_file(office, shared_data):
    (path,) = (shared_data / WARD / "2026-01_edition").glob("*.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        expected = Counter()
        for row in csv.DictReader(file):
            expected[row["WardCode"]] += int(row["202512"])
    found = {
        f["area"]["code"]: f["value"]
        for f in month_of(office, "recorded_crime", "2025-12")
        if f["area"]["level"] == "ward"
    }
    assert len(found) == 679
    assert {code: found.get(code) for code in expected} == dict(expected)


def test_later_edition_of_burglary_is_published_and_the_difference_listed(office):
    assert force_value(office, "recorded_burglary", "2023-01") == 5_162
    listed = ask(office, "revisions", "--source", "recorded_crime_counts", "--month", "2023-01")["revisions"]
    burglary = [r for r in listed if r["code"] == "burglary" and r["slice"] == ["borough"]]
    assert [(r["before"], r["after"]) for r in burglary] == [(5_170, 5_162)]


def test_ward_total_of_january_2024_is_listed_as_revised(office):
    listed = ask(office, "revisions", "--month", "2024-01", "--field", "total")["revisions"]
    assert [(r["before"], r["after"]) for r in listed if r["slice"] == ["ward"]] == [(74_236, 74_279)]


def test_knife_crime_is_counted_once(office):
    assert force_value(office, "knife_crime", "2025-01") == 1_219


def test_stops_of_march_2023_are_all_there(office):
    assert force_value(office, "stops", "2023-03") == 14_303


def test_second_load_of_the_same_files_adds_nothing(office, shared_data):
    folder, _, _ = office
    before = (folder / "office/store/manifest.json").read_bytes()
    again = peelian("load", "-w", "office", "--json", shared_data / BOROUGH, shared_data / WARD, cwd=folder)
    assert again.returncode == 0
    assert {line["status"] for line in json.loads(again.stdout)["files"]} == {"already loaded"}
    assert (folder / "office/store/manifest.json").read_bytes() == before


def test_borough_and_ward_pages_carry_the_figures(office):
    folder, _, built = office
    site = folder / "office/site"
    pages = [page for page in site.rglob("*.html") if "release" not in page.relative_to(site).parts]
    assert built["pages"] == len(pages)
    boroughs = [path for path in pages if path.stem.startswith("E09") and path.parent.name == "borough"]
    wards = [path for path in pages if path.stem.startswith("E05")]
    assert (len(boroughs), len(wards)) == (32, 679)
    asked = ("findings", "--measure", "recorded_crime", "--area", "Southwark", "--period", "latest")
    (rolling,) = [
        f
        for f in ask(office, *asked)["findings"]
        if f["kind"] == "count" and f["period"]["kind"].startswith("roll")
    ]
    assert f"{rolling['value']:,.0f}" in (site / "borough/E09000028.html").read_text("utf-8")


def test_comparison_of_stops_with_an_incomplete_month_is_not_made(office):
    (finding,) = [
        f for f in month_of(office, "stops", "2022-12", "--group", "none") if f["area"]["level"] == "force"
    ]
    assert finding["state"] == "low reliability"
    assert any("partial-month" in key for key in finding["caveats"])
