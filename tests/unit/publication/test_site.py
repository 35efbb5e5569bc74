"""The site as files: whole, small, safe, and the same story for any force."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from peelian.findings.store import FINDINGS_SCHEMA
from peelian.publication.edition import CaveatText, MeasureText
from peelian.publication.page import say_caveats_once
from peelian.publication.panel import Panel
from peelian.publication.site import PAGE_LIMIT, build_site
from peelian.publication.table import Cell, Table
from peelian.reference.area import Area
from peelian.reference.period import Period
from tests.fabricated import LAST, fabricated_edition, finding_row, with_findings
from tests.links import dead_links

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Page(HTMLParser):
    """Reads a page's links, ids, headings and how its elements are nested."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.headings, self.tags, self.attrs, self.open = [], [], [], [], [], []
        self.wrong = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.append((tag, found))
        self.attrs += [name for name, _ in attrs]
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[key] for key in ("href", "src") if key in found]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


@pytest.fixture(scope="session")
def pages(site, city):
    return {
        f"{where}:{path}": (Page(html), html, built)
        for where, built in (("six", site), ("city", city))
        for path, html in built.pages().items()
    }


def test_no_link_is_dead(site, city):
    assert dead_links(site.folder) == []
    assert dead_links(city.folder) == []


def test_nothing_leads_to_another_host(pages):
    for name, (page, html, _) in pages.items():
        assert not [link for link in page.links if re.match(r"[a-z]+:|//", link)], name
        assert "http:" not in html.lower(), name
        assert "https:" not in html.lower(), name


def test_ids_are_unique_and_labels_point_at_them(pages):
    for name, (page, _, _) in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for _, attrs in page.tags:
            for label in attrs.get("aria-labelledby", "").split():
                assert label in page.ids, (name, label)


def test_pages_are_well_formed(pages):
    for name, (page, _, _) in pages.items():
        assert page.wrong == [], name
        assert page.open == [], name


def test_one_heading_one_and_no_level_is_skipped(pages):
    for name, (page, _, _) in pages.items():
        assert page.headings.count(1) == 1, name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(later - earlier <= 1 for earlier, later in steps), (name, page.headings)


def test_titles_of_one_site_are_all_different(site, city):
    for built in (site, city):
        titles = {path: re.search(r"<title>(.*?)</title>", html)[1] for path, html in built.pages().items()}
        taken: dict[str, str] = {}
        for path, title in titles.items():
            assert title not in taken, (path, taken[title], title)
            taken[title] = path


def test_landmarks_language_and_skip_link(pages):
    for name, (page, html, _) in pages.items():
        tags = [tag for tag, _ in page.tags]
        assert ("html", {"lang": "en-GB"}) in page.tags, name
        assert {"header", "nav", "main", "footer"} <= set(tags), name
        assert html.index('class="skip" href="#main"') < html.index("<header"), name


def test_tables_have_captions_and_scopes(pages):
    for name, (_, html, _) in pages.items():
        for table in re.findall(r"<table>.*?</table>", html, re.DOTALL):
            assert "<caption>" in table, name
            assert not re.findall(r"<th(?! scope=| scope)", table.replace("<thead>", "")), name


def test_every_picture_is_named_or_left_out(pages):
    for name, (page, _, _) in pages.items():
        for tag, attrs in page.tags:
            if tag == "svg" and attrs.get("class") != "st":
                assert attrs.get("role") in ("img", "group") or attrs.get("aria-hidden") == "true", (
                    name,
                    attrs,
                )


def test_policy_of_the_page_is_kept_by_the_page(pages):
    for name, (page, html, _) in pages.items():
        policy = next(
            attrs["content"] for tag, attrs in page.tags if tag == "meta" and attrs.get("http-equiv")
        )
        assert "default-src 'none'" in policy, name
        assert "style-src 'self'" in policy, name
        assert "unsafe" not in policy, name
        assert "style" not in page.attrs, name
        assert not [attr for attr in page.attrs if attr.startswith("on")], name
        assert "<script" not in html.lower(), name
        assert "<style" not in html.lower(), name


