"""SYNTHETIC on everything that rests on made-up rows, in the file, its name, its drawings and cells; and on
nothing else where only some of it does.
"""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import zipfile

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from peelian.publication.labels import label_drawings
from peelian.publication.running_heads import running_heads
from peelian.publication.site import build_site
from tests.fabricated_performance import performing_edition
from tests.unit.publication.conftest import Built, released

WARNED = "Every number was made up"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Built:
    folder = tmp_path_factory.mktemp("made-up")
    edition = released(performing_edition("six", wards=1, years=3))
    return Built(edition, folder, build_site(edition, folder))


@pytest.fixture(scope="module")
def mixed(tmp_path_factory) -> Built:
    """A site on which stop and search alone rests on made-up rows."""
    folder = tmp_path_factory.mktemp("mixed")
    edition = performing_edition("six", wards=1, years=3, synthetic=False)
    table = edition.findings
    made_up = pc.equal(table["measure"].cast(pa.string()), "stops")
    table = table.set_column(table.schema.get_field_index("synthetic"), "synthetic", made_up)
    edition = dataclasses.replace(edition, findings=table)
    return Built(edition, folder, build_site(edition, folder))


def outermost(html):
    """Every drawing of a page, whole."""
    depth, start, out = 0, 0, []
    for found in re.finditer(r"<svg\b[^>]*>|</svg>", html):
        depth += 1 if found.group() != "</svg>" else -1
        if depth == 1 and found.group() != "</svg>":
            start = found.start()
        elif not depth:
            out.append(html[start : found.end()])
    return out


def test_every_file_and_its_name(whole):
    checked = 0
    for path in whole.folder.rglob("*"):
        if path.is_dir() or path.suffix == ".css":
            continue
        checked += 1
        if path.suffix == ".html":
            assert path.read_text("utf-8").count("SYNTHETIC") >= 2, path
        elif path.suffix == ".csv":
            assert path.name.startswith("SYNTHETIC-")
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    assert row["synthetic"] in ("yes", "SYNTHETIC"), path
        elif path.suffix == ".parquet":
            assert path.name.startswith("SYNTHETIC-")
            table = pq.read_table(path)
            assert b"SYNTHETIC" in table.schema.metadata
            assert all(table["synthetic"].to_pylist())
        elif path.suffix == ".zip":
            assert path.name.startswith("SYNTHETIC-")
            with zipfile.ZipFile(path) as packed:
                (name,) = packed.namelist()
                assert name.startswith("SYNTHETIC-")
                rows = list(csv.DictReader(io.TextIOWrapper(packed.open(name), "utf-8")))
                assert {row["label"] for row in rows} <= {"SYNTHETIC"}
        else:
            assert path.suffix == ".xlsx", path
            assert path.name.startswith("SYNTHETIC-")
    assert checked > 600


def test_every_page_in_its_title_its_banner_and_on_paper(whole):
    for path, html in whole.pages().items():
        assert "<title>SYNTHETIC · " in html, path
        assert '<div class="synthetic" role="note"' in html, path
    css = (whole.folder / "site.css").read_text("utf-8")
    head = re.search(r'@top-right\{content: ?"([^"]*)"', css).group(1)
    assert (
        re.sub(r"\\([0-9a-f]{6})", lambda m: chr(int(m[1], 16)), head) == "SYNTHETIC: every number is made up"
    )


def test_every_drawing_in_itself(whole):
    seen = shown = 0
    for path, html in whole.pages().items():
        for drawing in outermost(html):
            seen += 1
            assert re.match(r"<svg\b[^>]*><title[^>]*>SYNTHETIC", drawing), (path, drawing[:200])
            if re.match(r'<svg\b[^>]*class="(chart|map)', drawing):
                shown += 1
                assert drawing.count(">SYNTHETIC</text>") == 1, path
    assert seen > 2000
    assert shown > 100


