"""Repeat victimisation, as an analyst defines it: who is the same, how far back, and what is counted."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition
from peelian.measures.condition import Filter


class Sensitivity(Definition):
    """Other choices under which the same share is shown.

    Parameters
    ----------
    thresholds
        Other thresholds of the links.
    look_back
        Written "look back": other numbers of days.
    """

    thresholds: tuple[float, ...] = ()
    look_back: tuple[int, ...] = Key(default=(), alias="look back")

    @field_validator("thresholds")
    @classmethod
    def _probabilities(cls, values: tuple[float, ...]) -> tuple[float, ...]:
        if any(not 0 <= value <= 1 for value in values) or len(set(values)) < len(values):
            raise ValueError("probabilities from 0 to 1, each once")
        return values

    @field_validator("look_back")
    @classmethod
    def _days(cls, values: tuple[int, ...]) -> tuple[int, ...]:
        if any(value < 1 for value in values) or len(set(values)) < len(values):
            raise ValueError("whole numbers of days, 1 or more, each once")
        return values


class Repeat(Definition):
    """The same person again: which part of crimes, or of victims, had another crime shortly before.

    A crime is a repeat when the person had another one on an earlier day, at most `look back` days before. A
    crime of the same day is not earlier. Links at or over the threshold make one person of several
    references; a reference without such a link stands for a person of its own.

    Parameters
    ----------
    person
        The field with the reference of the person.
    on
        Written "ordered by": the day that crimes are put in order by.
    look_back
        Written "look back": how many days before a crime are looked at.
    of
        "crimes": the share of crimes that are repeats. "victims": the share of the persons of the period who
        had a repeat in it.
    same
        The field that must be equal ("offence_group"); left out, a crime of any type counts.
    earlier
        Conditions on the earlier crime; left out, any crime of the source. Those of `where` hold for the
        crime that is counted.
    incident
        Fields that are equal in records of one incident: such records of one person count once. A record in
        which one of them is missing stands by itself.
    links
        The source that says which references belong to one person, or "".
    threshold
        Least probability at which a link is followed.
    sensitivity
        Other thresholds and look-backs, shown beside the main figure for the force as a whole.
    """

    person: str
    on: str = Key(alias="ordered by")
    look_back: int = Key(default=365, alias="look back", ge=1, le=3660)
    of: Literal["crimes", "victims"] = "crimes"
    same: str = ""
    earlier: tuple[Filter, ...] = ()
    incident: tuple[str, ...] = ()
    links: str = ""
    threshold: float = Key(default=0.9, ge=0, le=1)
    sensitivity: Sensitivity = Sensitivity()

    @model_validator(mode="after")
    def _others_differ(self) -> Repeat:
        if self.sensitivity.thresholds and not self.links:
            raise ValueError("'links' where 'sensitivity' names thresholds")
        if self.threshold in self.sensitivity.thresholds or self.look_back in self.sensitivity.look_back:
            raise ValueError("other values in 'sensitivity' than those of the measure itself")
        return self
