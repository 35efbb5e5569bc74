"""Cases of a survey as watching over fieldwork reads them: who was asked, when, by whom, how it ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.object_]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cases:
    """Cases, or attempts at them; arrays of shape (n,). None where the file has no such column.

    Parameters
    ----------
    name
        What the file is called in messages.
    number
        Reference of the interview or case.
    wave
        Wave, as the file says it or as the day of the interview has it; None where neither is known.
    day, event
        Day of the interview, and of the event it is about, as days since 1 January of year 1.
    interviewer, minutes
        Reference of the interviewer, and length in minutes.
    end
        How it ended, as a name of `Outcomes`.
    parts
        Level of area or question -> where the case belongs, for quotas.
    answers
        Question -> code of the answer; None where there is no answer.
    unsure
        Question -> whether the answer was that they do not know.
    blocks
        Blocks of questions of one scale.
    """

    name: str
    number: Words
    wave: Words
    day: Numbers | None
    event: Numbers | None
    interviewer: Words | None
    minutes: Numbers | None
    end: Words | None
    parts: Mapping[str, Words]
    answers: Mapping[str, Words]
    unsure: Mapping[str, Flags]
    blocks: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.number)

    @property
    def interviewed(self) -> Flags:
        """Which rows are complete interviews; all of them where nothing is said of outcomes."""
        if self.end is None:
            return np.ones(len(self), dtype=bool)
        return np.array([end == "interview" for end in self.end])

    def up_to(self, today: dt.date) -> Cases:
        """Return the cases without those of a later day; those without a day stay."""
        if self.day is None:
            return self
        kept = ~(self.day > today.toordinal())

        def of(column: NDArray[Any] | None) -> Any:
            return None if column is None else column[kept]

        plain = ("number", "wave", "day", "event", "interviewer", "minutes", "end")
        tables = ("parts", "answers", "unsure")
        changed = {name: of(getattr(self, name)) for name in plain}
        changed |= {
            name: {key: column[kept] for key, column in getattr(self, name).items()} for name in tables
        }
        return replace(self, **changed)