def test_every_cell_of_a_workbook(whole):
    for name in ("performance", "index", "offence-theft", "borough-Z09000001", "catalogue-made_up_crime"):
        path = whole.folder / "data" / f"SYNTHETIC-{name}.xlsx"
        if not path.exists():
            continue
        book = load_workbook(path)
        for sheet in book:
            assert WARNED in sheet["A1"].comment.text, (name, sheet.title)
            if sheet.title in ("Cover", "Contents", "Notes"):
                continue
            (table,) = sheet.tables.values()
            head, *body = sheet[table.ref]
            assert all(WARNED in cell.comment.text for cell in head), (name, sheet.title)
            (prompt,) = sheet.data_validations.dataValidation
            assert prompt.promptTitle == "SYNTHETIC"
            assert WARNED in prompt.prompt
            assert prompt.showInputMessage
            assert all(cell.coordinate in prompt.sqref for row in body for cell in row)


def test_a_site_that_is_partly_made_up_labels_that_part(mixed):
    assert "SYNTHETIC" in mixed.html("measure/stops.html").partition("</title>")[0]
    assert "SYNTHETIC" not in mixed.html("offence/theft.html")
    assert "SYNTHETIC" not in mixed.html("performance.html")
    home = mixed.html("index.html")
    assert "What is marked SYNTHETIC on this page" in home or "SYNTHETIC" not in home
    names = {path.name for path in (mixed.folder / "data").iterdir()}
    assert "SYNTHETIC-measure-stops.xlsx" in names
    assert "SYNTHETIC-findings-stops.parquet" in names
    assert "offence-theft.xlsx" in names
    assert "findings-theft.parquet" in names
    assert "files.csv" in names
    for path in (mixed.folder / "data").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            marks = {row.get("synthetic", "no") for row in csv.DictReader(file)}
        if not path.name.startswith("SYNTHETIC-") and path.name != "files.csv":
            assert marks <= {"no"}, path
        elif path.name.startswith("SYNTHETIC-"):
            assert marks & {"yes", "SYNTHETIC"} or not marks, path


def test_links_of_a_partly_made_up_site_hold(mixed):
    for path, html in mixed.pages().items():
        for name in re.findall(r'href="(?:\.\./)*data/([^"]+)"', html):
            assert (mixed.folder / "data" / name).exists(), (path, name)


def test_panels_of_a_partly_made_up_page_are_told_apart(mixed):
    html = mixed.html("borough/Z09000001.html")
    panels = re.findall(r'<section class="panel[^"]*" id="([^"]+)".*?</section>', html, re.DOTALL)
    assert len(panels) > 3
    marked = {
        name
        for name in panels
        if "SYNTHETIC · " in html.partition(f' id="{name}"')[2].partition("</section>")[0]
    }
    assert marked
    assert marked != set(panels)


def test_paper_of_a_partly_made_up_site(mixed):
    edition = dataclasses.replace(mixed.edition, synthetic=True, mixed=True)
    css = running_heads(edition)
    assert "body.made-up { page: made-up; }" in css
    assert '<body class="made-up">' in mixed.html("measure/stops.html")
    assert '<body class="made-up">' not in mixed.html("offence/theft.html")


def test_no_edition_can_leave_the_label_out(tmp_path):
    edition = dataclasses.replace(performing_edition("six", wards=1, years=2), synthetic=False, mixed=True)
    build_site(edition, tmp_path)
    assert all("SYNTHETIC" in path.read_text("utf-8") for path in tmp_path.rglob("*.html"))
    assert all(path.name.startswith("SYNTHETIC-") for path in (tmp_path / "data").iterdir())


def test_labels_of_drawings_are_put_on_once():
    drawn = '<p><svg class="chart"><title id="t">Theft</title><svg class="st"><path/></svg></svg></p><svg/>'
    once = label_drawings(drawn)
    assert once.startswith(
        '<p><svg class="chart"><title id="t">SYNTHETIC: Theft</title><svg class="st"><path/>'
    )
    assert once.count(">SYNTHETIC</text></svg></p>") == 1
    assert label_drawings("<svg><path/></svg>") == "<svg><title>SYNTHETIC</title><path/></svg>"
    assert label_drawings("no drawing") == "no drawing"
    whole = label_drawings('<svg class="chart"><title>A</title></svg>')
    assert label_drawings(whole) == whole
