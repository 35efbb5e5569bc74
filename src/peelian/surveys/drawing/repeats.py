"""People who are in a list more than once, and units that are drawn before rows."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class Repeats(Definition):
    """What becomes of people who are in the list more than once: one interview each.

    Parameters
    ----------
    person
        Column with the reference of the person. Those without one are taken for different people.
    keep
        Which of a person's rows stays: one by chance, the one with the latest date, or the earliest.
    day
        Column with that date.
    """

    person: str
    keep: Literal["by chance", "latest", "earliest"] = "by chance"
    day: str = ""

    @model_validator(mode="after")
    def _day_where_needed(self) -> Repeats:
        if (self.keep == "by chance") == bool(self.day):
            raise ValueError("a 'day' for 'keep: latest' or 'keep: earliest', and for nothing else")
        return self


class Stage(Definition):
    """Units that are drawn first within each part, such as sampling points, and how many rows in each.

    Parameters
    ----------
    unit
        Column with the reference of the unit.
    units
        Units drawn in each part.
    size
        Column with the size by which units are drawn, alike for all rows of a unit; left out, by chance
        alone.
    """

    unit: str
    units: int = Key(ge=1)
    size: str = ""
