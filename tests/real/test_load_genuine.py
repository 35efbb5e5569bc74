"""All genuine open files go in, every record is accounted for, and the rows give the publishers' own figures.

The counts of records are those of the README beside the files.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from peelian.warehouse.current import current_rows_sql
from peelian.warehouse.session import session
from peelian.warehouse.store import Store
from peelian.workspace.definitions import gather_catalogue
from peelian.workspace.loading import load_into

FOLDERS = ("police-uk", "london-datastore", "geo", "population", "perceptions", "workforce")
BY_MONTH = "SELECT strftime(month, '%Y%m'), CAST(sum(offences) AS BIGINT) FROM rows"
STOPS = {
    "2019-07-city-of-london": 190,
    "2019-08-city-of-london": 336,
    "2022-12-metropolitan": 5_706,
    "2023-01-metropolitan": 16_401,
    "2023-02-metropolitan": 13_640,
    "2023-03-metropolitan": 14_303,
}
RECORDS = {
    **{f"{name}-stop-and-search.csv": count for name, count in STOPS.items()},
    "london_month_2018_06.tar.gz": 69_838,
    "Wards - wards.csv": 7_807,
    "london_ward_ids_only.csv": 625,
    "2023-08_edition/MPS Borough Level Crime (most recent 24 months).csv": 1_575,
    "2025-12_edition/MPS Borough Level Crime (most recent 24 months).csv": 1_056,
    "MPS Borough Level Crime (Historical).csv": 1_084,
    "2025-11_edition/MPS Ward Level Crime (most recent 24 months).csv.gz": 18_693,
    "2026-01_edition/MPS Ward Level Crime (most recent 24 months).csv.gz": 18_707,
    "recorded-crime-lsoa.parquet": 105_620,
    "monthly-crime-dashboard.parquet": 59_431,
    "custody.parquet": 32_870,
    "homicide.parquet": 4_512,
    "vawg-offences.parquet": 411_341,
    "recorded-offences.csv": 666,
    "crime-rates.csv": 666,
    "public-perception-data.csv": 280,
    "Police_Force_Strength.csv": 155,
    "london_borough.gpkg": 33,
    "london_ward.gpkg": 684,
    "london_lsoa.gpkg": 4_994,
    "london_borough_wgs84.geojson": 33,
    "london_ward_wgs84.geojson": 684,
    "District_(2022)_Exact_Fit_Lookup_for_EW_(V3).csv.gz": 35_796,
    "LAD_(2024)_Best_Fit_Lookup_in_EW.csv.gz": 35_672,
    "forces.csv": 44,
    "census2021-ts007a-ltla.csv": 331,
    "census2021-ts007a-lsoa.csv.gz": 35_672,
    "Ethnic group (census 2011 and 2021, London LSOA).xlsx": 2 * 4_994,
    "ID 2019 for London.xlsx": 4 * 4_835,
    "ward-profiles-excel-version.csv": 660,
    "ethnic-groups-by-borough.xls": 7 * 46,
}


@pytest.fixture(scope="module")
def catalogue():
    return gather_catalogue(None)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory, shared_data, catalogue):
    """Everything loaded into one empty store: the store and the line of each file."""
    store = Store(tmp_path_factory.mktemp("store"))
    folders = [shared_data / name for name in FOLDERS]
    report = load_into(store, folders, catalogue=catalogue, synthetic=False)
    return store, report.lines


@pytest.fixture
def ask(loaded, catalogue):
    """Ask one question of the current rows of a source, written `rows` in the question."""
    store, _ = loaded

    def asked(source, question):
        rows = current_rows_sql(store, catalogue.source(source))
        with session(store) as connection:
            return connection.execute(f"WITH rows AS ({rows}) {question}").fetchall()

    return asked


def of_file(lines, ending):
    return [line for line in lines if line.path.removesuffix(".gz").endswith(ending.removesuffix(".gz"))]


def test_nothing_is_refused_or_passed_over(loaded, shared_data):
    _, lines = loaded
    here = {path.name for name in FOLDERS for path in (shared_data / name).rglob("*") if path.is_file()}
    assert {Path(line.path).name for line in lines} == here
    assert {line.status for line in lines} == {"loaded"}
    assert all(line.accepted + line.quarantined == line.records for line in lines)


@pytest.mark.parametrize("ending", RECORDS)
def test_records_are_those_counted_by_others(loaded, ending):
    assert sum(line.records for line in of_file(loaded[1], ending)) == RECORDS[ending]


def test_burglary_extract_is_whole(loaded):
    _, lines = loaded
    extract = [line for line in lines if "met-burglary-extract" in line.path]
    counted = Counter()
    for line in extract:
        counted[line.layout] += line.records
    assert counted == {"police_uk_street": 109_858, "police_uk_outcomes": 27_121}


def test_only_known_repeats_are_set_aside(loaded):
    store, lines = loaded
    aside = {line.layout: line.quarantined for line in lines if line.quarantined}
    assert aside == {"police_uk_api_street": 3_370, "gla_ward_profiles": 1}
    for line in lines:
        if line.quarantined:
            rules = pq.read_table(store.quarantine_of(line.vintage), columns=["rule"]).column("rule")
            assert set(rules.to_pylist()) == {"repeated-id"}


def monthly_totals(paths):
    totals = Counter()
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                for heading, cell in row.items():
                    if heading.isdigit():
                        totals[heading] += int(cell)
    return dict(totals)


def test_borough_months_equal_the_publishers(ask, shared_data):
    files = (shared_data / "london-datastore/borough/2025-12_edition").glob("*.csv")
    found = ask(
        "recorded_crime_counts",
        f"{BY_MONTH} WHERE level = 'borough' GROUP BY 1",
    )
    assert dict(found) == monthly_totals(files)


def test_later_ward_edition_wins_where_both_speak(ask, shared_data):
    later = monthly_totals((shared_data / "london-datastore/ward/2026-01_edition").glob("*.gz"))
    earlier = monthly_totals((shared_data / "london-datastore/ward/2025-11_edition").glob("*.gz"))
    found = ask(
        "recorded_crime_counts",
        f"{BY_MONTH} WHERE level = 'ward' GROUP BY 1",
    )
    assert dict(found) == earlier | later
    assert (earlier["202401"], later["202401"]) == (74_236, 74_279)


@pytest.mark.parametrize(
    ("layout", "burglary"), [("mps_borough_counts_2023", 5_170), ("mps_borough_counts", 5_162)]
)
def test_burglary_of_january_2023_in_each_edition(loaded, layout, burglary):
    store, lines = loaded
    with session(store) as connection:
        total = 0
        for line in lines:
            if line.layout == layout:
                rows = str(store.rows_of(line.vintage)).replace("'", "''")
                total += connection.execute(
                    "SELECT coalesce(CAST(sum(offences) AS BIGINT), 0) FROM "
                    f"read_parquet('{rows}') WHERE month = '2023-01-01' AND offence_group = 'burglary'"
                ).fetchone()[0]
    assert total == burglary


@pytest.mark.parametrize(
    ("source", "question", "answer"),
    [
        (
            "knife_crime_counts",
            "SELECT level, CAST(sum(offences) AS BIGINT) FROM rows WHERE month = '2025-01-01' "
            "AND subtype = 'knife_crime' AND outcome = 'offences' GROUP BY level ORDER BY level",
            [("borough", 1_219), ("ward", 1_219)],
        ),
        (
            "stops",
            "SELECT force, count(*) FROM rows WHERE month = '2023-03-01' GROUP BY force",
            [("metropolitan", 14_303)],
        ),
        ("stops", "SELECT count(*) FROM rows WHERE force IS NULL", [(0,)]),
        (
            "vawg_counts",
            "SELECT view, CAST(sum(offences) AS BIGINT) FROM rows GROUP BY view ORDER BY view",
            [("classification", 1_612_003), ("location", 1_612_003)],
        ),
        (
            "population",
            "SELECT CAST(sum(residents) AS BIGINT) FROM rows WHERE level = 'borough' AND area LIKE 'E09%' "
            "AND basis = 'census_age' AND dimension = 'total'",
            [(8_799_710,)],
        ),
        (
            "population",
            "SELECT CAST(sum(residents) AS BIGINT) FROM rows WHERE level = 'borough' AND area LIKE 'E09%' "
            "AND basis = 'census_age' AND dimension = 'age' AND age_band IS NOT NULL",
            [(8_799_710,)],
        ),
        (
            "population",
            "SELECT year, CAST(sum(residents) AS BIGINT) FROM rows WHERE basis = 'census_ethnic_group' "
            "AND dimension = 'ethnicity total' GROUP BY year ORDER BY year",
            [(2011, 8_173_941), (2021, 8_799_882)],
        ),
        (
            "population",
            "SELECT residents__missing, count(*) FROM rows WHERE basis = 'survey_ethnic_group' "
            "AND area = 'E09000001' AND year = 2016 GROUP BY 1",
            [("suppressed, the sample is too small", 5)],
        ),
        (
            "custody_disposals",
            "SELECT CAST(sum(offences) AS BIGINT), "
            "count(*) FILTER (ethnicity_officer__missing = 'not recorded') FROM rows",
            [(1_091_273, 6_005)],
        ),
        (
            "street_crime",
            "SELECT count(*), count(DISTINCT record_id) FROM rows WHERE record_id IS NOT NULL",
            [(66_468, 66_468)],
        ),
        (
            "homicide_proceedings",
            "SELECT CAST(sum(persons) AS BIGINT), min(month)::TEXT, count(DISTINCT borough) FROM rows",
            [(4_512, "2003-01-01", 33)],
        ),
        (
            "published_perceptions",
            "SELECT count(*), count(DISTINCT question), min(month)::TEXT, max(month)::TEXT FROM rows",
            [(280, 7, "2014-12-01", "2025-09-01")],
        ),
        (
            "workforce",
            "SELECT staff_group, strength FROM rows WHERE month = '2026-03-01' ORDER BY staff_group",
            [("officers", 31_181), ("pcso", 1_389), ("staff", 11_558)],
        ),
        (
            "area_lookup",
            "SELECT change, count(*) FROM rows WHERE child_edition = '2011' AND parent_level = 'lsoa' "
            "AND child IN (SELECT child FROM rows WHERE parent LIKE 'E09%') GROUP BY change ORDER BY change",
            [("M", 44), ("S", 313), ("U", 4_659)],
        ),
        (
            "area_indicators",
            "SELECT level, count(DISTINCT area) FROM rows GROUP BY level ORDER BY level",
            [("borough", 33), ("country", 1), ("region", 1), ("ward", 624)],
        ),
        (
            "deprivation",
            'SELECT count(DISTINCT area), count(DISTINCT "index"), count(*) FROM rows',
            [(4_835, 16, 4_835 * 48)],
        ),
        (
            "annual_crime",
            "SELECT statistic, value__missing, count(*) FROM rows WHERE value IS NULL "
            "GROUP BY ALL ORDER BY ALL",
            [("count", "not published", 7), ("rate", "not published", 25)],
        ),
        (
            "geography",
            "SELECT level, holds, count(*) FROM rows WHERE geometry IS NOT NULL GROUP BY ALL ORDER BY ALL",
            [
                ("borough", "outlines_degrees", 33),
                ("borough", "outlines_grid", 33),
                ("lsoa", "outlines_grid", 4_994),
                ("ward", "outlines_degrees", 684),
                ("ward", "outlines_grid", 684),
            ],
        ),
    ],
)
def test_rows_give_the_publishers_figures(ask, source, question, answer):
    assert ask(source, question) == answer


def test_shifted_populations_are_in_the_file_as_the_caveat_says(ask, catalogue):
    found = dict(ask("police_forces", "SELECT force, population_2010 FROM rows"))
    assert (found["city-of-london"], found["lincolnshire"]) == (563_500, 11_700)
    (caveat,) = [c for c in catalogue.source("police_forces").caveats if c.id == "shifted-populations"]
    assert {"city-of-london", "lincolnshire"} <= set(caveat.scope.values["force"])
    assert "metropolitan" not in caveat.scope.values["force"]


def test_wards_of_the_counts_have_outlines(ask):
    counted = {
        area
        for (area,) in ask("recorded_crime_counts", "SELECT DISTINCT area FROM rows WHERE level = 'ward'")
    }
    drawn = {
        code
        for (code,) in ask("geography", "SELECT code FROM rows WHERE level = 'ward' AND edition = '2024'")
    }
    assert len(counted) == 679
    assert counted < drawn
