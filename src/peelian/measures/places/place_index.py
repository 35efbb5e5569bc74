"""The index of places as an analyst writes it: several variables, weighted, and which areas they describe."""

from __future__ import annotations

import datetime as dt

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition
from peelian.measures.places.variable import NAME, Variable
from peelian.reference.area import AreaLevel


class PlaceIndex(Definition):
    """An index of areas: several variables, each set against all areas together, and their weighted mean.

    Parameters
    ----------
    index, title, about
        Name (small letters, digits, "_"), plain title and one or two plain sentences.
    level
        Level of the areas.
    variables
        What it is made of. An area that lacks one gets no index.
    fewest_residents
        Written "fewest residents": areas with fewer have no variable that is counted per resident.
    priority_above
        Written "priority above": areas over this are named as priorities; left out, none are.
    until
        Written "to": last month of the twelve counted; left out, the newest that every measure reaches.
    """

    index: str = Key(pattern=NAME)
    title: str
    about: str = ""
    level: AreaLevel = "ward"
    variables: tuple[Variable, ...] = Key(min_length=2)
    fewest_residents: int = Key(default=1_000, ge=1, alias="fewest residents")
    priority_above: float | None = Key(default=None, alias="priority above")
    until: dt.date | None = Key(default=None, alias="to")

    @field_validator("variables")
    @classmethod
    def _each_once(cls, given: tuple[Variable, ...]) -> tuple[Variable, ...]:
        names = [each.variable for each in given]
        if len(set(names)) != len(names):
            raise ValueError("each variable once")
        return given

    @model_validator(mode="after")
    def _is_dated(self) -> PlaceIndex:
        counted = any(each.measure for variable in self.variables for each in variable.inputs)
        if not counted and self.until is None:
            raise ValueError("a variable that is a measure, or 'to' with the month that the index speaks of")
        return self
