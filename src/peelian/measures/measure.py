"""The measure as an analyst writes it: what is counted, from which source, where, and for which groups."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, get_args

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition
from peelian.reference.area import AreaLevel

Value = str | bool | int | float | dt.date

_NAME = re.compile(r"^[a-z][a-z0-9_]*$")
_ONE_CONDITION = (
    "one condition: is, is not, is any of, is none of, or bounds (below, at least; for dates from, to)"
)


class Filter(Definition):
    """One condition on one field; a row is counted when it meets every condition of the measure.

    Parameters
    ----------
    field
        The field looked at.
    equals, differs, any_of, none_of
        Written "is", "is not", "is any of" and "is none of". "is not" and "is none of" keep the rows in
        which the field is missing, because unknown is never "no". A kind of missing that the source
        declares ("not recorded") may be named like any other value.
    below, at_least
        Bounds of a number: under `below`, and `at least` or over. Rows in which it is missing fall out.
    start, end
        Written "from" and "to": first and last day of a date, both included.
    """

    field: str
    equals: Value | None = Key(default=None, alias="is")
    differs: Value | None = Key(default=None, alias="is not")
    any_of: tuple[Value, ...] = Key(default=(), alias="is any of")
    none_of: tuple[Value, ...] = Key(default=(), alias="is none of")
    below: float | None = None
    at_least: float | None = Key(default=None, alias="at least")
    start: dt.date | None = Key(default=None, alias="from")
    end: dt.date | None = Key(default=None, alias="to")

    @model_validator(mode="after")
    def _one_condition(self) -> Filter:
        numbers = self.below is not None or self.at_least is not None
        dates = self.start is not None or self.end is not None
        told = [self.equals is not None, self.differs is not None, bool(self.any_of), bool(self.none_of)]
        if sum([*told, numbers, dates]) != 1:
            raise ValueError(_ONE_CONDITION)
        return self

    def named_values(self) -> tuple[Value, ...]:
        """Return the values that the condition names, whether it keeps them or leaves them out."""
        one = tuple(value for value in (self.equals, self.differs) if value is not None)
        return (*one, *self.any_of, *self.none_of)

    def kept_values(self) -> tuple[Value, ...]:
        """Return the only values that the condition keeps, or nothing when it keeps others too."""
        return (self.equals,) if self.equals is not None else self.any_of


class Per(Definition):
    """What a count is divided by: so many of a population. Ratios of two measures are not supported yet.

    Parameters
    ----------
    population
        What is divided by.
    each
        Per how many of them.
    """

    population: Literal["residents"]
    each: int = Key(default=1000, ge=1)


class Measure(Definition):
    """A recipe from one source to numbers for area x month x group.

    Parameters
    ----------
    measure, title, about
        Name (small letters, digits, "_"), plain title and one or two plain sentences. With `for each` they
        are templates in which {code} and {label} stand for each value.
    source, when
        The source read, and the field that dates a row; left out, the one the source names as its period.
    where
        Conditions that all hold.
    adds
        Written "sum": the field to add up. Left out, rows are counted.
    per
        Left out for a count. Given, the count is made and beside it, for each twelve months, a rate.
    direction
        Whether less is better, more is better, or neither can be said (never coloured good or bad).
    areas
        Levels of area that the measure is made for; the source says how rows belong to them.
    groups
        Fields whose values split the measure, each on its own.
    unit
        What is counted, in the plural; left out, what the source counts.
    for_each
        Written "for each": one definition makes a measure for each code of this field.
    family, part_of
        Heading it is listed under, and the measure it is a part of; `part of` may hold {parent}, the parent
        of the code.
    one, many
        How one and several of what it counts are called in a sentence.
    """

    measure: str
    title: str
    about: str = ""
    source: str
    when: str = ""
    where: tuple[Filter, ...] = ()
    adds: str = Key(default="", alias="sum")
    per: Per | None = None
    direction: Literal["lower is better", "higher is better", "ambiguous"]
    areas: tuple[AreaLevel, ...] = Key(min_length=1)
    groups: tuple[str, ...] = ()
    unit: str = ""
    for_each: str = Key(default="", alias="for each")
    family: str = ""
    part_of: str = Key(default="", alias="part of")
    one: str = ""
    many: str = ""

    @field_validator("areas", "groups")
    @classmethod
    def _each_once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) != len(names):
            raise ValueError("each name once")
        return names

    @field_validator("areas", mode="before")
    @classmethod
    def _levels(cls, names: object) -> object:
        unknown = (
            [name for name in names if name not in get_args(AreaLevel)] if isinstance(names, list) else []
        )
        if unknown:
            raise ValueError(f"levels of area ({', '.join(get_args(AreaLevel))}); '{unknown[0]}' is none")
        return names

    @model_validator(mode="after")
    def _templates_agree(self) -> Measure:
        plain = self.measure.replace("{code}", "x") if self.for_each else self.measure
        if not _NAME.match(plain):
            raise ValueError("a name of small letters, digits and '_' that begins with a letter")
        if self.for_each and not ("{code}" in self.measure and "{label}" in self.title):
            raise ValueError("with 'for each', a name that holds {code} and a title that holds {label}")
        if not self.for_each and "{" in self.title + self.part_of:
            raise ValueError("{code}, {label} and {parent} only together with 'for each'")
        return self
