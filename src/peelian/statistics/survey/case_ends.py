"""The ends that attempts to interview come to, counted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ends:
    """How many cases ended in which way.

    Parameters
    ----------
    interview, partial
        Interviews that are complete, and those broken off that count as partial.
    refusal, non_contact, other
        Eligible cases that refused, that were never reached, and that gave none for another reason.
    unknown
        Cases of which it is not known whether they are eligible.
    not_eligible
        Cases known not to be eligible.
    """

    interview: int = 0
    partial: int = 0
    refusal: int = 0
    non_contact: int = 0
    other: int = 0
    unknown: int = 0
    not_eligible: int = 0

    @property
    def eligible(self) -> int:
        """Cases known to be eligible."""
        return self.interview + self.partial + self.refusal + self.non_contact + self.other

    @property
    def cases(self) -> int:
        """All cases."""
        return self.eligible + self.unknown + self.not_eligible


def divided(part: float, whole: float | None) -> float | None:
    """Return a part of a whole, None where there is no whole.

    Parameters
    ----------
    part, whole
        Counts.
    """
    return part / whole if whole else None
