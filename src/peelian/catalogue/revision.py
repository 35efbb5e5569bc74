"""Revisions: counts that changed between two editions of the same thing. Published counts get revised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Revision:
    """One figure that moved between two vintages.

    Parameters
    ----------
    source
        The source whose figure it is.
    slice
        Values of the source's slicing fields, such as ("ward",).
    month
        First day of the month concerned.
    field, code
        What the figure is broken down by and the value, or "" and "" for the month's total.
    before, after
        Sum in the earlier and in the later edition; None where one edition lacks the code.
    vintage_before, vintage_after
        The two loads.
    """

    source: str
    slice: tuple[str, ...]
    month: dt.date
    field: str
    code: str
    before: int | None
    after: int | None
    vintage_before: str
    vintage_after: str
