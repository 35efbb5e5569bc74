"""Briefings: one page for each district, in plain words, and its PDF where that can be made."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from peelian.publication.briefings import pdf
from peelian.publication.briefings.gathering import briefed_areas, briefing_of, gather_briefing
from peelian.publication.briefings.printing import print_briefing, sheet_of
from peelian.publication.briefings.words import briefing_headline, briefing_sentences, say_bases
from peelian.publication.reader import Reader
from peelian.publication.site import build_site
from tests.fabricated_surveys import surveyed_edition
from tests.unit.publication.conftest import Built
from tests.unit.publication.test_survey_pages import text_of

needs_pdf = pytest.mark.skipif(not pdf.can_make_pdf(), reason="weasyprint is not installed")


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(surveyed_edition(wards=1, years=3))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder: Path = tmp_path_factory.mktemp("briefed")
    edition = dataclasses.replace(surveyed_edition(wards=1, years=3), briefings="pdf")
    return Built(edition, folder, build_site(edition, folder, processes=1))


def at(reader: Reader, place: int) -> tuple[str, object]:
    return sorted(briefed_areas(reader).items(), key=lambda item: item[1].code)[place]


def test_every_district_has_one_and_nobody_else(reader: Reader) -> None:
    areas = briefed_areas(reader)
    assert len(areas) == 6
    assert all(path.startswith("briefing/") for path in areas)
    ward = reader.areas_at("ward")[0]
    assert briefing_of(reader, ward) is None
    path, first = at(reader, 0)
    assert briefing_of(reader, first) == path


def test_what_stands_apart_is_said_and_what_does_not(reader: Reader) -> None:
    apart = gather_briefing(reader, at(reader, 0)[1])
    name = apart.area.name
    assert briefing_headline(apart) == (
        f"{name} stands clearly apart from Invented County on 3 of 3 measures: above on 3"
    )
    words = " ".join(briefing_sentences(apart))
    assert "Clearly more than in Invented County" in words
    assert "A problem close by: people who say knives are a problem" in words
    alike = gather_briefing(reader, at(reader, 2)[1])
    assert "no clear difference on any of 3 measures" in briefing_headline(alike)
    assert "that is not the same as no difference" in " ".join(briefing_sentences(alike))


def test_too_few_are_told_as_such_and_never_as_nothing(reader: Reader, built: Built) -> None:
    path, area = at(reader, 1)
    few = gather_briefing(reader, area)
    assert briefing_headline(few) == f"Too few people of {area.name} were asked to say anything"
    assert {row.against for row in few.rows} == {"not known"}
    assert say_bases(few.parts[0].rows) == "20 people asked"
    assert "too few asked" in built.html(path)
    assert ">0%<" not in built.html(path)


def test_page_holds_shares_intervals_bases_and_the_year_before(reader: Reader, built: Built) -> None:
    path, area = at(reader, 0)
    told = text_of(built.html(path))
    for words in (
        "81%",
        "76% to 86%",
        "61%",
        "+20.0 pts , clearly above",
        "80%",
        "no clear change",
        "400",
        "wave",
    ):
        assert words in told, words
    assert f"All measures of {area.name}" in told
    assert built.html(reader.area_path(area)).count('href="../briefing/') == 1


def test_a_site_without_surveys_has_none(site: Built) -> None:
    assert not (site.folder / "briefing").exists()
    assert not (site.folder / "briefing.css").exists()


@needs_pdf
def test_pdf_is_one_tagged_sheet_with_the_label(reader: Reader, built: Built) -> None:
    path, _ = at(reader, 0)
    name = f"SYNTHETIC-{path.removesuffix('.html').replace('/', '-')}.pdf"
    made = (built.folder / "data" / name).read_bytes()
    assert made.startswith(b"%PDF-1.7")
    assert f"data/{name}" in built.html(path)
    assert "SYNTHETIC" in sheet_of(built.html(path))
    assert made == print_briefing(built.html(path)), "the page printed again gives the same bytes"


@needs_pdf
def test_every_briefing_fits_on_one_sheet(reader: Reader, built: Built) -> None:
    import weasyprint

    for path in briefed_areas(reader):
        document = weasyprint.HTML(string=sheet_of(built.html(path))).render()
        assert len(document.pages) == 1, path


def test_without_what_makes_pdfs_the_page_says_so(reader: Reader, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(pdf, "_weasyprint", lambda: None)
    edition = dataclasses.replace(reader.edition, briefings="pdf")
    build_site(edition, tmp_path, processes=1)
    path, _ = at(reader, 0)
    html = (tmp_path / path).read_text("utf-8")
    assert "No PDF of this briefing was made: what makes PDFs is not installed" in html
    assert not list(tmp_path.rglob("*.pdf"))
    with pytest.raises(RuntimeError, match="not installed"):
        pdf.make_pdf("<p>x</p>")


def test_another_page_is_not_printed(built: Built) -> None:
    with pytest.raises(ValueError, match="not the page of a briefing"):
        sheet_of(built.html("index.html"))


@needs_pdf
def test_a_sheet_asks_for_no_other_file() -> None:
    made = pdf.make_pdf(
        '<html lang="en"><title>t</title><p>a</p><img alt="x" src="https://nowhere.invalid/a.png"></html>'
    )
    assert made.startswith(b"%PDF")
