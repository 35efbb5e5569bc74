"""What moved between two editions, whichever was loaded first."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Condition, Slice, Vintage
from peelian.warehouse.revisions import find_revisions, read_revisions, write_revisions

MONTHS = tuple(dt.date(2024, month, 1) for month in range(1, 5))
JAN, FEB, MAR, APR = MONTHS
SAID = {
    "title": "t",
    "about": "a",
    "row": "r",
    "owner": "o",
    "refresh": "never",
    "access": "open",
    "ask": "nobody",
    "example": {"question": "q"},
}
LEVEL = {"type": "code", "values": {"ward": "Ward", "borough": "Borough"}, "one at a time": True}
COUNTS = Source.model_validate(
    {
        **SAID,
        "source": "counts",
        "counts": "offences",
        "period": "month",
        "slices": ["level"],
        "fields": {
            "month": {"type": "month"},
            "level": LEVEL,
            "sheet": {"type": "code", "values": {"one": "1", "two": "2"}, "one at a time": True},
            "offence": {"type": "code", "values": dict.fromkeys("abcdefgh", "x")},
            "offences": {"type": "integer", "role": "measure"},
        },
    }
)
RECORDS = Source.model_validate(
    {
        **SAID,
        "source": "counts",
        "counts": "searches",
        "period": "month",
        "slices": ["level"],
        "fields": {
            "month": {"type": "month"},
            "level": {**LEVEL, "one at a time": False},
            "offence": {"type": "code", "values": dict.fromkeys("abcdefgh", "x")},
        },
    }
)


@pytest.fixture
def edition(tmp_path: Path):
    """Write the rows of an edition, (month, offence, count), and return its vintage."""

    def write(
        name: str, rows: list[tuple[dt.date, str, int]], *, sequence: int, level: str = "ward", **more: Any
    ) -> Vintage:
        folder = tmp_path / "vintages" / name
        folder.mkdir(parents=True)
        table = pa.table(
            {
                "month": pa.array([row[0] for row in rows], type=pa.date32()),
                "level": [level] * len(rows),
                "sheet": more.pop("sheets", ["one"] * len(rows)),
                "offence": [row[1] for row in rows],
                "offences": [row[2] for row in rows],
            }
        )
        pq.write_table(table, folder / "rows.parquet")
        months = tuple(sorted({row[0] for row in rows}))
        values = {
            "source": "counts",
            "layout": "l",
            "provider": "p",
            "file": "f.csv",
            "sha256": name,
            "size": 1,
            "records": 1,
            "accepted": 1,
            "quarantined": 0,
            "rows": len(rows),
            "loaded_at": dt.datetime(2024, 6, 1, tzinfo=dt.UTC),
            "data_from": months[0],
            "data_to": months[-1],
            "slices": (Slice((level,), months),),
            **more,
        }
        return Vintage(id=name, sequence=sequence, **values)

    return write


def told(found, *, field: str = "") -> list[tuple[Any, ...]]:
    return [(one.month, one.code, one.before, one.after) for one in found if one.field == field]


def test_moved_total_and_code_are_told(edition, tmp_path):
    old = edition("old", [(JAN, "a", 10), (JAN, "b", 5), (FEB, "a", 7)], sequence=1)
    new = edition("new", [(JAN, "a", 12), (JAN, "b", 5), (FEB, "a", 7), (MAR, "a", 1)], sequence=2)
    found = find_revisions(tmp_path, [old], [new], source=COUNTS)
    assert told(found) == [(JAN, "", 15, 17)]
    assert told(found, field="offence") == [(JAN, "a", 10, 12)]
    assert {(one.vintage_before, one.vintage_after, one.slice) for one in found} == {
        ("old", "new", ("ward",))
    }


@pytest.mark.parametrize("listed", ["new only", "all"])
def test_older_edition_loaded_second_is_still_before(edition, tmp_path, listed):
    new = edition("new", [(JAN, "a", 12), (FEB, "a", 7)], sequence=1)
    old = edition("old", [(JAN, "a", 10)], sequence=2)
    found = find_revisions(tmp_path, [new], [old] if listed == "new only" else [new, old], source=COUNTS)
    assert told(found) == [(JAN, "", 10, 12)]
    assert (found[0].vintage_before, found[0].vintage_after) == ("old", "new")


def test_two_editions_in_one_load_are_compared(edition, tmp_path):
    both = [edition("old", [(JAN, "a", 1)], sequence=1), edition("new", [(JAN, "a", 2)], sequence=2)]
    assert told(find_revisions(tmp_path, [], both, source=COUNTS)) == [(JAN, "", 1, 2)]


def test_edition_between_two_is_compared_with_its_neighbours(edition, tmp_path):
    first = edition("first", [(JAN, "a", 1)], sequence=1)
    third = edition("third", [(JAN, "a", 3), (MAR, "a", 3)], sequence=2)
    second = edition("second", [(JAN, "a", 2), (FEB, "a", 2)], sequence=3)
    found = find_revisions(tmp_path, [first, third], [second], source=COUNTS)
    assert told(found) == [(JAN, "", 1, 2), (JAN, "", 2, 3)]
    assert [(one.vintage_before, one.vintage_after) for one in found if not one.field] == [
        ("first", "second"),
        ("second", "third"),
    ]


def test_nothing_new_has_no_revisions(edition, tmp_path):
    old = edition("old", [(JAN, "a", 1)], sequence=1)
    new = edition("new", [(JAN, "a", 2)], sequence=2)
    assert find_revisions(tmp_path, [old, new], [], source=COUNTS) == ()
    assert find_revisions(tmp_path, [], [], source=COUNTS) == ()


@pytest.mark.parametrize("change", [{"level": "borough"}, {"source": "other"}])
def test_other_slices_and_sources_are_not_compared(edition, tmp_path, change):
    old = edition("old", [(JAN, "a", 1)], sequence=1)
    new = edition("new", [(JAN, "a", 2)], sequence=2, **change)
    assert find_revisions(tmp_path, [old], [new], source=COUNTS) == ()


def test_stub_month_is_no_revision(edition, tmp_path):
    stub = Condition("stub-month", "s", start=JAN, end=dt.date(2024, 1, 31), severity="block")
    old = edition("old", [(JAN, "a", 100), (FEB, "a", 5)], sequence=1)
    new = edition("new", [(JAN, "a", 1), (FEB, "a", 6)], sequence=2, conditions=(stub,))
    assert told(find_revisions(tmp_path, [old], [new], source=COUNTS)) == [(FEB, "", 5, 6)]


def test_changed_scheme_compares_only_codes_of_both(edition, tmp_path):
    old = edition("old", [(JAN, "a", 10), (JAN, "b", 5), (JAN, "c", 5)], sequence=1)
    new = edition("new", [(JAN, "a", 11), (JAN, "d", 5), (JAN, "e", 5)], sequence=2)
    assert told(find_revisions(tmp_path, [old], [new], source=COUNTS), field="offence") == [
        (JAN, "a", 10, 11)
    ]


def test_code_new_in_one_scheme_has_no_before(edition, tmp_path):
    old = edition("old", [(JAN, "a", 1), (JAN, "b", 2)], sequence=1)
    new = edition("new", [(JAN, "a", 1), (JAN, "b", 2), (JAN, "c", 4)], sequence=2)
    assert told(find_revisions(tmp_path, [old], [new], source=COUNTS), field="offence") == [
        (JAN, "c", None, 4)
    ]


def test_code_left_out_of_a_month_counts_none(edition, tmp_path):
    old = edition("old", [(JAN, "a", 1), (FEB, "a", 1), (FEB, "b", 3)], sequence=1)
    new = edition("new", [(JAN, "a", 1), (JAN, "b", 2), (FEB, "a", 1)], sequence=2)
    found = find_revisions(tmp_path, [old], [new], source=COUNTS)
    assert told(found, field="offence") == [(JAN, "b", 0, 2), (FEB, "b", 3, 0)]


def test_stacked_sheets_are_not_added(edition, tmp_path):
    sheets = ["one", "two"]
    old = edition("old", [(JAN, "a", 10), (JAN, "a", 10)], sequence=1, sheets=sheets)
    new = edition("new", [(JAN, "a", 13), (JAN, "a", 13)], sequence=2, sheets=sheets)
    found = find_revisions(tmp_path, [old], [new], source=COUNTS)
    assert told(found) == [(JAN, "", 10, 13)]
    assert told(found, field="sheet") == [(JAN, "one", 10, 13), (JAN, "two", 10, 13)]


def test_records_are_counted_where_there_is_no_count(edition, tmp_path):
    old = edition("old", [(JAN, "a", 99), (JAN, "a", 99)], sequence=1)
    new = edition("new", [(JAN, "a", 1)], sequence=2)
    assert told(find_revisions(tmp_path, [old], [new], source=RECORDS)) == [(JAN, "", 2, 1)]


def test_revisions_are_read_as_they_were_written(edition, tmp_path):
    old = edition("old", [(JAN, "a", 1), (JAN, "b", 2)], sequence=1)
    new = edition("new", [(JAN, "a", 1), (JAN, "b", 2), (JAN, "c", 4)], sequence=2)
    found = find_revisions(tmp_path, [old], [new], source=COUNTS)
    write_revisions(found, tmp_path / "revisions.parquet")
    assert read_revisions(tmp_path / "revisions.parquet") == found
    write_revisions([], tmp_path / "none.parquet")
    assert read_revisions(tmp_path / "none.parquet") == ()
