"""The performance page: five lenses on one screen, for the whole place and for each district, with the list
behind it.
"""

from __future__ import annotations

import csv
import dataclasses
import re

import pytest

from peelian.publication.site import PAGE_LIMIT, build_site
from tests.fabricated import fabricated_edition
from tests.fabricated_performance import performing_edition
from tests.unit.publication.conftest import Built
from tests.unit.publication.test_site import Page


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("performing")
    edition = performing_edition("six", wards=1, years=3)
    return Built(edition, folder, build_site(edition, folder))


def test_title_carries_the_month(built):
    assert "<h1>Performance, November 2031</h1>" in built.html("performance.html")


def test_five_lenses_and_the_one_without_tiles_says_so(built):
    html = built.html("performance.html")
    assert html.count('<section class="lens"') == 5
    assert "Not measured: the plan names no tile for it." in html


def test_every_tile_has_its_window_dates_caveats_and_file(built):
    html = built.html("performance.html")
    tiles = re.findall(r'<article class="tile" id="([^"]+)">(.*?)</article>', html, re.DOTALL)
    assert len(tiles) == 9
    for name, tile in tiles:
        assert re.search(r'class="tw">[^<]+ · data to \w+ 2031', tile), name
        assert re.search(r"<summary>\d+ caveats?, table", tile), name
        assert f'href="data/SYNTHETIC-performance-{name}.csv"' in tile, name
        assert "next update 8 January 2032" in tile, name
        assert "SYNTHETIC" in tile, name
    assert sum("in development" in tile for _, tile in tiles) == 1
    untold = re.findall(r'<article class="tile untold".*?</article>', html, re.DOTALL)
    assert len(untold) == 2
    assert any("<b>Not measured.</b> No survey is open." in tile for tile in untold)


def test_page_is_sound_small_and_without_script(built):
    for path in ("performance.html", "performance/chosen.html", "performance/Z09000001.html"):
        html = built.html(path)
        page = Page(html)
        assert not page.wrong, path
        assert not page.open, path
        assert len(page.ids) == len(set(page.ids)), path
        assert page.headings[0] == 1, path
        assert all(b - a <= 1 for a, b in zip(page.headings, page.headings[1:], strict=False)), path
        assert "<script" not in html, path
        assert built.report.largest[1] < PAGE_LIMIT


def test_every_link_leads_somewhere(built):
    for path in ("performance.html", "performance/chosen.html", "performance/Z09000001.html"):
        for link in Page(built.html(path)).links:
            target = (built.folder / path).parent / link.partition("#")[0]
            assert not link.partition("#")[0] or target.exists(), (path, link)


def test_home_leads_here_first_and_the_menu_holds_it(built):
    html = built.html("index.html")
    doors = html.partition('<ul class="doors">')[2]
    assert re.search(r'<li><a href="([^"]+)"', doors).group(1) == "performance.html"
    assert '<li><a href="performance.html">Performance</a></li>' in html


def test_districts_have_the_tiles_that_exist_there(built):
    html = built.html("performance/Z09000001.html")
    assert re.search(r"<h1>Performance in [^<]+, November 2031</h1>", html)
    shown = re.findall(r'<article class="tile" id="([^"]+)">', html)
    assert shown == ["volume", "all", "high-harm", "year", "survey"]
    assert "Not told for " in html
    assert 'href="../borough/Z09000001.html"' in html
    assert 'href="../performance/Z09000001.html"' in built.html("borough/Z09000001.html")
    assert not list((built.folder / "performance").glob("Z05*"))


def test_list_behind_the_tile_is_all_of_them(built):
    plan = built.edition.plan
    whole = len(plan.choices)
    assert f"of the {whole} chosen priorities fell" in built.html("performance/chosen.html")
    with (built.folder / "data" / "SYNTHETIC-performance-chosen-chosen.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["measure"].startswith("chosen_")]
    assert len(rows) == whole
    fell = sum(float(row["value"]) < float(row["previous"]) for row in rows)
    assert built.html("performance/chosen.html").count(f"<h1>{fell} of the {whole} ") == 1


def test_sentence_and_table_are_of_the_same_numbers(built):
    with (built.folder / "data" / "SYNTHETIC-performance-all.csv").open(encoding="utf-8") as file:
        raw = next(row for row in csv.DictReader(file) if not row["group"])
    assert f"{float(raw['value']):,.0f} more than in October 2031" in built.html("performance.html")


def test_a_plan_without_a_page_has_none(tmp_path):
    edition = fabricated_edition("six", wards=1, years=2)
    build_site(edition, tmp_path)
    assert not (tmp_path / "performance.html").exists()
    assert "performance.html" not in (tmp_path / "index.html").read_text("utf-8")


def test_a_page_as_at_a_day_says_so_and_tells_nothing_later(tmp_path):
    import datetime as dt

    edition = performing_edition("six", wards=1, years=3, as_at=dt.date(2031, 8, 31))
    build_site(dataclasses.replace(edition, next_update=None), tmp_path)
    html = (tmp_path / "performance.html").read_text("utf-8")
    assert "<h1>Performance, August 2031</h1>" in html
    assert "none after 31 August 2031" in html
    told = html.partition('<div class="lenses">')[2].partition('<p class="un legend">')[0]
    assert "September 2031" not in told
    assert "November 2031" not in told
    for file in (tmp_path / "data").glob("SYNTHETIC-performance*.csv"):
        with file.open(encoding="utf-8") as opened:
            assert all(row["period_to"] <= "2031-08-31" for row in csv.DictReader(opened)), file.name
