"""The manifest: which vintages are published. It is the only truth of the store."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

from peelian.catalogue.vintage import Vintage
from peelian.errors import NotReconciled
from peelian.warehouse.store import Store
from peelian.warehouse.vintage_record import vintage_from, vintage_record


@dataclass(frozen=True, slots=True)
class Manifest:
    """The published vintages, in the order of their loading."""

    vintages: tuple[Vintage, ...] = ()

    def find(self, vintage: str) -> Vintage | None:
        """Return a vintage by its id, or None."""
        return next((known for known in self.vintages if known.id == vintage), None)

    @property
    def sequence(self) -> int:
        """The highest running number given so far, 0 for an empty store."""
        return max((vintage.sequence for vintage in self.vintages), default=0)


def read_manifest(store: Store) -> Manifest:
    """Read the manifest; a store without one is empty.

    Raises
    ------
    NotReconciled
        If the file is there and cannot be understood. It is only ever replaced whole, so this means that
        something else wrote to it.
    """
    try:
        text = store.manifest.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Manifest()
    try:
        return _understood(text)
    except (ValueError, KeyError, TypeError) as problem:
        raise NotReconciled(
            str(store.manifest.name),
            found=f"text that is not a manifest ({problem})",
            accepted="the manifest as the last load wrote it",
            next_step="put back store/manifest.json from a backup; the vintages themselves are untouched",
        ) from problem


@functools.lru_cache(maxsize=2)
def _understood(text: str) -> Manifest:
    """Return what a manifest says. It is read for every source that is opened, and is most often the same."""
    return Manifest(tuple(vintage_from(record) for record in json.loads(text)["vintages"]))


def draft_manifest(manifest: Manifest, draft: Path) -> None:
    """Write the text of a manifest to a file that is not yet the manifest."""
    record = {"version": 1, "vintages": [vintage_record(vintage) for vintage in manifest.vintages]}
    draft.write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
