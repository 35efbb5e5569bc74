"""Every genuine open file is recognised as what it is, from its content alone."""

from __future__ import annotations

import gzip
import shutil
import tarfile
from pathlib import Path

import pytest

from peelian.catalogue.catalogue import read_catalogue
from peelian.providers.recognise import recognise
from peelian.providers.shipped import shipped_layout_files
from peelian.warehouse.glimpses import take_glimpses
from peelian.warehouse.limits import Limits

LAYOUTS = read_catalogue(shipped_layout_files()).layouts
FOLDERS = ("police-uk", "london-datastore", "geo", "population", "perceptions", "workforce")
PARQUET = "london-datastore/reencoded-parquet"
EXPECTED = {
    "police-uk/*/*-street.csv": ["police_uk_street"],
    "police-uk/*/*-stop-and-search.csv*": ["police_uk_stops"],
    "police-uk/met-burglary-extract/*-street.csv.gz": ["police_uk_street"],
    "police-uk/met-burglary-extract/*-outcomes.csv.gz": ["police_uk_outcomes"],
    "police-uk/api-json/london_month_2018_06.tar.gz": ["police_uk_api_street"],
    "police-uk/api-json/Wards - wards.csv": ["police_uk_wards"],
    "police-uk/api-json/london_ward_ids_only.csv": ["police_uk_ward_ids"],
    "london-datastore/borough/2023-08_edition/*.csv": ["mps_borough_counts_2023"],
    "london-datastore/borough/2025-12_edition/*.csv": ["mps_borough_counts"],
    "london-datastore/ward/*/*.csv.gz": ["mps_ward_counts"],
    f"{PARQUET}/recorded-crime-lsoa.parquet": ["mps_lsoa_counts"],
    f"{PARQUET}/monthly-crime-dashboard.parquet": ["mps_monthly_dashboard"],
    f"{PARQUET}/custody.parquet": ["mps_custody"],
    f"{PARQUET}/homicide.parquet": ["mps_homicide"],
    f"{PARQUET}/vawg-offences.parquet": ["mps_vawg"],
    "london-datastore/annual/recorded-offences.csv": ["annual_counts"],
    "london-datastore/annual/crime-rates.csv": ["annual_rates"],
    "perceptions/public-perception-data.csv": ["public_perceptions"],
    "workforce/Police_Force_Strength.csv": ["police_force_strength"],
    "geo/boundaries/london_borough.gpkg": ["ons_boroughs_gpkg"],
    "geo/boundaries/london_ward.gpkg": ["ons_wards_gpkg"],
    "geo/boundaries/london_lsoa.gpkg": ["ons_lsoas_gpkg"],
    "geo/derived/london_borough_wgs84.geojson": ["boroughs_geojson"],
    "geo/derived/london_ward_wgs84.geojson": ["wards_geojson"],
    "geo/lookups/LSOA_(2011)*.csv.gz": ["lsoa_2011_to_2021"],
    "geo/lookups/LSOA_(2021)*.csv.gz": ["lsoa_2021_to_ward_2024"],
    "geo/forces.csv": ["police_uk_forces"],
    "population/census2021-ts007a-ltla.csv": ["census_age_districts"],
    "population/census2021-ts007a-lsoa.csv.gz": ["census_age_lsoas"],
    "population/Ethnic group*.xlsx": ["gla_ethnic_group_lsoa"],
    "population/ID 2019 for London.xlsx": [
        "imd_2019",
        "imd_2019_sub_domains",
        "imd_2019_children_and_older",
        "imd_2019_population",
    ],
    "population/ethnic-groups-by-borough.xls": ["gla_ethnic_group_survey"],
    "population/ward-profiles-excel-version.csv": ["gla_ward_profiles"],
}


def unpacked(path: Path, folder: Path) -> Path:
    """Return the file, or what is in it, under a name that says nothing."""
    plain = folder / "given"
    if path.name.endswith(".tar.gz"):
        with tarfile.open(path) as archive:
            first = next(member for member in archive if member.isfile() and member.size > 2)
            plain.write_bytes(archive.extractfile(first).read())
    elif path.suffix == ".gz":
        with gzip.open(path) as packed, plain.open("wb") as out:
            shutil.copyfileobj(packed, out)
    else:
        return path
    return plain


@pytest.mark.parametrize("pattern", EXPECTED)
def test_genuine_files_are_recognised(shared_data, tmp_path, pattern):
    files = sorted(shared_data.glob(pattern))
    assert files, pattern
    for path in files:
        glimpses = take_glimpses(unpacked(path, tmp_path), name="given", limits=Limits())
        found = recognise(glimpses, "given", layouts=LAYOUTS)
        assert [one.layout.layout for one in found] == EXPECTED[pattern], path.name


def test_every_genuine_file_is_expected(shared_data):
    expected = {path for pattern in EXPECTED for path in shared_data.glob(pattern)}
    here = {path for folder in FOLDERS for path in (shared_data / folder).rglob("*") if path.is_file()}
    assert here == expected


@pytest.mark.parametrize(
    ("pattern", "sheets"),
    [
        ("Ethnic group*.xlsx", {"2011", "2021"}),
        ("ID 2019*.xlsx", {"IMD 2019", "Sub domains", "IDACI and IDAOPI", "Population figures"}),
        ("ethnic-groups*.xls", {str(year) for year in range(2012, 2019)}),
    ],
)
def test_sheets_of_the_genuine_workbooks(shared_data, pattern, sheets):
    (path,) = (shared_data / "population").glob(pattern)
    found = recognise(take_glimpses(path, name="w", limits=Limits()), "w", layouts=LAYOUTS)
    assert {table for one in found for table in one.tables} == sheets
