"""The files: the same bytes for one seed, other rows for another, two systems where the span has two."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib

import pyarrow.parquet as pq
import pytest

from peelian.synthetic.records.write_records import write_records
from peelian.synthetic.world import months_between
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace
from tests.unit.synthetic.records.made_records import a_world

ACROSS = months_between(dt.date(2023, 3, 1), dt.date(2025, 2, 1))


def digests(folder, seed, **switches):
    written = write_records(a_world(seed, **switches), folder)
    assert all(path.name.startswith("SYNTHETIC-") for path in written)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in written}


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_seed_makes_the_same_bytes_and_another_other_rows(tmp_path):
    first = digests(tmp_path / "a", 1)
    assert first == digests(tmp_path / "b", 1)
    other = digests(tmp_path / "c", 2)
    assert other.keys() == first.keys()
    assert all(other[name] != first[name] for name in first)


def test_clean_world_has_no_earlier_edition_and_no_line_set_aside(tmp_path):
    assert "SYNTHETIC-CRIS extract, earlier edition.csv" not in digests(tmp_path, 1, defects=False)
    rows = read(tmp_path / "SYNTHETIC-CRIS extract.csv")
    assert len({row["CR Number"] for row in rows}) == len(rows)


def test_every_line_is_accounted_for_and_the_spoilt_ones_are_set_aside(tmp_path):
    world = a_world()
    write_records(world, tmp_path / "data")
    office = Workspace.open(create_workspace(tmp_path / "office", with_plan=False))
    loaded = {line.path.rsplit("/", 1)[-1]: line for line in office.load(tmp_path / "data").lines}
    assert {line.status for line in loaded.values()} == {"loaded"}
    main = loaded["SYNTHETIC-CRIS extract.csv"]
    spoilt = [p for p in world.truth.planted if p.kind.startswith("invalid") or p.kind == "exact repeats"]
    assert main.quarantined == sum(p.number for p in spoilt) == 8
    assert all(line.quarantined == 0 for line in loaded.values() if line is not main)
    rules = {row["rule"] for row in _quarantine(office, main)}
    assert rules == {p.kind.removeprefix("invalid: ") for p in spoilt} - {"exact repeats"} | {"repeated-id"}


def _quarantine(office, line):
    return pq.read_table(office.folder / line.quarantine).to_pylist()


def test_records_after_the_change_of_system_are_written_as_connect(tmp_path):
    world = a_world(4, defects=False)
    written = write_records(world, tmp_path, months=ACROSS)
    names = [path.name for path in written]
    assert names[:2] == ["SYNTHETIC-CRIS extract.csv", "SYNTHETIC-CONNECT extract.csv"]
    old, new = read(written[0]), read(written[1])
    assert max(row["Date Recorded"] for row in old) < "2024-02-28" <= min(row["Recorded Date"] for row in new)
    for before, after in (("DV Flag", "Domestic Abuse Marker"), ("Hate Flag", "Hate Crime Marker")):
        shares = [
            sum(row[name] == "Y" for row in rows) / len(rows) for rows, name in ((old, before), (new, after))
        ]
        assert shares[1] > 1.2 * shares[0]


def test_files_of_both_systems_load(tmp_path):
    write_records(a_world(4), tmp_path / "data", months=ACROSS)
    office = Workspace.open(create_workspace(tmp_path / "office", with_plan=False))
    lines = office.load(tmp_path / "data").lines
    assert {line.status for line in lines} == {"loaded"}
    assert {line.layout for line in lines} >= {"cris_offences", "connect_offences"}


@pytest.mark.parametrize("switch", ["gaming", "under_recording"])
def test_wrong_worlds_reach_the_file(tmp_path, switch):
    assert (
        digests(tmp_path / "a", 1)["SYNTHETIC-CRIS extract.csv"]
        != digests(tmp_path / "b", 1, **{switch: True})["SYNTHETIC-CRIS extract.csv"]
    )
