"""Text as SQL writes it."""

from __future__ import annotations


def literal(text: str) -> str:
    """Return text as an SQL literal."""
    escaped = text.replace("'", "''")
    return f"'{escaped}'"
