"""What the profile of a vintage tells of the whole file, so that its rows need not be asked again."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from peelian.catalogue.quality import FieldMonth


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of rows.

    Parameters
    ----------
    rows
        All rows.
    records
        Slice and month (None for no month) -> rows.
    filled
        Field -> rows that have a value.
    """

    rows: int
    records: dict[tuple[tuple[str, ...], dt.date | None], int]
    filled: dict[str, int]

    @property
    def months(self) -> frozenset[dt.date]:
        """First days of the months that have rows."""
        return frozenset(month for _, month in self.records if month is not None)


def told_by(profile: Iterable[FieldMonth]) -> Told:
    """Add up the profile of one vintage."""
    records: dict[tuple[tuple[str, ...], dt.date | None], int] = {}
    filled: dict[str, int] = defaultdict(int)
    for found in profile:
        records[found.slice, found.month] = found.records
        filled[found.field] += found.filled
    return Told(sum(records.values()), records, dict(filled))
