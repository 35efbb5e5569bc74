"""Tables of counts taken apart by group."""

from __future__ import annotations

import pyarrow as pa

from peelian.measures.group_tables import group_tables


def test_everyone_comes_first_and_each_value_keeps_its_rows():
    rows = pa.table({"group": ["sex=M", None, "sex=F", "note=a=b", "sex=M"], "n": [1, 2, 3, 4, 5]})
    found = [(group, part["n"].to_pylist()) for group, part in group_tables(rows)]
    assert found == [(None, [2]), (("note", "a=b"), [4]), (("sex", "F"), [3]), (("sex", "M"), [1, 5])]


def test_no_rows_are_everyone_without_any():
    rows = pa.table({"group": pa.array([], pa.string()), "n": pa.array([], pa.int64())})
    assert [(group, part.num_rows) for group, part in group_tables(rows)] == [(None, 0)]
