"""CSV text: values as they stand in a file that people open in a spreadsheet."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

from peelian.publication.harmless import harmless

Value = str | int | float | bool | dt.date | None


def plain_csv(header: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    """Return rows of any columns as CSV; text never starts a spreadsheet formula."""
    lines = [",".join(map(cell, header)), *(",".join(map(cell, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def cell(value: Value) -> str:
    """Return a value as it stands in CSV: numbers as numbers, dates in ISO form, text harmless."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return _text(value.isoformat())
    return number(value)


def number(value: float | None) -> str:
    """Return a number, or nothing, as it stands in CSV."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    return str(int(value)) if value.is_integer() else float.__repr__(value)


@functools.lru_cache(maxsize=20_000)
def _text(text: str) -> str:
    text = harmless(text)
    if any(sign in text for sign in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text
