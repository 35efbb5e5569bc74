"""Words in a row, and the first letter of a sentence."""

from __future__ import annotations

from collections.abc import Sequence


def begin(words: str) -> str:
    """Return words with a capital first letter."""
    return words[:1].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """Return words in a row: "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
