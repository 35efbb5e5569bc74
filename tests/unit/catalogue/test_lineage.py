"""Which caveats and breaks touch a reading."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from peelian.catalogue.caveat import Break, Caveat
from peelian.catalogue.lineage import touching_breaks, touching_caveats
from peelian.catalogue.source import Source

CHANGE = dt.date(2024, 2, 28)


def a_source(*, caveats: list[dict[str, Any]] = [], breaks: list[dict[str, Any]] = []) -> Source:  # noqa: B006
    return Source.model_validate(
        {
            "source": "incidents",
            "title": "Incidents",
            "about": "Made up.",
            "row": "one incident",
            "counts": "incidents",
            "owner": "nobody",
            "refresh": "never",
            "access": "open",
            "ask": "nobody",
            "example": {"question": "How many?"},
            "fields": {
                name: {"type": "text"}
                for name in ("day", "offence", "weapon", "ward", "domestic", "victim_age")
            },
            "caveats": caveats,
            "breaks": breaks,
        }
    )


def caveat(**scope: Any) -> Source:
    return a_source(caveats=[{"id": "c", "says": "Mind this.", "scope": scope}])


def touched(source: Source, **reading: Any) -> bool:
    given: dict[str, Any] = {
        "fields": frozenset(),
        "start": dt.date(2023, 1, 1),
        "end": dt.date(2023, 12, 31),
    }
    return touching_caveats(source, **{**given, **reading}) == ("incidents.c",)


@pytest.mark.parametrize(
    ("scope", "used", "kept", "expected"),
    [
        ({}, set(), {}, True),
        ({}, {"ward"}, {}, True),
        ({"fields": ["ward"]}, {"ward", "offence"}, {}, True),
        ({"fields": ["ward"]}, {"offence"}, {}, False),
        ({"fields": ["ward"]}, set(), {}, False),
        ({"fields": ["ward", "domestic"]}, {"domestic"}, {}, True),
        ({"fields": ["weapon"]}, set(), {"weapon": {"knife"}}, True),
        ({"values": {"weapon": ["gun"]}}, set(), {}, True),
        ({"values": {"weapon": ["gun"]}}, {"weapon"}, {"weapon": {"knife"}}, False),
        ({"values": {"weapon": ["gun"]}}, {"weapon"}, {"weapon": {"knife", "gun"}}, True),
        ({"values": {"weapon": ["gun"]}}, {"offence"}, {"offence": {"robbery"}}, True),
        ({"values": {"weapon": ["Gun"]}}, {"weapon"}, {"weapon": {"gun"}}, True),
        ({"values": {"weapon": ["gun"]}}, {"weapon"}, {"weapon": set()}, False),
        ({"fields": ["domestic"], "values": {"weapon": ["gun"]}}, {"domestic"}, {}, True),
        ({"fields": ["domestic"], "values": {"weapon": ["gun"]}}, {"weapon"}, {"weapon": {"gun"}}, False),
        ({"values": {"weapon": ["gun"], "offence": ["robbery"]}}, set(), {"offence": {"theft"}}, False),
        ({"values": {"weapon": ["gun"], "offence": ["robbery"]}}, set(), {"offence": {"robbery"}}, True),
    ],
)
def test_fields_and_values_decide(
    scope: Any, used: set[str], kept: dict[str, set[str]], expected: bool
) -> None:
    values = {name: frozenset(some) for name, some in kept.items()}
    assert touched(caveat(**scope), fields=frozenset(used), values=values) is expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ({"from": "2023-12-31"}, True),
        ({"from": "2024-01-01"}, False),
        ({"to": "2023-01-01"}, True),
        ({"to": "2022-12-31"}, False),
        ({"from": "2023-06-01", "to": "2023-06-30"}, True),
        ({"from": "2020-01-01", "to": "2029-12-31"}, True),
    ],
)
def test_both_ends_of_the_dates_count(scope: Any, expected: bool) -> None:
    assert touched(caveat(**scope)) is expected


def test_reading_without_dates_is_about_all_time() -> None:
    assert touched(caveat(to="1999-12-31"), start=None, end=None)


@pytest.mark.parametrize(
    ("area", "related", "expected"),
    [
        (None, set(), True),
        ("E09000028", set(), True),
        ("E09000029", set(), False),
        ("E23000001", set(), False),
        ("E23000001", {"E09000028", "E09000029"}, True),
    ],
)
def test_areas_decide(area: str | None, related: set[str], expected: bool) -> None:
    assert touched(caveat(areas=["E09000028"]), area=area, related=frozenset(related)) is expected


@pytest.mark.parametrize(
    ("layouts", "expected"), [(None, True), (frozenset({"old"}), True), (frozenset({"new"}), False)]
)
def test_layouts_decide_when_known(layouts: frozenset[str] | None, expected: bool) -> None:
    assert touched(caveat(layouts=["old"]), layouts=layouts) is expected


def test_found_caveats_join_the_written_ones_once() -> None:
    found = (Caveat(id="c", says="Again."), Caveat(id="auto", says="Found.", automatic=True))
    keys = touching_caveats(caveat(), fields=frozenset(), extra=found)
    assert keys == ("incidents.c", "incidents.auto")


@pytest.mark.parametrize(
    ("earlier_start", "later_end", "expected"),
    [
        (dt.date(2024, 2, 27), dt.date(2024, 2, 28), True),
        (dt.date(2023, 1, 1), dt.date(2024, 2, 27), False),
        (dt.date(2024, 2, 28), dt.date(2025, 1, 1), False),
        (dt.date(2023, 1, 1), dt.date(2025, 1, 1), True),
    ],
)
def test_break_counts_from_its_first_day(earlier_start: dt.date, later_end: dt.date, expected: bool) -> None:
    source = a_source(breaks=[{"id": "b", "on": CHANGE, "says": "New system."}])
    met = touching_breaks(source, fields=frozenset(), earlier_start=earlier_start, later_end=later_end)
    assert bool(met) is expected


@pytest.mark.parametrize(
    ("used", "kept", "expected"),
    [
        (set(), {}, False),
        ({"offence"}, {"offence": {"robbery"}}, False),
        ({"domestic"}, {}, True),
        ({"domestic"}, {"domestic": {"yes"}}, True),
    ],
)
def test_break_touches_only_its_fields(used: set[str], kept: dict[str, set[str]], expected: bool) -> None:
    source = a_source(
        breaks=[{"id": "b", "on": CHANGE, "says": "New system.", "scope": {"fields": ["domestic"]}}]
    )
    met = touching_breaks(
        source,
        fields=frozenset(used),
        values={name: frozenset(some) for name, some in kept.items()},
        earlier_start=dt.date(2023, 1, 1),
        later_end=dt.date(2025, 1, 1),
    )
    assert bool(met) is expected


def test_breaks_come_in_order_of_date() -> None:
    days = (dt.date(2024, 2, 28), dt.date(2019, 3, 1))
    source = a_source(breaks=[{"id": f"b{day.year}", "on": day, "says": "Changed."} for day in days])
    met = touching_breaks(
        source, fields=frozenset(), earlier_start=dt.date(2018, 1, 1), later_end=dt.date(2025, 1, 1)
    )
    assert [item.id for item in met] == ["b2019", "b2024"]
    assert all(isinstance(item, Break) for item in met)
