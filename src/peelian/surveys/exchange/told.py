"""What is told of an exchange: what was taken, what was guessed, and what was left out and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["taken", "guessed", "left out"]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is told of an exchange.

    Parameters
    ----------
    thing
        The question, variable or part of the file.
    state
        Taken as it is, guessed and to be looked at, or left out.
    says
        What became of it, or why it could not be taken.
    """

    thing: str
    state: State
    says: str

    def as_record(self) -> dict[str, str]:
        """Return it as plain text for JSON."""
        return {"thing": self.thing, "state": self.state, "says": self.says}
