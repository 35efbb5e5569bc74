"""One thing that watching over fieldwork tells, in plain words, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing.

    Parameters
    ----------
    thing
        What it is about: quotas, response, days, interviewers, references, dates.
    says
        What was found.
    next_step
        What to do; empty where nothing needs to be done.
    """

    thing: str
    says: str
    next_step: str = ""

    def as_record(self) -> dict[str, str]:
        """Return the line as plain text."""
        return {"thing": self.thing, "says": self.says, "next": self.next_step}
