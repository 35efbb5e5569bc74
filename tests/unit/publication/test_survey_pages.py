"""Pages about surveys: the home of each, a page for each analysis, gaps of groups, and what links them."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from peelian.publication.desk import Desk
from peelian.publication.reader import Reader
from peelian.publication.site import build_site
from peelian.publication.surveys.apart import stand_apart
from peelian.publication.surveys.drawings import draw_analysis
from peelian.publication.surveys.gap_grid import gap_grids
from peelian.publication.surveys.gap_words import clear_gaps, clear_words, headline_of_gaps
from peelian.publication.surveys.told import told_rows
from tests.fabricated_surveys import NAME, surveyed_edition
from tests.unit.publication.conftest import Built


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(surveyed_edition(wards=1, years=3))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder: Path = tmp_path_factory.mktemp("surveyed")
    edition = surveyed_edition(wards=1, years=3)
    return Built(edition, folder, build_site(edition, folder, processes=1))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_no_page_is_too_large(built: Built) -> None:
    assert built.report.too_large == ()


def test_home_tells_how_when_and_what(built: Built) -> None:
    told = text_of(built.html(f"survey/{NAME}.html"))
    for words in (
        "It speaks for adults of nowhere: drawn by chance",
        "400 interviews of 1 of 2 waves are loaded",
        "second does not compare with the waves before",
        "Do you trust the police?",
        "The one thing to know of drivers",
        "Not made: one answer alone.",
        "Clearly below everyone: North",
        "by its weight (field “Weight”)",
    ):
        assert words in told, words
    assert "What came of drivers" not in told, "the long text belongs to the page of the analysis"


def test_questions_stand_under_their_topics(built: Built) -> None:
    html = built.html(f"survey/{NAME}.html")
    questions = html[html.index('id="questions"') :]
    places = [questions.index(words) for words in (">Trust<", "q-q1", "q-q2", ">Problems<", "q-q3")]
    assert places == sorted(places)


def test_each_analysis_leads_with_what_it_found(built: Built) -> None:
    (survey,) = built.edition.surveys
    for analysis in survey.analyses:
        html = built.html(f"survey/{NAME}/{analysis.name}.html")
        assert f"<h1>{analysis.headline}</h1>" in html
        assert analysis.sentence in html
        assert "cannot tell you" in html
        assert "SYNTHETIC" in html


def test_rows_of_an_analysis_have_keys_of_their_own(reader: Reader) -> None:
    for survey in reader.edition.surveys:
        for analysis in survey.analyses:
            groups = [row.group for row in analysis.rows]
            assert len(set(groups)) == len(groups), analysis.name


def test_every_sort_but_reliability_is_drawn(reader: Reader) -> None:
    desk = Desk(reader, "survey/x/y.html")
    for survey in reader.edition.surveys:
        for analysis in survey.analyses:
            drawn = draw_analysis(analysis, told_rows(desk, analysis), name="n", title="A title")
            assert (drawn is None) == (analysis.kind == "reliability"), analysis.kind
            if drawn is not None:
                assert "<svg" in drawn, analysis.kind


def test_turning_place_is_marked(built: Built) -> None:
    html = built.html(f"survey/{NAME}/change-of-course.html")
    assert "from about quarter 4</text>" in html
    assert html[: html.index("<table")].count('class="dot"') == 1
    assert "80%</text>" in html, "the axis is in per cent"


def test_parts_of_a_change_add_up_on_the_page(built: Built) -> None:
    told = text_of(built.html(f"survey/{NAME}/decomposition.html"))
    for words in ("Another mix of cases", "−2.0 pts", "The whole change", "−10.0 pts", "fall by mix"):
        assert words in told, words


def test_gaps_are_marked_only_where_clear(reader: Reader) -> None:
    (survey,) = reader.edition.surveys
    (grid,) = gap_grids(Desk(reader, "x.html"), survey)
    assert list(grid.groups.values()) == ["North", "South", "East", "West", "Few"]
    assert clear_gaps(grid) == {
        (m, f"quarter={g}") for m in ("trust_gaps", "fair_gaps") for g in ("north", "south")
    }
    assert headline_of_gaps(grid) == "Clearly below everyone: North, on 2 of 2 measures"
    words = clear_words(grid)
    assert words.startswith("Clearly below everyone: North on 2 of 2, most on trusting the police −20.")
    assert "Clearly above everyone: South" in words
    assert "East" not in words
    assert "West" not in words


def test_gap_page_says_every_state_in_words(built: Built) -> None:
    html = built.html(f"survey/{NAME}/gaps.html")
    heat = html[html.index('class="scroll heat"') : html.index("</table>")]
    north, east, west, few = (
        heat[heat.index(f">{name}</th>") :][:400] for name in ("North", "East", "West", "Few")
    )
    assert "▼" in north
    assert "−20" in north
    assert "clearly below everyone" in north
    assert "no clear gap" in east
    assert "▲" not in east
    assert "[u]" in west
    assert "few people" in west
    assert ">few<" in few
    assert "Everyone: the share" in heat
    assert "60%" in heat
    told = text_of(html)
    assert "−24.0 to −16.0" in told, "intervals stand in the table below"
    assert "of the gap of Upper (−10 points), Hill adds most (−8)".casefold() in told.casefold()


def test_without_clear_gaps_none_is_named(reader: Reader) -> None:
    (survey,) = reader.edition.surveys
    (grid,) = gap_grids(Desk(reader, "x.html"), survey)
    gaps = {
        k: dataclasses.replace(f, lower=-0.5, upper=0.5) if f.value is not None else f
        for k, f in grid.gaps.items()
    }
    none = dataclasses.replace(grid, gaps=gaps)
    assert clear_gaps(none) == frozenset()
    assert headline_of_gaps(none) == "No group stands clearly apart from everyone on any of 2 measures"
    assert clear_words(none).startswith("No gap is clear")


def test_many_comparisons_need_more_than_one(reader: Reader) -> None:
    (survey,) = reader.edition.surveys
    (grid,) = gap_grids(Desk(reader, "x.html"), survey)
    edge = dataclasses.replace(grid.gaps["trust_gaps", "quarter=east"], value=0.05, lower=0.001, upper=0.099)
    nothing = dataclasses.replace(edge, value=0.0, lower=-0.05, upper=0.05)
    assert stand_apart({"a": edge}, {"a": 0.0}) == {"a"}
    many = {"a": edge, **{str(n): nothing for n in range(20)}}
    assert stand_apart(many, dict.fromkeys(many, 0.0)) == frozenset()
    assert stand_apart({"a": dataclasses.replace(edge, lower=None)}, {"a": 0.0}) == frozenset()


def test_districts_as_dots_with_intervals(built: Built) -> None:
    html = built.html("measure/trust.html")
    panel = html[html.index('id="against"') :]
    assert "1 of 5 districts stand clearly apart from Invented County" in text_of(panel)
    assert "For 4 of 5 districts there is no clear difference" in text_of(panel)
    assert panel.count('class="dot"') >= 1
    assert "too few asked" in panel


def test_survey_measures_are_not_recorded_and_have_axes_in_per_cent(built: Built) -> None:
    html = built.html("measure/trust.html")
    assert " recorded " not in text_of(html[html.index("<main") : html.index("</main>")])
    history = html[html.index('id="history"') :]
    assert "0.6</text>" not in history
    assert re.search(r"\d+(\.\d)?%</text>", history)
