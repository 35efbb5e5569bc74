"""The audit: what an attack on published counts found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Audit:
    """What the attack found. All numbers count different counts, not findings.

    Parameters
    ----------
    hidden, small, complements
        Counts hidden; of these, hidden for their own sake; and hidden so that others cannot be worked out.
    recovered
        Hidden counts that can be worked out exactly from what is published. 0 unless nothing was left that
        might be hidden.
    narrow
        Hidden counts that can be pinned down more closely than the policy asks, because all that bounds them
        lies outside what the policy protects.
    already_out
        Counts hidden now that an earlier release had told.
    told_now
        Counts told now that an earlier release had hidden.
    revised
        Counts that an earlier release told from other loads, so that subtracting says nothing exact of them.
    """

    hidden: int = 0
    small: int = 0
    complements: int = 0
    recovered: int = 0
    narrow: int = 0
    already_out: int = 0
    told_now: int = 0
    revised: int = 0

    def as_record(self) -> dict[str, Any]:
        """Return the documented JSON form."""
        return {name: getattr(self, name) for name in self.__slots__}
