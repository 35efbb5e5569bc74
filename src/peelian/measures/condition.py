"""One condition on one field, as an analyst writes it."""

from __future__ import annotations

import datetime as dt

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition

Value = str | bool | int | float | dt.date

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
