"""Matters: things to decide or put right before building."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing for the analyst to decide.

    Parameters
    ----------
    thing
        What it is about.
    says
        What was found, in plain words.
    next_step
        What can be done about it.
    """

    thing: str
    says: str
    next_step: str

    def as_record(self) -> dict[str, str]:
        """Return the matter as plain text for JSON."""
        return {"thing": self.thing, "says": self.says, "next": self.next_step}
