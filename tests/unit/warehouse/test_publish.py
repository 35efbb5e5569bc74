"""A load killed at any step leaves the old state or the new one; the next one clears up and completes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from peelian.warehouse.current import current_rows_sql
from peelian.warehouse.ledger import read_ledger
from peelian.warehouse.manifest import read_manifest
from peelian.warehouse.publish import STEPS
from peelian.warehouse.session import session

ROOT = Path(__file__).resolve().parents[3]
HEAD = "Reference,Date,Kind,Armed,Value,Notes\n"
OLD = HEAD + "A1,05/01/2024,Theft,yes,1,\nA2,05/01/2024,Theft,yes,1,\n"
NEW = HEAD + "A1,05/01/2024,Fraud,yes,1,\nA2,05/01/2024,Sorcery,yes,1,\nA3,06/01/2024,Theft,no,2,\n"
OTHER = HEAD + "B1,05/02/2024,Theft,yes,1,\n"
CHILD = """
import os, signal, sys
from pathlib import Path
from peelian.warehouse.store import Store
from tests.unit.warehouse.small_files import World, small_catalogue

def stop(step):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

folder = Path(sys.argv[1])
world = World(Store(folder / "store"), small_catalogue(), folder / "files")
world.load(folder / "files" / "new", at_step=stop)
"""


def killed_at(step, folder):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    made = subprocess.run(
        [sys.executable, "-c", CHILD, str(folder), step], env=environment, capture_output=True, check=False
    )
    assert made.returncode == -signal.SIGKILL, made.stderr.decode()


def kinds(world):
    sql = current_rows_sql(world.store, world.catalogue.source("incidents"))
    with session(world.store) as connection:
        return connection.execute(f"SELECT reference, kind FROM ({sql}) ORDER BY reference").fetchall()


def files_in(store):
    found = {str(path.relative_to(store.folder)) for path in store.folder.rglob("*") if path.is_file()}
    return found - {"lock", "ledger.jsonl", "manifest.json"}


BEFORE = [("A1", "theft"), ("A2", "theft")]
AFTER = [("A1", "fraud"), ("A3", "theft"), ("B1", "theft")]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="SIGKILL is not on this system")
@pytest.mark.parametrize("step", STEPS)
def test_kill_leaves_old_or_new_state(world, step):
    world.load_one("old/north.csv", OLD)
    old = world.published()
    world.write("new/1 north.csv", NEW)
    world.write("new/2 south.csv", OTHER)
    killed_at(step, world.folder.parent)

    is_new = STEPS.index(step) >= STEPS.index("manifest replaced")
    assert kinds(world) == (AFTER if is_new else BEFORE)
    assert len(world.published()) == (3 if is_new else 1)
    assert world.published()[:1] == old

    report = world.load(world.folder / "new")
    status = "already loaded" if is_new else "loaded"
    assert [line.status for line in report.lines] == [status, status]
    assert kinds(world) == AFTER
    expected = set()
    for vintage in read_manifest(world.store).vintages:
        expected |= {
            f"vintages/{vintage.id}/{n}" for n in ("rows.parquet", "profile.parquet", "vintage.json")
        }
        expected |= {f"quarantine/{vintage.id}.parquet"} if vintage.quarantined else set()
    assert files_in(world.store) == expected
    assert list(world.store.staging.iterdir()) == []
    listed = {file["vintage"] for line in read_ledger(world.store) for file in line["files"]}
    assert listed == set(world.published())


def test_vintage_folder_says_what_it_is(world):
    line = world.load_one("north.csv", NEW)
    record = json.loads((world.store.vintages / line.vintage / "vintage.json").read_text())
    (vintage,) = json.loads(world.store.manifest.read_text())["vintages"]
    assert record == vintage
    assert (record["records"], record["accepted"], record["quarantined"]) == (3, 2, 1)
    assert pq.read_metadata(world.store.rows_of(line.vintage)).num_rows == record["rows"] == 2


def test_manifest_that_was_meddled_with_is_named(world):
    from peelian.errors import NotReconciled

    world.load_one("north.csv", OLD)
    world.store.manifest.write_text('{"vintages": [{"id": 3}]}')
    with pytest.raises(NotReconciled, match="not a manifest"):
        read_manifest(world.store)


def test_ledger_passes_over_a_line_cut_short(world):
    world.load_one("north.csv", OLD)
    with world.store.ledger.open("ab") as file:
        file.write(b'{"time": "2024')
    world.load_one("south.csv", OTHER)
    assert [line["files"][0]["path"] for line in read_ledger(world.store)] == ["north.csv", "south.csv"]