def test_pages_are_small(site, city):
    for built in (site, city):
        assert built.report.too_large == ()
        css = (built.folder / "site.css").stat().st_size
        for path in built.folder.rglob("*.html"):
            assert path.stat().st_size + css <= PAGE_LIMIT, path.name


def test_every_panel_has_window_file_and_table(site):
    for path, html in site.pages().items():
        for panel in re.findall(r'<section class="panel(?: half)?" id="[^"]+".*?</section>', html, re.DOTALL):
            if 'class="take"' not in panel:
                continue
            assert re.search(r'class="kick">\S', panel), path
            assert "data/SYNTHETIC-" in panel, path
            assert "<table>" in panel or 'href="#all"' in panel, path


def test_panels_of_findings_say_what_they_cannot_tell(site):
    for path in (
        "index.html",
        "offence/theft.html",
        "borough/Z09000001.html",
        "ward/Z05001001.html",
        "priority/robbery.html",
        "stops.html",
        "watch.html",
    ):
        html = site.html(path)
        assert html.count("What this cannot tell you.") == html.count('class="take"'), path
        assert html.count("data to November 2031") > html.count('class="take"'), path


def test_synthetic_is_said_everywhere(site):
    for path, html in site.pages().items():
        assert 'class="synthetic"' in html, path
        assert "<title>SYNTHETIC" in html, path
        assert all("SYNTHETIC" in name for name in re.findall(r"data/([^\"]+)", html)), path
        for title in re.findall(r"<title id=[^>]+>([^<]+)", html):
            assert title.startswith("SYNTHETIC"), (path, title)
    for file in (site.folder / "data").iterdir():
        assert file.name.startswith("SYNTHETIC-")
    for file in (site.folder / "data").glob("*.csv"):
        _, *rows = file.read_text("utf-8").splitlines()
        assert all("SYNTHETIC" in row for row in rows), file.name


def test_genuine_edition_does_not_cry_synthetic(city):
    assert "SYNTHETIC" not in city.html("index.html")


def test_every_area_and_measure_has_its_page(site):
    paths = set(site.pages())
    assert {f"borough/Z0900000{n}.html" for n in range(1, 7)} <= paths
    assert sum(path.startswith("ward/") for path in paths) == 13
    assert {"offence/burglary.html", "measure/stops.html", "offence/hate_crime.html"} <= paths
    assert not [path for path in paths if "airfield" in path]


def test_places_that_are_no_areas_are_counted_beside_them(site):
    html = site.html("offence/theft.html")
    assert "Counted beside the districts: Airfield." in html
    assert "Airfield" not in re.search(r'<ol class="tiles.*?</ol>', html, re.DOTALL).group()


def test_force_names_its_own_levels(site):
    html = site.html("index.html")
    assert "of 6 districts" in re.search("<h1>(.*?)</h1>", html).group(1)
    assert "borough" not in re.sub(r"<[^>]+>", "", html).lower()


def test_nothing_in_the_package_names_a_real_force(site):
    for path, html in site.pages().items():
        assert not re.search("london|metropolitan|mopac", html, re.IGNORECASE), path


def test_map_is_drawn_from_boundaries_and_left_out_without(site, city):
    assert 'class="map"' in city.html("offence/theft.html")
    assert 'class="map"' not in site.html("offence/theft.html")
    assert 'class="locator"' in city.html("borough/Z09000001.html")


