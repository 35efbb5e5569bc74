"""Caveats that come from how something was derived, and not from a source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DerivedCaveat:
    """A limit of findings that comes from a plan or a comparison.

    Parameters
    ----------
    key
        As findings carry it.
    says, effect, severity, advice
        The statement, what it does to the number, how grave it is and what to do about it.
    """

    key: str
    says: str
    effect: str
    severity: str
    advice: str
