"""Chart, table and file are made of the same rows, so they cannot disagree. Here that is checked from
outside.
"""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from itertools import islice

import pytest

from peelian.publication.pages import measure
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader


class Tables(HTMLParser):
    """Reads the rows of the table in one section."""

    def __init__(self, section):
        super().__init__()
        self.section, self.inside, self.rows, self.cell = section, False, [], None

    def handle_starttag(self, tag, attrs):
        if tag == "section":
            self.inside = dict(attrs).get("id") == self.section
        elif self.inside and tag == "tr":
            self.rows.append([])
        elif self.inside and tag in ("td", "th"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(self.cell.strip())
            self.cell = None

    def handle_data(self, data):
        if self.cell is not None:
            self.cell += data


def table_of(html, section):
    reader = Tables(section)
    reader.feed(html)
    return [row for row in reader.rows if row][1:]


def file_of(site, name):
    return list(csv.DictReader(io.StringIO((site.folder / "data" / name).read_text("utf-8"))))


def number(text):
    return text.replace(",", "").split()[0]


@pytest.mark.parametrize("measure", ["all_crime", "robbery_personal", "hate_crime"])
def test_table_and_file_have_the_same_rows(site, measure):
    rows = table_of(site.html(f"offence/{measure}.html"), "all")
    file = file_of(site, f"SYNTHETIC-offence-{measure}-all.csv")
    assert [row[0] for row in rows] == [line["area_name"] for line in file]
    assert [number(row[1]) for row in rows] == [line["value"] for line in file]
    assert [row[-1].replace("clear ", "").replace("no change", "no clear change") for row in rows] == [
        line["judgement"] for line in file
    ]


def test_tiles_and_file_have_the_same_numbers(site):
    html = site.html("offence/robbery_personal.html")
    drawn = dict(re.findall(r'class="tn">([^<]+)</span>.*?class="tv">([^<]+)<', html))
    file = {
        line["area_name"]: line["value"]
        for line in file_of(site, "SYNTHETIC-offence-robbery_personal-where.csv")
    }
    assert {name: number(value) for name, value in drawn.items()} == file


def test_lines_of_the_tiles_are_in_their_file(site):
    html = site.html("offence/robbery_personal.html")
    points = [len(run.split()) for run in re.findall(r'<li class="c\d.*?points="([^"]+)"', html)]
    file = file_of(site, "SYNTHETIC-offence-robbery_personal-where-lines.csv")
    areas = [line["area_code"] for line in file]
    assert sorted(points) == sorted(areas.count(code) for code in set(areas))


def test_states_are_words_in_the_table_and_empty_in_the_file(site):
    html = site.html("measure/victims.html")
    printed = {row[0]: row[1] for row in table_of(html, "all")}
    file = {line["area_name"]: line for line in file_of(site, "SYNTHETIC-measure-victims-all.csv")}
    for name, line in file.items():
        if line["state"] in ("suppressed", "not measured"):
            assert printed[name] == line["state"]
            assert line["value"] == ""
        else:
            assert line["state"] in printed[name]
    assert {line["state"] for line in file.values()} >= {
        "suppressed",
        "not measured",
        "low reliability",
        "provisional",
    }


def test_comparison_across_a_break_is_refused_everywhere(site):
    html = site.html("offence/hate_crime.html")
    assert "cannot be compared with the year before" in html
    assert "28 February 2031" in html
    assert not re.search(r'class="tc"><span aria-hidden="true">[▲▼]', html)
    file = file_of(site, "SYNTHETIC-offence-hate_crime-all.csv")
    assert {line["judgement"] for line in file} == {"not comparable"}
    assert file[0]["break_texts"].startswith("A new system")
    assert {line["breaks"] for line in file} == {"made_up_crime.new-system"}


def test_caveat_of_a_field_is_on_the_page_and_in_every_file_of_findings(site):
    text = "Flags are set by hand, and not every officer sets them."
    for path, html in site.pages().items():
        if path.startswith("offence/") and "hate" not in path:
            assert text in html, path
    for file in (site.folder / "data").glob("SYNTHETIC-offence-burglary*.csv"):
        assert text in file.read_text("utf-8"), file.name


def test_panel_without_a_table_of_its_own_has_its_rows_in_the_table_below(six):
    reader = Reader(six)
    without = 0
    for page in (promise.make() for promise in islice(measure.pages(reader, Outlines(reader)), 4)):
        below = {f.area for p in page.panels if p.id == "all" for d in p.downloads for f in d.findings}
        for panel in page.panels:
            assert (panel.table is None) == (panel.shown == "below")
            if panel.table is None:
                without += 1
                assert {f.area for f in panel.downloads[0].findings} <= below
    assert without, "no page was looked at that has such a panel"
