"""Standings in words: the place an area holds, and how it moved."""

from __future__ import annotations

from peelian.findings.finding import Standing
from peelian.publication.rank_column import ordinal


def say_rank(standing: Standing | None) -> str:
    """Return a place as "3rd of 32", or "" when nothing is ranked."""
    return "" if standing is None else f"{ordinal(standing.rank)} of {standing.of:,}"


def say_move(standing: Standing | None) -> str:
    """Return how a place moved since the year before: "2 higher", "1 lower", "same"; "" when not known.

    Higher is towards the first place, which holds the most.
    """
    if standing is None or standing.previous is None:
        return ""
    moved = standing.previous - standing.rank
    return "same" if not moved else f"{abs(moved)} {'higher' if moved > 0 else 'lower'}"
