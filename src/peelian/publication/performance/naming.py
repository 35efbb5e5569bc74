"""Naming: several names as they stand in one sentence."""

from __future__ import annotations

from collections.abc import Sequence


def named(names: Sequence[str]) -> str:
    """Return names as they stand in a sentence: "a, b and c"; acronyms and the first keep their capitals."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
