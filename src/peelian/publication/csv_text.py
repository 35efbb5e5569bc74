"""CSV text: values as they stand in a file that people open in a spreadsheet."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

Value = str | int | float | bool | dt.date | None

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def plain_csv(header: Sequence[str], rows: Sequence[Sequence[Value]]) -> str:
    """Return rows of any columns as CSV; text never starts a spreadsheet formula."""
    lines = [",".join(map(cell, header)), *(",".join(map(cell, row)) for row in rows)]
    return "\n".join(lines) + "\n"


def cell(value: Value) -> str:
    """Return a value as it stands in CSV: numbers as numbers, dates in ISO form, text harmless."""
    # Millions of cells are written, most of them numbers: those are told apart first, and by one question.
    if value.__class__ is float:
        return _plain(value)
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    return _plain(value) if isinstance(value, float) else _text(value.isoformat())


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


@functools.lru_cache(maxsize=20_000)
def _text(text: str) -> str:
    text = harmless(text)
    if any(sign in text for sign in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _plain(number: float) -> str:
    return str(int(number)) if number.is_integer() else repr(float(number))
