"""The check as an analyst writes it: a sign that figures are worked on instead of what they count."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition
from peelian.measures.measure import Filter

Form = Literal["turn of the month", "reclassification", "cancelled", "just under a limit"]

_NAME = re.compile(r"^[a-z][a-z0-9_]*$")
_NEEDS = {
    "turn of the month": (),
    "reclassification": ("from", "into"),
    "cancelled": ("cancelled",),
    "just under a limit": ("limit",),
}
_KEYS = ("from", "into", "cancelled", "limit")


class Limit(Definition):
    """A limit on how long something may take.

    Parameters
    ----------
    start, end
        Written "from" and "to": the two dates, or dates with times, between which it is counted.
    most
        The limit itself, in the unit; a value of exactly so much is inside.
    unit
        "minutes", "hours" or "days".
    near
        How many units on either side of the limit are compared.
    around
        How many units on either side the curve is fitted to.
    """

    start: str = Key(alias="from")
    end: str = Key(alias="to")
    most: int = Key(ge=5)
    unit: Literal["minutes", "hours", "days"]
    near: int = Key(default=2, ge=1)
    around: int = Key(default=20, ge=10, le=200)


class GamingCheck(Definition):
    """A check that looks, in the records of one source, for a sign that a figure may be worked on.

    Parameters
    ----------
    check, title, about
        Name (small letters, digits, "_"), plain title, and what is looked for and why.
    form
        "turn of the month" (records wait for the new month or are hurried into the old one),
        "reclassification" (records move from one group into another), "cancelled" (the share that is struck
        off moves) or "just under a limit" (values pile up inside a limit).
    source, when
        The source read, and the field that dates a record; for the turn of the month a date, and the day by
        which records are put into a month.
    where
        Conditions that all records looked at meet.
    start, into
        Written "from" and "into", for "reclassification": conditions of the two groups.
    cancelled
        For "cancelled": conditions of the records that are struck off.
    limit
        For "just under a limit".
    days
        For "turn of the month": how many last and first days are compared.
    least
        Smallest size that is worth a question: a share more or fewer for a ratio, a fraction for a share.
    months
        How many of the newest months are looked at, at most.
    other_reasons
        Written "other reasons": what else makes such a sign, as a sentence; a page says it beside each sign.
    """

    check: str
    title: str
    about: str = ""
    form: Form
    source: str
    when: str = ""
    where: tuple[Filter, ...] = ()
    start: tuple[Filter, ...] = Key(default=(), alias="from")
    into: tuple[Filter, ...] = ()
    cancelled: tuple[Filter, ...] = ()
    limit: Limit | None = None
    days: int = Key(default=3, ge=1, le=7)
    least: float = Key(default=0.05, gt=0, lt=1)
    months: int = Key(default=36, ge=6, le=120)
    other_reasons: str = Key(alias="other reasons", min_length=1)

    @field_validator("check")
    @classmethod
    def _a_name(cls, name: str) -> str:
        if not _NAME.match(name):
            raise ValueError("a name of small letters, digits and '_' that begins with a letter")
        return name

    @model_validator(mode="after")
    def _keys_of_its_form(self) -> GamingCheck:
        told = {
            "from": bool(self.start),
            "into": bool(self.into),
            "cancelled": bool(self.cancelled),
            "limit": self.limit is not None,
        }
        needed = _NEEDS[self.form]
        for key in _KEYS:
            if told[key] != (key in needed):
                wanted = " and ".join(f"'{name}'" for name in needed) or f"none of {', '.join(_KEYS)}"
                raise ValueError(f"for the form '{self.form}': {wanted}")
        return self

    @property
    def id(self) -> str:
        """Id of its findings."""
        return f"check_{self.check}"
