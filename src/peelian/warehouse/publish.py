"""Publishing: finished vintages are moved into place, then one rename of the manifest makes them all visible.

A stop at any step leaves the store as it was before, or with the whole load in it. `sweep`, run by the next
command that writes, removes what a stopped command left behind.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.vintage import Vintage
from peelian.warehouse.durable import replace_file, sync_many
from peelian.warehouse.ledger import complete_ledger
from peelian.warehouse.manifest import Manifest, draft_manifest, read_manifest
from peelian.warehouse.store import Store

STEPS = (
    "locked",
    "swept",
    "spooled",
    "records read",
    "vintage staged",
    "flushed",
    "vintage moved",
    "quarantine moved",
    "manifest drafted",
    "manifest replaced",
    "ledger written",
    "staging removed",
)
"""Every step of a load at which the process may be stopped, in order. Tests kill it at each."""

AtStep = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Staged:
    """A finished vintage that is not published yet.

    Parameters
    ----------
    vintage
        Its record.
    folder
        Staging folder with rows.parquet, profile.parquet and vintage.json.
    quarantine
        The records set aside, or None if there are none.
    """

    vintage: Vintage
    folder: Path
    quarantine: Path | None


def publish(
    store: Store, staged: Sequence[Staged], *, before: Manifest, staging: Path, at_step: AtStep
) -> Manifest:
    """Publish finished vintages together and return the new manifest."""
    files = [path for item in staged for path in sorted(item.folder.iterdir())]
    files += [item.quarantine for item in staged if item.quarantine is not None]
    sync_many(files, [item.folder for item in staged])
    at_step("flushed")
    for item in staged:
        _move(item.folder, store.vintages / item.vintage.id)
        at_step("vintage moved")
        if item.quarantine is not None:
            item.quarantine.replace(store.quarantine_of(item.vintage.id))
            at_step("quarantine moved")
    sync_many([], [store.vintages, store.quarantine])
    after = Manifest((*before.vintages, *(item.vintage for item in staged)))
    draft = staging / "manifest.json"
    draft_manifest(after, draft)
    at_step("manifest drafted")
    replace_file(draft, store.manifest)
    at_step("manifest replaced")
    return after


def sweep(store: Store) -> Manifest:
    """Remove what stopped commands left behind and return the manifest. The caller holds the lock."""
    manifest = read_manifest(store)
    known = {vintage.id for vintage in manifest.vintages}
    for leftover in store.staging.iterdir():
        _remove(leftover)
    for folder in store.vintages.iterdir():
        if folder.name not in known:
            _remove(folder)
    for file in store.quarantine.glob("*.parquet"):
        if file.stem not in known and not file.stem.startswith("refused-"):
            _remove(file)
    if store.spill.is_dir():
        for folder in store.spill.iterdir():
            # Readers take no lock, so a young spill folder may be in use.
            if folder.stat().st_mtime < time.time() - 86_400:
                _remove(folder)
    complete_ledger(store, manifest)
    return manifest


def _move(folder: Path, target: Path) -> None:
    if target.exists():
        _remove(target)
    folder.replace(target)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
