"""A page of one idea across sources: which way each question went, and no levels set against each other."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from peelian.publication.constructs.links import ideas_of, ideas_panel
from peelian.publication.constructs.panels import scales_panel, values_panel
from peelian.publication.constructs.told import told_constructs
from peelian.publication.constructs.words import headline_of, sentence_of
from peelian.publication.desk import Desk
from peelian.publication.reader import Reader
from peelian.publication.site import build_site
from tests.fabricated_consultation import IDEA, consulted_edition, idea
from tests.fabricated_surveys import NAME
from tests.unit.publication.conftest import Built
from tests.unit.publication.test_survey_pages import text_of

PATH = f"construct/{IDEA}.html"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(consulted_edition(people="were drawn"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder: Path = tmp_path_factory.mktemp("ideas")
    edition = consulted_edition(people="were drawn")
    return Built(edition, folder, build_site(edition, folder, processes=1))


def with_idea(**changed) -> Reader:
    return Reader(
        dataclasses.replace(
            consulted_edition(people="were drawn"), constructs=(dataclasses.replace(idea(), **changed),)
        )
    )


def test_the_page_tells_the_idea_its_figures_its_scale_and_how_it_is_asked(built: Built) -> None:
    html, told = built.html(PATH), text_of(built.html(PATH))
    for words in (
        "Whether people would leave their keys.",
        "After: Nobody, Nowhere 1, 2030.",
        "3 questions of 2 sources tell of it.",
        "no measure tells it",
        "More of “Fair” is less of the idea",
        "is no difference between people",
        "figures of different sources are not set against each other",
        "0.80",
        "adults of nowhere",
    ):
        assert words in told, words
    assert f'href="../survey/{NAME}/scale_trusting.html"' in html
    assert f'href="../survey/{NAME}.html#q-q1"' in html
    assert "SYNTHETIC" in told
    assert built.report.too_large == ()


def test_a_reader_comes_to_it_from_the_surveys_and_the_catalogue(built: Built) -> None:
    for page in ("survey/index.html", f"survey/{NAME}.html", "catalogue/index.html"):
        assert f'href="../{PATH}"' in built.html(page), page


def test_every_figure_has_its_window_interval_and_people(reader: Reader) -> None:
    (told,) = told_constructs(reader)
    rows = values_panel(Desk(reader, told.path), told).table.rows
    trust = [cell.text for cell in rows[0]]
    assert trust[1:4] == ["61%", "60% to 62%", "8,000"]
    assert trust[5] == "the year to November 2031"
    assert trust[-1] == "no clear change"


def test_a_turned_question_that_falls_is_more_of_the_idea(reader: Reader) -> None:
    (told,) = told_constructs(reader)
    theft = told.items[3]
    assert theft.finding is not None and theft.finding.change is not None
    assert theft.finding.change.judgement in ("rise", "fall")
    assert theft.way == ("less" if theft.finding.change.judgement == "rise" else "more")
    straight = with_idea(items=(*idea().items[:3], dataclasses.replace(idea().items[3], turned=False)))
    (other,) = told_constructs(straight)
    assert {theft.way, other.items[3].way} == {"more", "less"}


def test_only_changes_in_points_are_drawn_together(reader: Reader) -> None:
    (told,) = told_constructs(reader)
    chart = values_panel(Desk(reader, told.path), told).chart
    assert chart is not None
    assert chart.count('class="dot"') == 2, "the change of the count is in per cent"


def test_headlines_count_ways(reader: Reader) -> None:
    (told,) = told_constructs(reader)
    way = told.items[3].way
    other = "less" if way == "more" else "more"
    assert headline_of(told) == f"Trusting: clearly {way} on 1 of 3 questions, clearly {other} on none"
    flat = dataclasses.replace(told, items=told.items[:2])
    assert headline_of(flat) == "Trusting: no clear change on any of 2 questions compared"
    alone = dataclasses.replace(told, items=(dataclasses.replace(told.items[0], way=""),))
    assert headline_of(alone).endswith("no question can be compared with before")
    assert "None can be compared" in sentence_of(alone)
    some = dataclasses.replace(told, items=(told.items[0], dataclasses.replace(told.items[1], way="")))
    assert sentence_of(some).endswith("1 has nothing to compare with.")


def test_an_idea_told_of_in_one_source_alone_has_no_page() -> None:
    alone = with_idea(items=idea().items[:3])
    assert told_constructs(alone) == ()
    assert ideas_panel(Desk(alone, "survey/index.html")) is None
    (survey,) = alone.edition.surveys
    assert list(ideas_of(Desk(alone, "x.html"), survey)) == []


def test_without_a_scale_nothing_is_said_of_reliability() -> None:
    unscaled = with_idea(name="other")
    (told,) = told_constructs(unscaled)
    assert scales_panel(Desk(unscaled, told.path), told) is None
