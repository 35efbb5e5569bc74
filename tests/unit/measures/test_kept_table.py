"""A table kept in pieces: parts are renewed one by one, and a crash or a broken file costs only time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from peelian.measures.kept_table import MOST_PIECES, KeptTable

SCHEMA = pa.schema([("area", pa.string()), ("month", pa.date32()), ("n", pa.int64())])


def day(month: int) -> dt.date:
    return dt.date(2024, month, 1)


def rows(*months: int, n: int = 1) -> pa.Table:
    made = [{"area": "A", "month": day(month), "n": n} for month in months]
    return pa.Table.from_pylist(made, schema=SCHEMA)


def prints(*months: int, told: str = "a") -> dict[str, str]:
    return {day(month).isoformat(): told for month in months}


def opened(folder) -> KeptTable:
    return KeptTable(folder / "t", schema=SCHEMA, part="month")


def held(folder) -> dict[int, int]:
    found = opened(folder).read()
    assert str(found.schema.field("area").type) == "dictionary<values=string, indices=int32, ordered=0>"
    found = found.cast(SCHEMA)
    by_month = {row["month"].month: row["n"] for row in found.to_pylist()}
    assert len(by_month) == len(found)
    return by_month


def test_nothing_kept_is_an_empty_table(tmp_path):
    assert (opened(tmp_path).parts, held(tmp_path)) == ({}, {})
    assert list(tmp_path.iterdir()) == []


def test_new_month_is_added_and_a_revised_one_replaced(tmp_path):
    opened(tmp_path).renew(rows(1, 2), parts=prints(1, 2))
    opened(tmp_path).renew(rows(2, 3, n=5), parts=prints(2, 3, told="b"))
    assert held(tmp_path) == {1: 1, 2: 5, 3: 5}
    assert opened(tmp_path).parts == {**prints(1), **prints(2, 3, told="b")}


def test_month_may_have_no_rows_and_months_may_go(tmp_path):
    table = opened(tmp_path)
    table.renew(rows(1, 2), parts=prints(1, 2, 3))
    table.renew(SCHEMA.empty_table(), parts={}, drop=list(prints(1)))
    assert held(tmp_path) == {2: 1}
    assert opened(tmp_path).parts == prints(2, 3)
    table.renew(SCHEMA.empty_table(), parts={}, drop=list(prints(2, 3)))
    assert held(tmp_path) == {}
    assert [path.name for path in (tmp_path / "t").iterdir()] == ["pieces.json"]


def test_many_pieces_are_written_together(tmp_path):
    for step in range(3 * MOST_PIECES):
        opened(tmp_path).renew(rows(step % 12 + 1, n=step), parts=prints(step % 12 + 1, told=str(step)))
        assert len(list((tmp_path / "t").glob("*.arrow"))) <= MOST_PIECES
    assert held(tmp_path) == {step % 12 + 1: step for step in range(2 * MOST_PIECES, 3 * MOST_PIECES)}


def test_table_of_one_part_is_replaced_whole(tmp_path):
    table = KeptTable(tmp_path / "t", schema=SCHEMA, part=None)
    table.renew(rows(1, 2), parts={"all": "a"})
    table.renew(rows(5), parts={"all": "b"})
    assert [row["month"] for row in table.read().to_pylist()] == [day(5)]


@pytest.mark.parametrize("step", ["write_text", "replace"])
def test_crash_leaves_the_table_as_it_was(tmp_path, monkeypatch, step):
    opened(tmp_path).renew(rows(1), parts=prints(1))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, step, stop)
        with pytest.raises(KeyboardInterrupt):
            opened(tmp_path).renew(rows(1, n=9), parts=prints(1, told="b"))
    assert (held(tmp_path), opened(tmp_path).parts) == ({1: 1}, prints(1))
    opened(tmp_path).renew(rows(2), parts=prints(2))
    assert held(tmp_path) == {1: 1, 2: 1}
    assert len(list((tmp_path / "t").iterdir())) == 3


@pytest.mark.parametrize(
    "harm", ["cut the list", "cut a piece", "spoil a piece", "lose a piece", "another form"]
)
def test_broken_table_counts_as_absent(tmp_path, harm):
    opened(tmp_path).renew(rows(1), parts=prints(1))
    (piece,) = (tmp_path / "t").glob("*.arrow")
    listed = tmp_path / "t" / "pieces.json"
    if harm == "cut the list":
        listed.write_text(listed.read_text("utf-8")[:-5], "utf-8")
    elif harm == "cut a piece":
        piece.write_bytes(piece.read_bytes()[:40])
    elif harm == "spoil a piece":
        written = bytearray(piece.read_bytes())
        written[len(written) // 2] ^= 1
        piece.write_bytes(written)
    elif harm == "lose a piece":
        piece.unlink()
    else:
        listed.write_text('{"file": 1}', "utf-8")
    assert (opened(tmp_path).parts, held(tmp_path)) == ({}, {})


def test_what_renewing_returns_is_what_is_read_afterwards(tmp_path):
    table = opened(tmp_path)
    for step in range(MOST_PIECES + 2):
        month = step % 5 + 1
        returned = table.renew(rows(month, n=step), parts=prints(month, told=str(step)))
        read = opened(tmp_path).read()
        assert returned.schema == read.schema
        assert returned.sort_by("month").to_pylist() == read.sort_by("month").to_pylist()
    returned = table.renew(SCHEMA.empty_table(), parts={}, drop=list(prints(2)))
    assert returned.sort_by("month").to_pylist() == opened(tmp_path).read().sort_by("month").to_pylist()
