"""Reading JSON arrays of objects. Values inside values are named with dots: `location.street.name`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa

from peelian.catalogue.glimpse import Glimpse
from peelian.errors import FileRefused
from peelian.warehouse.decode.rows_of_text import batches_of_text, value_text
from peelian.warehouse.limits import Limits

_LOOKED_AT = 2_000


def read_json(path: Path, *, name: str, limits: Limits) -> Any:
    """Read a JSON file whole.

    Raises
    ------
    FileRefused
        If it is cut short, not JSON, or larger than the limits accept.
    """
    if path.stat().st_size > limits.json_bytes:
        raise FileRefused(
            name,
            found=f"{path.stat().st_size:,} bytes of JSON, which has to be read whole",
            accepted=f"at most {limits.json_bytes:,} bytes",
            next_step="ask for the data as CSV or Parquet",
        )
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError) as problem:
        raise FileRefused(
            name,
            found=f"text that begins like JSON and is not ({problem})",
            accepted="a whole JSON file in UTF-8",
            next_step="copy or download it again and compare its size with the sender's",
        ) from problem


def glimpse_json(data: Any, *, name: str) -> tuple[Glimpse, ...]:
    """Return the dotted names of the values of the first objects, and the first objects' values."""
    if not isinstance(data, list) or not all(isinstance(item, dict) for item in data[:_LOOKED_AT]):
        raise FileRefused(
            name,
            found="JSON that is not a list of objects",
            accepted="a list of objects, [{...}, {...}], or GeoJSON",
            next_step="ask the sender for a list of records",
        )
    names = _names(data[:_LOOKED_AT])
    rows = [tuple(value_text(_dig(item, key)) or "" for key in names) for item in data[:7]]
    return (Glimpse("json", "", (names, *rows)),)


@dataclass(slots=True)
class JsonTable:
    """One or more JSON arrays read as one table."""

    paths: tuple[tuple[str, Path], ...]
    limits: Limits
    headings: tuple[str, ...] = ()
    records: int = 0
    facts: dict[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, paths: Sequence[tuple[str, Path]], limits: Limits) -> JsonTable:
        """Count the objects of the arrays and gather their names. `paths` are pairs (name shown, file)."""
        names: dict[str, None] = {}
        records = 0
        for name, path in paths:
            data = read_json(path, name=name, limits=limits)
            glimpse_json(data, name=name)
            records += len(data)
            names.update(dict.fromkeys(_names(data)))
        return cls(tuple(paths), limits, tuple(names), records)

    def batches(self, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the objects of all the arrays; `_table` is empty."""
        return batches_of_text(self._objects(wanted), wanted)

    def _objects(self, wanted: Sequence[str]) -> Iterator[tuple[str, list[Any]]]:
        for name, path in self.paths:
            for item in read_json(path, name=name, limits=self.limits):
                yield "", [_dig(item, key) for key in wanted]


def _names(items: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """Return the dotted names of all values; a thing that is null everywhere keeps its own name."""
    names: dict[str, None] = {}
    for item in items:
        _add_names(item, "", names)
    deeper = {name.rsplit(".", 1)[0] for name in names if "." in name}
    return tuple(name for name in names if name not in deeper)


def _add_names(item: dict[str, Any], before: str, names: dict[str, None]) -> None:
    for key, value in item.items():
        if isinstance(value, dict):
            _add_names(value, f"{before}{key}.", names)
        else:
            names[before + key] = None


def _dig(item: Any, name: str) -> Any:
    if name in item:
        value = item[name]
    else:
        value = item
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value
