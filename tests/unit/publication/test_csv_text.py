from __future__ import annotations

import csv
import datetime as dt
import io

import pytest

from peelian.publication.csv_text import cell, plain_csv
from peelian.publication.download import COLUMNS, findings_csv
from peelian.publication.edition import CaveatText
from tests.unit.publication.sample import change, finding


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("plain", "plain"),
        ('a "b", c', '"a ""b"", c"'),
        ('=1,"2"', '"\'=1,""2"""'),
        (-0.041, "-0.041"),
        (-3, "-3"),
        (12.0, "12"),
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (dt.date(2025, 11, 30), "2025-11-30"),
    ],
)
def test_cells_are_harmless_and_numbers_are_numbers(value, text):
    assert cell(value) == text


def test_plain_csv_begins_with_the_heading_row():
    assert plain_csv(("a", "b"), [[1, "x"]]) == "a,b\n1,x\n"


def read(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_every_row_says_its_caveats_in_words():
    told = {
        "s.a": CaveatText("s.a", "Flags are set by hand, mostly."),
        "s.b": CaveatText("s.b", "New system."),
    }
    items = [finding(caveats=("s.a", "s.unknown"), breaks=("s.b",)) for _ in range(2)]
    for row in read(findings_csv(items, caveats=told)):
        assert tuple(row) == COLUMNS
        assert row["caveats"] == "s.a s.unknown"
        assert row["caveat_texts"] == "Flags are set by hand, mostly. | s.unknown"
        assert (row["breaks"], row["break_texts"]) == ("s.b", "New system.")


def test_series_say_their_caveats_once_and_their_keys_always():
    told = {"s.a": CaveatText("s.a", "By hand.")}
    items = [finding(area=name, caveats=("s.a",)) for name in ("A", "A", "A")]
    rows = read(findings_csv(items, caveats=told, texts="once"))
    assert [row["caveat_texts"] for row in rows] == ["By hand.", "", ""]
    assert {row["caveats"] for row in rows} == {"s.a"}


def test_synthetic_is_said_in_every_row_and_title():
    rows = read(findings_csv([finding(), finding()], caveats={}, synthetic=True))
    assert all(row["synthetic"] == "yes" and row["title"] == "SYNTHETIC: Knife crime" for row in rows)
    assert read(findings_csv([finding(synthetic=True)], caveats={}))[0]["synthetic"] == "yes"
    assert read(findings_csv([finding()], caveats={}))[0]["title"] == "Knife crime"


def test_suppressed_is_empty_and_never_nought():
    row = read(findings_csv([finding(None, state="suppressed")], caveats={}))[0]
    assert (row["value"], row["state"]) == ("", "suppressed")


def test_change_keeps_its_exact_numbers():
    row = read(findings_csv([finding(change=change("fall", -0.2, -0.28, None))], caveats={}))[0]
    assert (row["change"], row["change_lower"], row["change_upper"], row["previous"]) == (
        "-0.2",
        "-0.28",
        "",
        "1088",
    )