def test_ambiguous_measure_is_never_coloured(site):
    html = re.sub(r"<footer.*", "", site.html("measure/stops.html"), flags=re.DOTALL)
    assert not re.search(r'class="[^"]*\b(good|bad|fallen|risen)\b', html)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """A site whose every name tries something."""
    bad = '<script>alert("1")</script>'
    area = Area("../../x<y>", "borough", bad)
    other = Area("=A1", "borough", "=cmd|' /C calc'!A0")
    top = Area("T", "force", f"Top {bad}")
    year = Period.rolling_12(LAST)
    more = {"unit": bad, "caveats": [f"s.{bad}"], "vintages": ['"><img src=x>']}
    rows = [finding_row(f"m{bad}", bad, a, year, 5.0, **more) for a in (area, other, top)]
    rows += [finding_row(f"m{bad}", bad, top, year, 5.0, group=f"g={bad}", **more)]
    edition = dataclasses.replace(
        with_findings(fabricated_edition("six"), rows),
        body=bad,
        place=bad,
        force=bad,
        title=bad,
        contact=bad,
        force_code="T",
        next_update=bad,
        synthetic=False,
        areas={a.code: a for a in (area, other, top)},
        measures=(MeasureText(f"m{bad}", bad, bad, bad, source=bad, family=bad, many=bad),),
        caveats={f"s.{bad}": CaveatText(f"s.{bad}", bad, advice=bad, source=bad)},
        attributions=(bad,),
    )
    folder = tmp_path_factory.mktemp("hostile") / "deep" / "site"
    build_site(edition, folder)
    return folder


def test_hostile_names_stay_text(hostile):
    for path in hostile.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<script" not in html.lower(), path.name
        assert "<img" not in html.lower(), path.name
        page = Page(html)
        assert (page.wrong, page.open) == ([], []), path.name


def test_hostile_names_never_start_a_formula(hostile):
    for path in (hostile / "data").glob("*.csv"):
        for line in path.read_text("utf-8").splitlines():
            assert not re.search(r'(^|,)"?[=+@]', line), path.name


def test_hostile_codes_stay_inside_the_folder(hostile):
    assert sorted(p.name for p in hostile.parent.iterdir()) == ["site"]
    assert sorted(p.name for p in hostile.parent.parent.iterdir()) == ["deep"]


def test_edition_without_findings_still_builds(tmp_path):
    empty = dataclasses.replace(fabricated_edition("six"), findings=FINDINGS_SCHEMA.empty_table())
    report = build_site(empty, tmp_path)
    assert report.pages > 5
    assert "Nothing has been measured yet" in (tmp_path / "index.html").read_text("utf-8")


def test_progress_is_told(six, tmp_path):
    told = []
    report = build_site(six, tmp_path, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (report.pages, report.pages)
    assert len(told) == report.pages


def test_two_areas_with_one_name_get_two_pages(tmp_path):
    year = Period.rolling_12(LAST)
    areas = [Area("a b", "borough", "Same"), Area("a/b", "borough", "Same"), Area("T", "force", "Top")]
    rows = [finding_row("m", "M", area, year, 5.0) for area in areas]
    edition = dataclasses.replace(
        with_findings(fabricated_edition("six"), rows),
        force_code="T",
        areas={a.code: a for a in areas},
        measures=(),
    )
    build_site(edition, tmp_path)
    assert len(list((tmp_path / "borough").glob("a-b*.html"))) == 2


def panel(name, *keys):
    table = Table("t", (("a", ""),), ((Cell("1"),),))
    return Panel(name, "", name, "", table, caveats=tuple(CaveatText(key, key) for key in keys))


def test_each_caveat_is_printed_once_and_pointed_to_after():
    first, second = say_caveats_once([panel("one", "a", "b"), None, panel("two", "a", "b", "c")])
    assert [c.key for c in first.caveats_here] == ["a", "b"]
    assert [c.key for c in second.caveats_here] == ["c"]
    assert [(above.id, above.count) for above in second.caveats_above] == [("one", 2)]


def test_table_refuses_rows_of_another_width():
    with pytest.raises(ValueError, match="2 columns was given a row of 1"):
        Table("t", (("a", ""), ("b", "")), ((Cell("1"),),))


def test_site_is_the_same_with_any_number_of_processes(tmp_path):
    edition = fabricated_edition()
    built = {}
    for processes in (1, 2, 5):
        folder = tmp_path / str(processes)
        told = []
        report = build_site(
            edition, folder, processes=processes, progress=lambda n, of, told=told: told.append((n, of))
        )
        assert told == [(n, report.pages) for n in range(1, report.pages + 1)]
        files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        built[processes] = (files, report.bytes, report.files, report.largest)
    assert built[1] == built[2] == built[5]
