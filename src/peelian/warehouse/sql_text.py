"""Text as SQL writes it."""

from __future__ import annotations

from collections.abc import Sequence


def literal(text: str) -> str:
    """Return text as an SQL literal."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"


def first_of(values: Sequence[str]) -> str:
    """Return SQL of the first of several values that is one."""
    return values[0] if len(values) == 1 else f"coalesce({', '.join(values)})"
