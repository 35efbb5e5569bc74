"""Every level and code of a cube has its own rows and no others."""

from __future__ import annotations

import datetime as dt
import itertools

import pyarrow as pa
import pytest

from peelian.measures.cube import CUBE_SCHEMA
from peelian.measures.cube_parts import CubeParts

LEVELS, CODES = ("force", "borough"), ("arson", "theft")


def cube(count: int) -> pa.Table:
    kinds = itertools.cycle(itertools.product(CODES, LEVELS, (None, "hurt=yes"), ("A", "B", "C")))
    rows = [
        {"code": code, "area": area, "level": level, "group": group, "month": dt.date(2024, 1, 1), "n": n}
        for n, (code, level, group, area) in zip(range(count), kinds, strict=False)
    ]
    return pa.Table.from_pylist(rows, schema=CUBE_SCHEMA)


@pytest.mark.parametrize("chunks", [1, 3])
def test_parts_hold_the_rows_of_the_cube(chunks):
    whole = pa.concat_tables([cube(50)] * chunks)
    parts = CubeParts(whole)
    for level, code in itertools.product(LEVELS, CODES):
        wanted = [row for row in whole.to_pylist() if (row["level"], row["code"]) == (level, code)]
        assert parts.of(level, code).to_pylist() == wanted
        assert len(wanted) > 0


def test_unknown_part_and_empty_cube_have_no_rows():
    assert len(CubeParts(cube(9)).of("ward", "theft")) == 0
    assert len(CubeParts(cube(9)).of("force", "fraud")) == 0
    empty = CubeParts(CUBE_SCHEMA.empty_table()).of("force", None)
    assert (len(empty), empty.column_names) == (0, CUBE_SCHEMA.names)


def test_many_codes_are_kept_apart():
    rows = [
        {
            "code": f"c{n:05d}",
            "area": "A",
            "level": "ward",
            "group": None,
            "month": dt.date(2024, 1, 1),
            "n": n,
        }
        for n in reversed(range(33_000))
    ]
    parts = CubeParts(pa.Table.from_pylist(rows, schema=CUBE_SCHEMA))
    assert [parts.of("ward", f"c{n:05d}")["n"].to_pylist() for n in (0, 32_999)] == [[0], [32_999]]
