"""Looking up what a tile may speak of: the newest finding of a measure that ends by a day, never a later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk
from peelian.publication.unread import Unread
from peelian.reference.area import Area

YEARS = ("rolling 12 months", "calendar year", "span", "census day")
"""Kinds of period that stand for a year, the best first."""

MONTHS = ("month", "quarter")


class Lookup:
    """Finds the findings of one tile.

    Parameters
    ----------
    desk
        The page's desk.
    area
        The place told.
    until
        The last day that may be spoken of; None for no limit.
    """

    def __init__(self, desk: Desk, area: Area, until: dt.date | None) -> None:
        self.desk, self.area, self.until = desk, area, until

    def newest(self, thread: str, kinds: Iterable[str], *, group: str = "") -> Finding | None:
        """Return the newest finding of the first kind of period that has one.

        Parameters
        ----------
        thread
            Id of a measure, or "id:form" for its other form.
        kinds
            Kinds of period, the best first.
        group
            "field=value", or "" for everyone.
        """
        for kind in kinds:
            if found := self.series(thread, kind, group=group, last=1):
                return found[0]
        return None

    def series(self, thread: str, kind: str, *, group: str = "", last: int = 0) -> tuple[Finding, ...]:
        """Return the findings of a kind of period in order of date, none that ends after the day."""
        index = self.desk.reader.index
        return index.series(thread, self.area.code, kind, group=group, last=last, until=self.until)

    def line(self, thread: str, kind: str, *, group: str = "", last: int) -> Unread:
        """Return the `last` findings of a series as `series` does, to be drawn small."""
        key = (thread, self.area.code, kind, group)
        return self.desk.reader.index.lines([key], last=last, until=self.until)[key]

    def formed(self, measure: str, form: str) -> str:
        """Return the thread in which a measure is told in a form: its own, or its other one."""
        other = f"{measure}:{form}"
        return other if self.desk.reader.index.kinds(other) else measure

    def only_group(self, thread: str, kind: str) -> str:
        """Return the one group that a thread has; "" where it has none or several."""
        groups = self.desk.reader.index.groups(thread, self.area.code, kind)
        return groups[0] if len(groups) == 1 else ""
