"""Vintages as plain records for JSON, and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from peelian.catalogue.vintage import Condition, Slice, Vintage


def vintage_record(vintage: Vintage) -> dict[str, Any]:
    """Return a vintage as plain values for JSON (dates in ISO form)."""
    record: dict[str, Any] = _plain(dataclasses.asdict(vintage))
    return record


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def vintage_from(record: dict[str, Any]) -> Vintage:
    """Return the vintage that `vintage_record` wrote."""
    slices = tuple(
        Slice(tuple(part["key"]), tuple(dt.date.fromisoformat(month) for month in part["months"]))
        for part in record["slices"]
    )
    conditions = tuple(
        Condition(
            **{
                **part,
                "fields": tuple(part["fields"]),
                "areas": tuple(part.get("areas", ())),
                "start": _day(part["start"]),
                "end": _day(part["end"]),
            }
        )
        for part in record["conditions"]
    )
    read = {
        "loaded_at": dt.datetime.fromisoformat(record["loaded_at"]),
        "data_from": _day(record["data_from"]),
        "data_to": _day(record["data_to"]),
        "slices": slices,
        "conditions": conditions,
    }
    return Vintage(**{**record, **read})


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
