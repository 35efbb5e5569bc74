"""Numbers that are no counts are known for what they are."""

from __future__ import annotations

import pytest

from peelian.figures.numerals import find_numbers


@pytest.mark.parametrize(
    ("text", "nature"),
    [
        ("97 homicides", "count"),
        ("1,234 people", "count"),
        ("2000 victims", "count"),
        ("seven boroughs", "count"),
        ("(71and 65)", "count"),
        ("over 3000 individuals", "about"),
        ("about 40 people", "about"),
        ("1.2m people", "about"),
        ("in 2017", "year"),
        ("May 2018 was", "date"),
        ("during 2018 it", "year"),
        ("aged 25", "age"),
        ("under 25 and", "age"),
        ("12 months", "time"),
        ("18 May", "date"),
        ("to May 18 (", "date"),
        ("2012/13", "date"),
        ("Since May, 36 (51%) of", "count"),
        ("Since May, 36 people", "count"),
        ("to May, 18 (n=36)", "date"),
        ("in May, 2018 (51%)", "year"),
        ("fifteen people", "count"),
        ("fifteen months", "time"),
        ("two hundred people", "label"),
        ("hundred and five people", "label"),
        ("twenty first century", "label"),
        ("16th birthday", "ordinal"),
        ("£23 spent", "money"),
        ("table 3 shows", "label"),
        ("10-12 people", "range"),
        ("5 km away", "unit"),
        ("3:2 against", "ratio"),
        ("+36 more", "signed"),
        ("1.5 people", "decimal"),
    ],
)
def test_nature_of_a_number(text, nature):
    assert find_numbers(text)[0].nature == nature


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,234", 1234), ("12\u2009800", 12800), ("Three", 3), ("97", 97), ("Forty-two", 42), ("forty two", 42)],
)
def test_value_of_a_number(text, value):
    (number,) = find_numbers(text)
    assert number.value == value


@pytest.mark.parametrize("text", ["(x8)", "A40 road", "v2.1.3b", "abc123"])
def test_codes_are_no_counts(text):
    assert not any(number.may_count for number in find_numbers(text))
