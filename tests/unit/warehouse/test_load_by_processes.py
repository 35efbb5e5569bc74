"""Files read by several processes: the store is the same to the byte, and a stop leaves the old state."""

from __future__ import annotations

import json
import os
import signal

import pytest

from peelian.errors import PeelianError
from peelian.hands.crew import can_share
from peelian.warehouse.store import Store
from tests.unit.warehouse.small_files import World, small_catalogue

HEAD = "Reference,Date,Kind,Armed,Value,Notes\n"
WARDS = "Ward,Month,Number\nE05000001,2024-01-01,4\nE05000002,2024-01-01,5\n"

pytestmark = pytest.mark.skipif(not can_share(), reason="processes cannot share memory on this system")


def world_at(folder):
    made = World(Store(folder / "store"), small_catalogue(), folder / "files")
    for number in range(6):
        rows = "".join(f"{number}-{row},05/01/2024,Theft,yes,1,\n" for row in range(number + 1))
        made.write(f"{number}.csv", f"{HEAD}{rows}{number}-x,05/01/2024,Sorcery,no,1,\n")
    made.write("again/0 under another name.csv", (made.folder / "0.csv").read_bytes())
    made.write("nobody.csv", "this,that\n1,2\n")
    made.write("notes.txt", "left alone")
    made.write("wards.csv", WARDS)
    return made


def kept(world):
    files = {}
    for path in sorted(world.store.folder.rglob("*")):
        if path.is_file() and path.name not in ("lock", "ledger.jsonl"):
            data = path.read_bytes()
            if path.suffix == ".json":
                data = data.replace(json.loads(data).get("loaded_at", "-").encode(), b"")
            files[path.relative_to(world.store.folder).as_posix()] = data
    manifest = json.loads(files.pop("manifest.json"))
    return files, [{**vintage, "loaded_at": ""} for vintage in manifest["vintages"]]


def told(report, folder):
    return [
        (line.path.removeprefix(str(folder)), line.status, line.records, line.quarantined, line.vintage)
        for line in report.lines
    ]


def test_any_number_of_processes_keeps_the_same(tmp_path):
    worlds = [world_at(tmp_path / str(number)) for number in (1, 2, 5)]
    reports = [
        told(world.load(world.folder, processes=number), world.folder)
        for world, number in zip(worlds, (1, 2, 5), strict=True)
    ]
    assert reports[0] == reports[1] == reports[2]
    assert kept(worlds[0]) == kept(worlds[1]) == kept(worlds[2])
    assert not list(worlds[1].store.staging.iterdir())


def test_every_record_is_accounted_for_and_equal_content_is_kept_once(tmp_path):
    world = world_at(tmp_path)
    report = world.load(world.folder, processes=3)
    by_name = {line.path.rsplit("/", 1)[-1]: line for line in report.lines}
    assert by_name["0.csv"].status == "loaded"
    assert by_name["0 under another name.csv"].status == "already loaded"
    assert by_name["0.csv"].vintage == by_name["0 under another name.csv"].vintage
    loaded = [line for line in report.lines if line.status == "loaded"]
    assert [line.accepted + line.quarantined for line in loaded] == [line.records for line in loaded]
    assert sum(line.quarantined for line in loaded) == 6
    assert by_name["nobody.csv"].status == "refused"
    assert len(world.published()) == len(loaded) == 7


def test_progress_is_told_file_by_file(tmp_path):
    world = world_at(tmp_path)
    steps = []
    world.load(world.folder, processes=2, progress=lambda *step: steps.append(step))
    assert [step[1:] for step in steps] == [(number + 1, len(steps)) for number in range(len(steps))]
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)


def test_a_process_ended_from_outside_changes_nothing(tmp_path):
    world = world_at(tmp_path)
    world.load(world.folder / "wards.csv")
    before = world.published()
    parent = os.getpid()

    def stop(step):
        if step == "records read" and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(PeelianError, match="did a part of the work"):
        world.load(world.folder, processes=2, at_step=stop)
    assert world.published() == before
    report = world.load(world.folder, processes=2)
    assert {line.status for line in report.lines} == {"loaded", "already loaded", "left alone", "refused"}
    assert len(world.published()) == 7
    assert not list(world.store.staging.iterdir())
