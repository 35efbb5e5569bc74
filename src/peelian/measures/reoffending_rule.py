"""Proven reoffending of a cohort, as an analyst defines it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator

from peelian.definitions.model import Definition
from peelian.measures.condition import Filter

Told = Literal["share", "offences per reoffender", "offences per person", "severity"]


class Severity(Definition):
    """How grave an offence is.

    Parameters
    ----------
    field
        A number of the source of events, or a coded field of it.
    weights
        For a coded field: a weight for each of its values. Offences of another value have no weight and are
        left out of the mean.
    """

    field: str
    weights: dict[str, float] = {}

    @field_validator("weights")
    @classmethod
    def _not_negative(cls, weights: dict[str, float]) -> dict[str, float]:
        if any(weight < 0 for weight in weights.values()):
            raise ValueError("weights of 0 or more")
        return weights


class Reoffending(Definition):
    """What people of a cohort do after entry: offences in the follow-up that are proven before the wait ends.

    The shape is that of the Ministry of Justice's proven reoffending statistics: an offence committed in the
    one year after entry that led to a conviction or caution within that year or the six months after it.

    Parameters
    ----------
    tells
        "share" (of people who reoffend), "offences per reoffender", "offences per person" or "severity" (the
        mean weight of a reoffence).
    entry, entered, person
        Fields of the cohort: the reference of the entry, the day from which a person is followed, and the
        person's reference.
    events, event_person
        The source of offences, and its reference of the person.
    offence, decided
        Fields of the source of offences: the day of the offence, and the day on which it was proven.
    proven
        Conditions that make an offence a proven one.
    follow_up, waiting
        Written "follow up" and "waiting": months in which an offence counts, and further months in which it
        may be proven.
    cohort
        Whether people are gathered by the quarter or the year of entry.
    severity
        For "severity": where the weights come from.
    """

    tells: Told = "share"
    entry: str = "cohort_id"
    entered: str = "entered_on"
    person: str = "person_id"
    events: str = "criminal_history"
    event_person: str = Key(default="person_id", alias="event person")
    offence: str = "offence_from"
    decided: str = "result_on"
    proven: tuple[Filter, ...] = (
        Filter.model_validate({"field": "result", "is any of": ["convicted", "cautioned"]}),
    )
    follow_up: int = Key(default=12, alias="follow up", ge=1, le=120)
    waiting: int = Key(default=6, ge=0, le=120)
    cohort: Literal["quarter", "year"] = "quarter"
    severity: Severity | None = None
