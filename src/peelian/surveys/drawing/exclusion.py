"""Who is left out before a sample is drawn: one rule after another, each looking at one column."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition

Value = str | bool | int | float | dt.date

_ONE_TEST = "one test: is, unless, below, above, unless days, within days, or listed"


class DaysApart(Definition):
    """How many days before the interview a date may lie.

    Parameters
    ----------
    least, most
        Fewest and most days, both included.
    """

    least: int = Key(ge=0)
    most: int = Key(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> DaysApart:
        if self.most < self.least:
            raise ValueError("a 'most' at least as large as 'least'")
        return self


class Listed(Definition):
    """A list of those to leave out, such as people interviewed lately.

    Parameters
    ----------
    file
        CSV or .sav file, found from the folder of the rule.
    column
        Heading in it of the same references as the rule's field.
    day, within_days
        Written "within days": only lines whose date, in the column named by `day`, is at most so many days
        before the interview, or after it. Left out, every line counts.
    """

    file: str
    column: str
    day: str = ""
    within_days: int | None = Key(default=None, alias="within days", ge=0)

    @model_validator(mode="after")
    def _both_or_none(self) -> Listed:
        if bool(self.day) != (self.within_days is not None):
            raise ValueError("'day' and 'within days' together, or neither")
        return self


class Exclusion(Definition):
    """One rule of who is left out.

    Parameters
    ----------
    says
        Who they are, in words for the log: "Under 18".
    field
        The column looked at.
    equals, unless
        Written "is" and "unless": those with one of these values are left out; all but those are.
    below, above
        Those with a smaller, or larger, number are left out.
    unless_days
        Written "unless days": all but those whose date lies so many days before the interview.
    within_days
        Written "within days": those whose date is at most so many days before the interview, or after it.
    listed
        Those who are on a list.
    not_known
        Written "not known": what becomes of those with no value there. Unknown is never "no", so a rule says
        it; for `unless days` and `listed` it may be left out, and they are then left out too.
    """

    says: str
    field: str
    equals: tuple[Value, ...] = Key(default=(), alias="is")
    unless: tuple[Value, ...] = ()
    below: float | None = None
    above: float | None = None
    unless_days: DaysApart | None = Key(default=None, alias="unless days")
    within_days: int | None = Key(default=None, alias="within days", ge=0)
    listed: Listed | None = None
    not_known: Literal["kept", "left out"] | None = Key(default=None, alias="not known")

    @model_validator(mode="after")
    def _one_test(self) -> Exclusion:
        given = [bool(self.equals), bool(self.unless)]
        given += [
            each is not None
            for each in (self.below, self.above, self.unless_days, self.within_days, self.listed)
        ]
        if sum(given) != 1:
            raise ValueError(_ONE_TEST)
        if self.not_known is None and self.unless_days is None and self.listed is None:
            raise ValueError("'not known: kept' or 'not known: left out'")
        return self

    @property
    def needs_interview_day(self) -> bool:
        """Whether the test counts days to the interview."""
        return (
            self.unless_days is not None
            or self.within_days is not None
            or (self.listed is not None and self.listed.within_days is not None)
        )
