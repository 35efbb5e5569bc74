"""Time limits, as an analyst defines them: from which moment to which, in how many days or hours."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition

Clock = Literal["calendar days", "working days", "hours"]


class Within(Definition):
    """Done in time: the share of rows in which one moment follows another within a limit.

    With days the day of the start is day 0, and something done on the day that is the limit is in time; with
    hours the second decides. A row whose limit had not passed when the data end is not yet due: it is left
    out of the base whether it is done already or not, since to count only those done would flatter the newest
    months. A row without a start, or with an end before its start or after the day it was loaded, is invalid
    and left out. Both are counted and told.

    Parameters
    ----------
    start, end
        Written "from" and "to": the fields with the two moments, of type date or datetime.
    limit
        How many days or hours.
    limit_by
        Written "limit by": other limits for some values of a field, such as the victims who are entitled to
        hear sooner: field -> value -> limit. The first field that names a row's value decides.
    clock
        "calendar days", "working days" (Monday to Friday without the bank holidays) or "hours".
    holidays
        Name of the list of codes whose codes are the bank holidays. Months of years that it does not list
        make no finding where working days are counted.
    """

    start: str = Key(alias="from")
    end: str = Key(alias="to")
    limit: int = Key(ge=0, le=36600)
    limit_by: dict[str, dict[str, int]] = Key(default={}, alias="limit by")
    clock: Clock = "calendar days"
    holidays: str = "bank_holidays_england_and_wales"

    @field_validator("limit_by")
    @classmethod
    def _not_negative(cls, told: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
        if any(limit < 0 for limits in told.values() for limit in limits.values()):
            raise ValueError("limits of 0 or more")
        return told

    @model_validator(mode="after")
    def _two_fields(self) -> Within:
        if self.start == self.end:
            raise ValueError("two different fields in 'from' and 'to'")
        return self

    def limits(self) -> tuple[int, ...]:
        """Return every limit that some row may have."""
        return (self.limit, *(limit for limits in self.limit_by.values() for limit in limits.values()))
