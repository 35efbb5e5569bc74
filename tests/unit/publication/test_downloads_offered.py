"""What a site offers to take away: what is left out is not made, not linked and not spoken of."""

from __future__ import annotations

import csv
import dataclasses
import re

import pytest

from peelian.publication.site import build_site
from tests.fabricated import fabricated_edition
from tests.fabricated_performance import performing_edition
from tests.links import dead_links
from tests.unit.publication.conftest import released

OF_BOOKS, OF_WHOLE = r"workbook|\.xlsx|\bsheets?\b", r"whole files?|parquet|\.zip|zipped"
CHOICES = [(), ("workbooks",), ("whole files",), ("whole files", "workbooks")]


@pytest.fixture(scope="module")
def edition():
    return released(performing_edition("six", wards=1, years=3))


@pytest.fixture(scope="module")
def everything(edition, tmp_path_factory):
    folder = tmp_path_factory.mktemp("everything")
    build_site(edition, folder)
    return files_of(folder)


@pytest.fixture(scope="module", params=CHOICES, ids=lambda offered: " and ".join(offered) or "neither")
def offered(request, edition, tmp_path_factory):
    folder = tmp_path_factory.mktemp("offered")
    build_site(dataclasses.replace(edition, downloads=request.param), folder)
    return request.param, folder


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}


def test_no_link_is_dead(offered):
    _, folder = offered
    assert dead_links(folder) == []


def test_only_what_is_offered_is_made_under_both_addresses(offered):
    chosen, folder = offered
    for data in (folder / "data", folder / "release" / "2031-12-12" / "data"):
        endings = {path.suffix for path in data.iterdir()}
        books, whole = "workbooks" in chosen, "whole files" in chosen
        assert endings == {".csv"} | ({".xlsx"} if books else set()) | (
            {".parquet", ".zip"} if whole else set()
        )


def test_no_page_speaks_of_what_is_not_offered(offered):
    chosen, folder = offered
    pages = {path: path.read_text("utf-8") for path in folder.rglob("*.html")}
    for word, pattern in (("workbooks", OF_BOOKS), ("whole files", OF_WHOLE)):
        found = [path.name for path, html in pages.items() if re.search(pattern, html, re.IGNORECASE)]
        assert bool(found) == (word in chosen), found[:5]


def test_files_speak_of_whole_files_only_where_there_are_some(offered):
    chosen, folder = offered
    text = (folder / "data" / "SYNTHETIC-columns.csv").read_text("utf-8")
    assert ("whole files" in text) == ("whole files" in chosen)


def test_list_of_files_is_what_there_is(offered):
    _, folder = offered
    with (folder / "data" / "SYNTHETIC-files.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["file"] for row in csv.DictReader(file)}
    assert listed == {path.name for path in (folder / "data").iterdir()} - {"SYNTHETIC-files.csv"}


def test_files_of_charts_are_the_same_whatever_is_offered(offered, everything):
    _, folder = offered
    own = {"SYNTHETIC-files.csv", "SYNTHETIC-columns.csv"}
    charts = {
        name: content
        for name, content in everything.items()
        if name.endswith(".csv") and name.rpartition("/")[2] not in own
    }
    made = files_of(folder)
    assert len(charts) > 40
    assert charts == {name: made.get(name) for name in charts}


def test_all_of_it_is_the_site_of_those_who_say_nothing(offered, everything):
    chosen, folder = offered
    if len(chosen) == 2:
        assert files_of(folder) == everything


def test_downloads_page_says_what_there_is(offered):
    chosen, folder = offered
    html = (folder / "downloads.html").read_text("utf-8")
    assert "a CSV file beside each chart" in html
    assert ('id="measures"' in html) == bool(chosen)
    assert ('href="#measures"' in html) == bool(chosen)
    assert ("Workbook<span" in html) == ("workbooks" in chosen)
    assert ("Parquet<span" in html) == ("whole files" in chosen)


def test_many_areas_have_a_page_of_workbooks_only_where_there_are_workbooks(tmp_path):
    edition = fabricated_edition("city", wards=2, years=2)
    build_site(edition, tmp_path / "with")
    build_site(dataclasses.replace(edition, downloads=("whole files",)), tmp_path / "without")
    assert (tmp_path / "with" / "downloads-ward.html").is_file()
    assert not (tmp_path / "without" / "downloads-ward.html").exists()
    assert dead_links(tmp_path / "without") == []
