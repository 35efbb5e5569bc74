"""A record lost or made twice anywhere on the way stops the load, and nothing changes."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from peelian.errors import NotReconciled
from peelian.warehouse import record_reader, scan
from peelian.warehouse.quarantine import Quarantine
from peelian.warehouse.reconcile import Counts, reconcile

HEAD = "Reference,Date,Kind,Armed,Value,Notes\n"
GOOD = "A1,05/01/2024,Theft,yes,10.50,seen\n"
BAD = "A2,05/01/2024,Witchcraft,yes,10.50,seen\n"


@pytest.fixture
def written(tmp_path):
    pq.write_table(pa.table({"n": [1, 2, 3]}), tmp_path / "rows.parquet")
    pq.write_table(pa.table({"line": [9]}), tmp_path / "aside.parquet")
    return {"rows": tmp_path / "rows.parquet", "quarantine": tmp_path / "aside.parquet", "file": "a.csv"}


def test_counts_that_agree_pass(written):
    assert reconcile(Counts(4, 3, 1, 3, 6, "n"), **written) == 3


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        (Counts(5, 3, 1, 3), "5 records in, 3 accepted and 1 set aside"),
        (Counts(5, 3, 2, 3), "2 records set aside and 1 in quarantine"),
        (Counts(5, 4, 1, 4), "4 rows made of accepted records and 3 written"),
        (Counts(4, 3, 1, 3, 7, "n"), "cells that add up to 7 and rows that add up to 6"),
    ],
)
def test_any_difference_is_an_error(written, counts, found):
    with pytest.raises(NotReconciled) as caught:
        reconcile(counts, **written)
    assert found in caught.value.found
    assert caught.value.exit_code == 5


def loses_a_row(records, plan, schema):
    return ORIGINAL(records, plan, schema).slice(1)


def doubles_a_row(records, plan, schema):
    made = ORIGINAL(records, plan, schema)
    return pa.concat_tables([made, made.slice(0, 1)])


ORIGINAL = record_reader.to_rows


@pytest.mark.parametrize("fault", [loses_a_row, doubles_a_row])
def test_lost_or_doubled_row_publishes_nothing(world, monkeypatch, fault):
    monkeypatch.setattr(record_reader, "to_rows", fault)
    line = world.load_one("north.csv", HEAD + GOOD * 3 + BAD)
    assert (line.status, line.problem["exit_code"]) == ("refused", 5)
    assert world.published() == []
    assert [list(folder.iterdir()) for folder in (world.store.staging, world.store.vintages)] == [[], []]
    assert list(world.store.quarantine.iterdir()) == []


def test_record_lost_by_quarantine_publishes_nothing(world, monkeypatch):
    monkeypatch.setattr(Quarantine, "_flush", lambda self: None)
    line = world.load_one("north.csv", HEAD + GOOD * 3 + BAD)
    assert "1 records set aside and 0 in quarantine" in line.problem["found"]
    assert world.published() == []


def test_reader_that_swallows_lines_is_found_out(world, monkeypatch):
    def sees_no_quotes(self, start, end):
        self.good_spans.append((start, max(start, end - len(GOOD))))

    monkeypatch.setattr(scan.TextScan, "add_good", sees_no_quotes)
    line = world.load_one("north.csv", HEAD + GOOD * 3)
    assert (line.status, line.problem["error"]) == ("refused", "not reconciled")
    assert "3 records in, 2 accepted and 0 set aside" in line.problem["found"]


def test_wide_cells_are_added_up_on_both_sides(world, monkeypatch):
    monkeypatch.setattr(record_reader, "cell_sum", lambda records, plan: 1)
    line = world.load_one("counts.csv", "Area,Offence,202401,202402\nE1,theft,3,4\n")
    assert "cells that add up to 1 and rows that add up to 7" in line.problem["found"]
