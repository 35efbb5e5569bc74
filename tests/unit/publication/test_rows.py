"""Rows of a table of findings are read as they stand in it, however it lies in memory."""

from __future__ import annotations

import pyarrow as pa
import pytest

from peelian.publication.rows import NUMBERS, WORDS, FindingRows


@pytest.fixture(scope="module")
def table(six):
    return six.findings.combine_chunks()


def told(rows, places):
    taken = rows.take(places)
    words = [taken.words[kind] for kind in taken.kinds]
    return words, taken.dates, taken.synthetic, taken.caveats, taken.breaks, taken.vintages


def test_what_is_taken_is_what_the_table_holds(table):
    places = [5, 3, 3, *range(40, 90), table.num_rows - 1]
    words, dates, synthetic, *lists = told(FindingRows(table), places)
    held = table.take(places)
    assert words == [[row[name] for name in WORDS] for row in held.select(WORDS).to_pylist()]
    assert [day for day, *_ in dates] == held["period_from"].cast(pa.int32()).to_pylist()
    assert synthetic == held["synthetic"].to_pylist()
    for found, name in zip(lists, ("caveats", "breaks", "vintages"), strict=True):
        assert found == [tuple(keys or ()) for keys in held[name].to_pylist()]


def test_numbers_are_those_of_the_table(table):
    places = [7, 0, table.num_rows - 1]
    found = FindingRows(table).numbers(places)
    for place, name in enumerate(NUMBERS):
        held = [None if number is None else float(number) for number in table.take(places)[name].to_pylist()]
        assert [None if number != number else number for number in found[:, place].tolist()] == held


@pytest.mark.parametrize("lies", ["in pieces", "without codes", "in pieces with codes of their own"])
def test_it_does_not_matter_how_the_table_lies(table, lies):
    half = table.num_rows // 2
    if lies == "in pieces":
        other = pa.concat_tables([table.slice(0, half), table.slice(half, 0), table.slice(half)])
    else:
        plain = [
            column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
            for column in table.columns
        ]
        other = pa.table(plain, names=table.column_names)
    if lies.endswith("of their own"):
        parts = [other.slice(0, half), other.slice(half)]
        other = pa.concat_tables([part.cast(table.schema) for part in parts])
    places = range(table.num_rows)
    one, two = FindingRows(table), FindingRows(other)
    assert (one.count, told(one, places)) == (two.count, told(two, places))
    assert one.read(places) == two.read(places)


def test_no_rows_are_no_findings(table):
    rows = FindingRows(table.slice(0, 0))
    assert (rows.count, rows.read([]), list(rows.ends())) == (0, (), [])
