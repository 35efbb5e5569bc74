"""A consultation's page: what people said and what was done, with the findings' shares and no others."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
from pathlib import Path

import pytest

from peelian.publication.desk import Desk
from peelian.publication.reader import Reader
from peelian.publication.site import build_site
from peelian.publication.surveys.drawings import draw_analysis
from peelian.publication.surveys.open_state import say_open
from peelian.publication.surveys.said_panel import said_panel
from peelian.publication.surveys.told import told_rows
from tests.fabricated_consultation import SAID, THEMES, consulted_edition
from tests.fabricated_surveys import NAME, surveyed_edition
from tests.unit.publication.conftest import Built
from tests.unit.publication.test_survey_pages import text_of

HOME = f"survey/{NAME}.html"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(consulted_edition())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder: Path = tmp_path_factory.mktemp("consulted")
    edition = consulted_edition()
    return Built(edition, folder, build_site(edition, folder, processes=1))


def panel_of(reader: Reader):
    (survey,) = reader.edition.surveys
    made = said_panel(Desk(reader, HOME), survey)
    assert made is not None
    return made


def with_said(*said) -> Reader:
    edition = consulted_edition()
    (survey,) = edition.surveys
    return Reader(dataclasses.replace(edition, surveys=(dataclasses.replace(survey, you_said=said),)))


def test_the_page_tells_what_was_said_by_how_many_and_what_was_done(built: Built) -> None:
    html = built.html(HOME)
    told = text_of(html)
    for words in (
        "You said, we did",
        "Of 4 things that people said, 1 is done, 2 are being done and 1 will not be done; the reason is",
        "Noise Quieter tyres. Done 1 December 2031 30% 900",
        "so no margin of error can be given: the shares are of those who answered.",
        "We will not: Lamps cost too much.",
        "What nobody counted We ask again. Doing",
        "no share may be told, or none was made",
        "need not have been done because they said it",
        "A consultation",
        "Open to all from 1 December 2030 to 30 November 2031 · closed",
    ):
        assert words in told, words
    assert 'href="https://example.org/lamps?a=1&amp;b=2"' in html
    assert built.report.too_large == ()


def test_the_file_holds_the_shares_of_the_findings_and_what_was_done(reader: Reader) -> None:
    files = {each.label: each for each in panel_of(reader).downloads}
    rows = list(csv.DictReader(io.StringIO(files["CSV"].text)))
    assert [row["said"] for row in rows] == [each.said for each in SAID]
    noise, light, trust, lost = rows
    (finding,) = reader.index.series(THEMES, reader.top.code, "span", group="share=Noise", last=1)
    assert float(noise["share"]) == finding.value == 0.3
    assert not {"lower", "upper", "level"} & set(noise)
    assert (noise["status"], noise["on"], noise["we_did"]) == ("done", "2031-12-01", "Quieter tyres.")
    assert (light["because"], light["link"]) == ("Lamps cost too much.", SAID[1].link)
    assert int(trust["people"]) == 8_000
    assert (lost["share"], lost["state"]) == ("", "not known")
    assert all(row["synthetic"] == "SYNTHETIC" for row in rows)
    assert len(list(csv.DictReader(io.StringIO(files["CSV of the shares"].text)))) == 3


def test_shares_of_a_survey_of_people_who_were_drawn_keep_their_ends() -> None:
    panel = panel_of(Reader(consulted_edition(people="were drawn")))
    noise = next(csv.DictReader(io.StringIO(panel.downloads[0].text)))
    assert [float(noise[name]) for name in ("lower", "upper", "level")] == pytest.approx([0.27, 0.33, 0.95])
    assert ("95% interval", "") in panel.table.heads
    assert not any("margin" in note for note in panel.notes)


def test_a_consultation_on_genuine_answers_is_not_labelled_in_a_mixed_edition() -> None:
    genuine = consulted_edition(synthetic=False)
    mixed = Reader(dataclasses.replace(genuine, synthetic=True, mixed=True))
    assert not any(each.synthetic for each in panel_of(mixed).downloads)
    assert "SYNTHETIC" not in panel_of(mixed).downloads[0].text


def test_a_hidden_share_is_told_as_hidden_and_never_as_nought() -> None:
    told = with_said(dataclasses.replace(SAID[0], group="share=Gone"), SAID[1])
    panel = panel_of(told)
    assert panel.table.rows[0][4].text == "not known"
    assert any("no share may be told" in note for note in panel.notes)
    assert not any("no share may be told" in note for note in panel_of(with_said(SAID[0], SAID[1])).notes)


def test_one_thing_said_is_told_in_the_singular() -> None:
    assert panel_of(with_said(SAID[0])).sentence == "Of 1 thing that people said, 1 is done."


def test_two_answers_to_one_thing_are_one_thing_said() -> None:
    again = dataclasses.replace(SAID[0], did="Noise is measured.", status="doing")
    told = panel_of(with_said(SAID[0], again)).sentence
    assert told == "Of 2 answers to 1 thing that people said, 1 is done and 1 is being done."


def test_a_survey_that_answers_nothing_has_no_such_panel() -> None:
    plain = Reader(surveyed_edition(wards=1, years=3))
    (survey,) = plain.edition.surveys
    assert said_panel(Desk(plain, HOME), survey) is None
    assert say_open(plain, survey) == ""


def test_a_consultation_is_open_while_answers_or_the_site_are_from_before_its_last_day(
    reader: Reader,
) -> None:
    (survey,) = reader.edition.surveys
    assert say_open(reader, survey).endswith("closed")
    late = dataclasses.replace(survey.waves[-1], end=dt.date(2032, 2, 1))
    longer = dataclasses.replace(survey, waves=(survey.waves[0], late))
    assert "still open" in say_open(reader, longer)
    early = Reader(consulted_edition(built=dt.date(2031, 11, 15)))
    assert "still open" in say_open(early, early.edition.surveys[0])


def test_those_who_answered_are_drawn_beside_the_residents(reader: Reader) -> None:
    (survey,) = reader.edition.surveys
    analysis = next(each for each in survey.analyses if each.kind == "who answered")
    desk = Desk(reader, "survey/x/y.html")
    drawn = draw_analysis(analysis, told_rows(desk, analysis), name="n", title="A title")
    assert drawn is not None
    assert drawn.count('class="dot"') == drawn.count('class="ring"') == 1
    assert "10.0 pts" in drawn


OWN = (
    "survey/made_up_survey*.html", "survey/made_up_survey/*.html", "measure/trust.html",
    "measure/fair.html", "measure/trust_gaps.html", "measure/fair_parts.html",
)  # fmt: skip


def test_no_page_of_a_consultation_has_a_margin_or_calls_anything_clear(built: Built) -> None:
    pages = sorted(path for pattern in OWN for path in built.folder.glob(pattern))
    assert len(pages) >= 9
    for path in pages:
        # The idea's headline counts a measure of thefts, which are all counted and may be clear.
        told = text_of(path.read_text("utf-8")).replace("clearly more on 1 of 1 question, clearly less", "")
        assert "no margin of error can be given" in told, path.name
        for word in (
            "95%",
            "margin 5",
            "margin 6",
            "clearly",
            "clear rise",
            "clear fall",
            "no clear",
            "Effective base",
        ):
            assert word not in told, (
                path.name,
                word,
                told[max(told.find(word) - 200, 0) : told.find(word) + 80],
            )


def test_no_table_of_gaps_and_no_briefing_judges_those_who_chose_themselves(built: Built) -> None:
    assert not (built.folder / "survey" / NAME / "gaps.html").exists()
    assert not (built.folder / "briefing").exists()


def test_files_of_a_consultation_have_values_and_bases_and_no_ends(built: Built) -> None:
    files = [*(built.folder / "data").glob("*measure-trust-*.csv")]
    assert files
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row.get("value")]
        assert rows, path.name
        assert {row["lower"] + row["upper"] + row["judgement"] + row["rank"] for row in rows} == {""}
        assert all(row["base"] and row["method"].endswith(".no_margin") for row in rows)
