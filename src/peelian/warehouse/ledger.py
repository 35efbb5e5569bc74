"""The ledger: one line of JSON for each load command, only ever added to. No line holds a row."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Sequence
from typing import Any

from peelian.warehouse.manifest import Manifest
from peelian.warehouse.store import Store


def add_to_ledger(store: Store, *, files: Sequence[dict[str, Any]], at: dt.datetime) -> None:
    """Write what a load command did: the time (UTC) and a record for each file."""
    _append(store, {"time": at.isoformat(), "files": list(files)})


def complete_ledger(store: Store, manifest: Manifest) -> None:
    """Add a line for vintages published by a command that was stopped before it could write its own."""
    known = {record.get("vintage") for line in read_ledger(store) for record in line.get("files", [])}
    lost = [vintage for vintage in manifest.vintages if vintage.id not in known]
    if lost:
        files = [
            {"path": v.file, "layout": v.layout, "vintage": v.id, "status": "loaded", "records": v.records}
            for v in lost
        ]
        _append(store, {"time": lost[-1].loaded_at.isoformat(), "files": files, "written": "afterwards"})


def read_ledger(store: Store) -> list[dict[str, Any]]:
    """Return the lines of the ledger; a line cut short by a crash is passed over."""
    lines: list[dict[str, Any]] = []
    if store.ledger.exists():
        for text in store.ledger.read_text(encoding="utf-8", errors="replace").splitlines():
            try:
                lines.append(json.loads(text))
            except ValueError:
                continue
    return lines


def _append(store: Store, record: dict[str, Any]) -> None:
    with store.ledger.open("ab+") as file:
        if file.tell() > 0:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(json.dumps(record, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        file.flush()
        os.fsync(file.fileno())
