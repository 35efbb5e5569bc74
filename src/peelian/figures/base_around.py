"""Base around: a number of which a count may be a part, and how closely it stands to the percentage."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Tier(IntEnum):
    """How closely a number stands to a percentage as its base; the closest first."""

    BOUND = 0
    MARKED = 1
    SAME_SENTENCE = 2
    NEAR = 3


@dataclass(frozen=True, slots=True)
class BaseAround:
    """A number that may be the base.

    Parameters
    ----------
    value
        The number.
    tier
        How closely it stands.
    why
        How it stands, in words.
    sure
        Whether it leaves no room for another reading (a bound base that directly touches the percentage).
    apart
        Whether a semicolon parts it from the count, so that it may belong to another clause.
    """

    value: int
    tier: Tier
    why: str
    sure: bool = False
    apart: bool = False
