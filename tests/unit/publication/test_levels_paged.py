"""Levels of area that get pages: others are told in tables and maps, and nothing links to pages of them."""

from __future__ import annotations

import dataclasses
import re

import pytest

from peelian.publication.reader import Reader
from peelian.publication.site import build_site
from tests.fabricated_performance import performing_edition
from tests.links import dead_links
from tests.unit.publication.conftest import Built, released


def built(tmp_path_factory, paged):
    edition = dataclasses.replace(released(performing_edition("six", wards=2, years=3)), paged=paged)
    folder = tmp_path_factory.mktemp("paged")
    return Built(edition, folder, build_site(edition, folder))


@pytest.fixture(scope="module")
def boroughs(tmp_path_factory):
    return built(tmp_path_factory, ("borough",))


@pytest.fixture(scope="module", params=[("borough",), ("ward",), ()], ids=lambda paged: paged or ("none",))
def some(request, tmp_path_factory):
    return built(tmp_path_factory, request.param)


def test_no_link_is_dead_and_none_leads_nowhere(some):
    assert dead_links(some.folder) == []


def test_only_levels_named_have_pages_and_a_place_in_the_menu(some):
    for level in ("borough", "ward"):
        has = level in some.edition.paged
        assert (some.folder / level / "index.html").is_file() == has
        assert (f'href="{level}/index.html"' in some.html("index.html")) == has


def test_levels_without_pages_are_still_told(some):
    reader = Reader(some.edition)
    assert reader.levels == ("borough", "ward")
    assert reader.paged == some.edition.paged


def test_wards_without_pages_stand_by_name_on_the_page_of_their_borough(boroughs):
    (path,) = [p for p in boroughs.pages() if p.startswith("borough/") and p.endswith("001.html")][:1]
    html = boroughs.html(path)
    ward = next(a for a in boroughs.edition.areas.values() if a.level == "ward" and a.parent == path[8:-5])
    assert re.search(rf"<th[^>]*>{ward.name}", html)
    assert "../ward/" not in html
