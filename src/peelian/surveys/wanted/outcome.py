"""What analyses have in common: an outcome of yes and no, and whose interviews are read."""

from __future__ import annotations

import datetime as dt

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition

_TAKEN = ("gaps",)


class Outcome(Definition):
    """An answer of yes or no made of a question.

    Parameters
    ----------
    question
        The question.
    counts
        Codes of the answers that are a yes; for a question of yes or no, left out, yes.
    called
        How those of them are spoken of, as in "were satisfied with the service"; for a group, as its people
        are called ("repeat victims").
    others
        What the people of the other answers are called ("victims for the first time").
    """

    question: str
    counts: tuple[str, ...] = ()
    called: str = ""
    others: str = ""


class Interviews(Definition):
    """Which interviews are read.

    Parameters
    ----------
    start, end
        Written "from" and "to": first and last day, both included; left out, the last twelve months loaded.
    among
        Question -> codes of the answers of those who are read.
    """

    start: dt.date | None = Key(default=None, alias="from")
    end: dt.date | None = Key(default=None, alias="to")
    among: dict[str, tuple[str, ...]] = {}

    @model_validator(mode="after")
    def _in_order(self) -> Interviews:
        if self.start and self.end and self.end < self.start:
            raise ValueError("a 'to' on or after the 'from'")
        return self


class Asked(Definition):
    """The keys that every analysis has.

    Parameters
    ----------
    name, title, about
        Short name (small letters, digits, "-" or "_"; not "gaps"), plain title, one or two sentences.
    interviews
        Which interviews are read.
    """

    name: str = Key(pattern=r"^[a-z][a-z0-9_-]*$")
    title: str
    about: str = ""
    interviews: Interviews = Interviews()

    @field_validator("name")
    @classmethod
    def _not_taken(cls, name: str) -> str:
        # Results lie under the survey by this name, as the page of its gaps does.
        if name.strip("-") in _TAKEN:
            raise ValueError(f"another name than '{name}', under which the gaps of the survey's groups stand")
        return name
