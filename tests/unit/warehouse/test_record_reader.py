"""Many records are asked otherwise than few, and become the same rows."""

from __future__ import annotations

import pytest

from peelian.warehouse import record_reader
from peelian.warehouse.decode import text

HEAD = "Reference,Date,Kind,Armed,Value,Notes\n"
GOOD = ' A1 ,05/01/2024, Theft,yes,1,"two\u00a0 words "\n'
BAD = "A2,05/01/2024,Sorcery,no,1,\n"


@pytest.mark.parametrize("few", [0, 1, 20_000])
def test_few_records_and_many_are_read_alike(world, monkeypatch, few):
    monkeypatch.setattr(record_reader, "FEW", few)
    line = world.load_one("small.csv", HEAD + GOOD + BAD)
    assert (line.records, line.accepted, line.quarantined) == (2, 1, 1)
    assert world.rows(line, "reference", "kind") == [{"reference": "A1", "kind": "theft"}]
    assert [record["rule"] for record in world.set_aside(line)] == ["unseen-code"]


def test_a_record_seen_before_is_set_aside_whatever_blanks_are_around_it(world):
    line = world.load_one(
        "wards.csv", "Ward,Month,Number\nE05000001,2024-01-01,4\n E05000001 ,2024-01-01 ,5\n"
    )
    assert (line.accepted, line.quarantined) == (1, 1)
    assert [record["rule"] for record in world.set_aside(line)] == ["repeated-id"]


def test_a_record_seen_in_an_earlier_batch_is_set_aside(world, monkeypatch):
    monkeypatch.setattr(text, "_BLOCK", 200)
    wards = [f"E0500{number:04},2024-01-01,4\n" for number in range(1, 40)]
    line = world.load_one("wards.csv", "Ward,Month,Number\n" + "".join([*wards, wards[0], wards[38]]))
    assert (line.records, line.accepted, line.quarantined) == (41, 39, 2)
    assert [record["line"] for record in world.set_aside(line)] == [41, 42]
