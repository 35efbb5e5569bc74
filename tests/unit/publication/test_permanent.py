"""Permanent addresses: a release stays as it was published, and says so; the plain path is the latest."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
import io
import re

import pytest

from peelian.publication.release_text import ReleaseText
from peelian.publication.site import build_site
from tests.fabricated import fabricated_edition
from tests.unit.publication.conftest import released

KEPT = "release/2031-12-12/"


def test_every_page_has_a_permanent_address(city):
    pages = city.pages()
    plain = {path for path in pages if not path.startswith("release/")}
    assert {f"{KEPT}{path}" for path in plain} == set(pages) - plain
    for path in plain:
        assert f'{"../" * path.count("/")}{KEPT}{path}"' in pages[path], path


def test_kept_page_says_so_and_leads_to_the_latest(city):
    kept = city.html(f"{KEPT}borough/Z09000001.html")
    assert 'class="kept"' in kept
    assert 'href="../../../borough/Z09000001.html"' in kept
    assert 'class="kept"' not in city.html("borough/Z09000001.html")


def test_faces_differ_in_their_notes_alone(city):
    def without(html):
        lines = re.sub(r" · release [^<]+</title>", "</title>", html).splitlines()
        return [line for line in lines if line and "elease" not in line]

    assert without(city.html("offence/theft.html")) == without(city.html(f"{KEPT}offence/theft.html"))


def test_files_of_both_addresses_are_one_on_the_disk(city):
    plain = city.folder / "data" / "offence-theft-all.csv"
    assert plain.samefile(city.folder / KEPT / "data" / "offence-theft-all.csv")


def test_release_stands_on_every_page_and_in_every_file(city):
    for path, html in city.pages().items():
        assert '<span class="code">2031-12-12</span>' in html, path
    for line in csv.DictReader(io.StringIO((city.folder / "data/offence-theft-all.csv").read_text("utf-8"))):
        assert line["release"] == "2031-12-12"


def test_build_that_is_no_release_has_no_permanent_address(site):
    assert not (site.folder / "release").exists()
    assert "has no permanent address" in site.html("releases.html")
    assert "permanent address of this page" not in site.html("index.html")


def test_release_log_tells_what_changed(city):
    html = city.html("releases.html")
    assert "Three months of theft were revised." in html
    assert "A rate of Coldmere was printed twice too high." in html
    assert "Made-up recorded crime: November 2031" in html
    assert html.index("2031-12-12") < html.index("2031-11-12")


def test_release_whose_pages_are_gone_is_told_without_a_link(city):
    html = city.html("releases.html")
    assert "Its pages are not kept on this site." in html
    assert "release/2031-11-12/" not in html


def test_release_kept_from_before_is_led_to_from_both_faces(tmp_path):
    earlier = tmp_path / "release" / "2031-11-12"
    earlier.mkdir(parents=True)
    (earlier / "index.html").write_text("as it was", encoding="utf-8")
    build_site(released(fabricated_edition("six", wards=0, years=3)), tmp_path)
    assert 'href="release/2031-11-12/index.html"' in (tmp_path / "releases.html").read_text("utf-8")
    kept = (tmp_path / KEPT / "releases.html").read_text("utf-8")
    assert 'href="../../release/2031-11-12/index.html"' in kept
    assert (earlier / "index.html").read_text("utf-8") == "as it was"


@pytest.mark.parametrize("name", ["", "../x", "a b", "-x", "a/b", "x" * 81])
def test_release_id_that_cannot_be_an_address_is_refused(name, six):
    with pytest.raises(ValueError, match="id of a release"):
        ReleaseText(name, six.built_at)


def test_list_of_files_is_true(city):
    with (city.folder / "data" / "files.csv").open(encoding="utf-8", newline="") as file:
        listed = {row["file"]: row for row in csv.DictReader(file)}
    there = {path.name for path in (city.folder / "data").iterdir()} - {"files.csv"}
    assert set(listed) == there
    for name in ("offence-theft.xlsx", "findings-theft.parquet", "offence-theft-all.csv"):
        content = (city.folder / "data" / name).read_bytes()
        assert listed[name]["sha256"] == hashlib.sha256(content).hexdigest()
        assert int(listed[name]["bytes"]) == len(content)


def test_hostile_title_cannot_leave_the_style_sheet(tmp_path):
    edition = dataclasses.replace(
        fabricated_edition("six", wards=0, years=3), body='x"; } body { display: none'
    )
    build_site(edition, tmp_path)
    css = (tmp_path / "site.css").read_text("utf-8")
    assert "body { display" not in css
    assert '"; }' not in css
    assert "SYNTHETIC" in css


def test_each_area_measure_and_release_has_an_address(city):
    for path in ("borough/Z09000001.html", "ward/Z05001001.html"):
        for html in (city.html(path), city.html(KEPT + path)):
            assert html.count('id="m-theft"') == 1
            assert html.count('id="m-stops"') <= 1
