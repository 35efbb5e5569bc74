"""Finding a source by everyday words."""

from __future__ import annotations

from pathlib import Path

import pytest

import peelian
from peelian.catalogue.catalogue import Catalogue, read_catalogue
from peelian.catalogue.search import everyday_words, search

SOURCES = Path(peelian.__file__).parent / "sources" / "data"


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return read_catalogue(sorted(SOURCES.rglob("*.yaml")))


# What a person in the street would type, and the sources any of which answers it.
LAY_QUERIES = [
    ("missing children", {"vulnerability"}, 1),
    ("999 calls", {"calls"}, 1),
    ("stop and search", {"stops"}, 1),
    ("people in cells", {"custody"}, 1),
    ("do people trust the police", {"public_attitude", "published_perceptions"}, 3),
    ("were victims happy", {"user_satisfaction"}, 1),
    ("previous convictions", {"criminal_history"}, 1),
    ("how many officers", {"workforce"}, 1),
    ("burglaries in my ward", {"recorded_crime_counts", "recorded_crime"}, 3),
    ("mental health", {"vulnerability", "calls"}, 3),
    ("how many people live here", {"population"}, 1),
    ("map of boroughs", {"geography"}, 3),
    ("knife crime", {"knife_crime_counts"}, 3),
]
# Said differently, so that the list of everyday words is not tuned to one phrase.
OTHER_WORDS = [
    ("kids who run away", {"vulnerability"}),
    ("who gets stopped by police", {"stops"}),
    ("how long do the police take to come", {"calls"}),
    ("locked up overnight", {"custody"}),
    ("stabbings", {"knife_crime_counts", "recorded_crime"}),
    ("racist attacks", {"recorded_crime"}),
    ("ex-offenders", {"criminal_history"}),
    ("is my area safe", {"public_attitude", "published_perceptions"}),
    ("housing", {"vulnerability", "public_attitude", "deprivation"}),
    ("crime on the buses", {"recorded_crime", "recorded_crime_counts", "street_crime"}),
]


@pytest.mark.parametrize(("asked", "right", "within"), LAY_QUERIES)
def test_lay_query_finds_the_right_source(
    shipped: Catalogue, asked: str, right: set[str], within: int
) -> None:
    if not right & shipped.sources.keys():
        pytest.skip(f"not described yet: {', '.join(sorted(right))}")
    found = [hit.source for hit in search(shipped, asked, limit=within)]
    assert right & set(found), found


@pytest.mark.parametrize(("asked", "right"), OTHER_WORDS)
def test_other_words_find_it_in_the_first_three(shipped: Catalogue, asked: str, right: set[str]) -> None:
    if not right & shipped.sources.keys():
        pytest.skip(f"not described yet: {', '.join(sorted(right))}")
    found = [hit.source for hit in search(shipped, asked, limit=3)]
    assert right & set(found), found


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "   ",
        '"',
        "'; DROP TABLE passage; --",
        "NEAR(police, 3) AND NOT",
        "title:crime OR *",
        "^crime -police (",
        "🚓🚨",
        "\x00crime\x00",
        "naïve café",
        "crime " * 10_000,
        "x" * 100_000,
        "OR",
        "NOT",
    ],
)
def test_any_text_is_safe(shipped: Catalogue, asked: str) -> None:
    assert isinstance(search(shipped, asked), tuple)


@pytest.mark.parametrize("asked", ["", "   ", '"', "🚓🚨", "zzzzzz"])
def test_nothing_asked_or_known_finds_nothing(shipped: Catalogue, asked: str) -> None:
    assert search(shipped, asked) == ()


def test_operators_are_read_as_words(shipped: Catalogue) -> None:
    plain = [hit.source for hit in search(shipped, "burglary robbery")]
    assert [hit.source for hit in search(shipped, 'burglary* (robbery) -"')] == plain


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_limit_is_kept(shipped: Catalogue, limit: int) -> None:
    assert len(search(shipped, "crime", limit=limit)) == limit


def test_hits_come_best_first_and_say_why(shipped: Catalogue) -> None:
    hits = search(shipped, "missing children")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert hits[0].matched == ("missing", "children")
    assert hits[0].access == "in-house only"


def test_system_names_find_their_source(shipped: Catalogue) -> None:
    for asked, right in [("MERLIN", "vulnerability"), ("PNC", "criminal_history"), ("CAD", "calls")]:
        assert search(shipped, asked, limit=1)[0].source == right


def test_empty_catalogue_finds_nothing() -> None:
    assert search(Catalogue(), "crime") == ()


def test_everyday_words_are_alike_both_ways() -> None:
    alike = everyday_words()
    assert all(word in alike[other] for word, others in alike.items() for other in others)
