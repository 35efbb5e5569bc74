"""Caveats and breaks: what limits a source, and where. They travel to every finding they touch."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field as Key

from peelian.definitions.model import Definition

Effect = Literal[
    "undercount",
    "overcount",
    "break",
    "misclassification",
    "missing",
    "imprecise",
    "double count",
    "read with care",
]
Severity = Literal["note", "warn", "block"]


class Scope(Definition):
    """What part of a source a caveat or break is about. A part left out means "all of it".

    `values` narrows a field to some of its values; `areas` are codes; `from` and `to` are inclusive dates.

    Parameters
    ----------
    fields
        Fields it is about.
    values
        Narrows a field to some of its values.
    areas
        Codes of areas it is about.
    start, end
        Written "from" and "to": first and last day it is about, both included.
    layouts
        Names of the layouts whose files it is about.
    """

    fields: tuple[str, ...] = ()
    values: dict[str, tuple[str, ...]] = {}
    areas: tuple[str, ...] = ()
    start: dt.date | None = Key(None, alias="from")
    end: dt.date | None = Key(None, alias="to")
    layouts: tuple[str, ...] = ()

    def touches_dates(self, start: dt.date, end: dt.date) -> bool:
        """Say whether any day from `start` to `end` (inclusive) lies in the scope."""
        return (self.start is None or self.start <= end) and (self.end is None or self.end >= start)

    def touches_area(self, code: str) -> bool:
        """Say whether the area is in the scope."""
        return not self.areas or code in self.areas


class Caveat(Definition):
    """A statement limiting what a source, field, value, period or area can bear.

    Parameters
    ----------
    id
        Short name; findings carry it with the source's name before it.
    says
        The statement, in a sentence or two.
    scope
        What it is about; left out, the whole source.
    effect
        Which way it bends the numbers.
    severity
        "note" (worth knowing), "warn" (may change the reading) or "block" (forbids it).
    source
        Where this is known from.
    advice
        What a reader or analyst should do.
    magnitude
        How large the effect is, if known.
    reviewed_on
        Day on which it was last looked at.
    automatic
        True when a program found it from the rows.
    """

    id: str
    says: str
    scope: Scope = Scope()
    effect: Effect = "read with care"
    severity: Severity = "note"
    source: str = ""
    advice: str = ""
    magnitude: str = ""
    reviewed_on: dt.date | None = None
    automatic: bool = False


class Break(Definition):
    """A dated change that makes before and after not comparable: `on` is the first day of the new way.

    Parameters
    ----------
    id
        Short name; findings carry it with the source's name before it.
    on
        First day of the new way.
    says
        What changed, in a sentence or two.
    scope
        What it is about; left out, the whole source.
    severity
        "block" makes a comparison across it "not comparable"; "note" and "warn" only tell.
    source
        Where this is known from.
    advice
        What a reader or analyst should do.
    """

    id: str
    on: dt.date
    says: str
    scope: Scope = Scope()
    severity: Severity = "block"
    source: str = ""
    advice: str = ""

    def lies_between(self, earlier_start: dt.date, later_end: dt.date) -> bool:
        """Say whether the break falls inside the stretch, so that its two ends were recorded differently."""
        return earlier_start < self.on <= later_end
