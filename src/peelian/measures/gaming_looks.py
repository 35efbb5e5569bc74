"""Looking for signs of gaming: what each form of check counts, and what it finds there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.measures.gaming_check import GamingCheck
from peelian.measures.gaming_counts import DAYS_SCHEMA, WAITS_SCHEMA, count_days, waits_counter
from peelian.measures.ground import Ground
from peelian.measures.measure import Filter, Measure
from peelian.measures.setting import Setting
from peelian.measures.windows import fill_grid
from peelian.reference.period import add_months
from peelian.statistics.bunching import check_bunching
from peelian.statistics.month_turn import check_month_turn
from peelian.statistics.share_step import check_share_step
from peelian.statistics.sign import Sign

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the records of one force.

    Parameters
    ----------
    check, setting, ground
        The check, what it is made with, and the grid of forces and months.
    row
        The force's row of the grid.
    first, last
        First and last month looked at, as columns of the grid.
    level
        Level of the test.
    """

    check: GamingCheck
    setting: Setting
    ground: Ground
    row: int
    first: int
    last: int
    level: float

    def find(self) -> tuple[Sign | None, int]:
        """Return the sign, None where there is too little to tell one, and the number of records."""
        if self.check.form == "turn of the month":
            return self._turn()
        if self.check.form == "just under a limit":
            return self._limit()
        return self._share()

    def _turn(self) -> tuple[Sign | None, int]:
        measure = as_measure(self.check, self.check.where)
        counted = self.setting.cubes.counted(measure, by=count_days, schema=DAYS_SCHEMA).cast(DAYS_SCHEMA)
        months = self._months()
        days = _days(months[0], add_months(months[-1], 1))
        counts = np.zeros(len(days), dtype=np.int64)
        for row in self._mine(counted):
            counts[(row["month"] - months[0]).days + row["day"] - 1] += row["n"]
        weekday = np.array([day.weekday() for day in days])
        of_month = np.array([day.day for day in days])
        check = self.check
        sign = check_month_turn(
            counts, weekday, of_month, days=check.days, level=self.level, least=check.least
        )
        return sign, int(counts.sum())

    def _limit(self) -> tuple[Sign | None, int]:
        limit = self.check.limit
        if limit is None:
            return None, 0
        most, first = limit.most + limit.around, max(limit.most - limit.around + 1, 1)
        by = waits_counter(limit.start, limit.end, unit=limit.unit, most=most)
        # Naming the two fields as groups makes them a part of what the kept counts are known by.
        measure = as_measure(self.check, self.check.where, groups=(limit.start, limit.end))
        counted = self.setting.cubes.counted(measure, by=by, schema=WAITS_SCHEMA).cast(WAITS_SCHEMA)
        counts = np.zeros(most - first + 1, dtype=np.int64)
        for row in self._mine(counted):
            if row["wait"] >= first:
                counts[row["wait"] - first] += row["n"]
        sign = check_bunching(
            counts,
            first=first,
            under=limit.most - first + 1,
            near=limit.near,
            cycle=_WEEK if limit.unit == "days" else 0,
            level=self.level,
            least=self.check.least,
        )
        return sign, int(counts.sum())

    def _share(self) -> tuple[Sign | None, int]:
        check = self.check
        moves = check.form == "reclassification"
        part = self._by_month((*check.where, *(check.start if moves else check.cancelled)))
        rest = self._by_month((*check.where, *check.into))
        whole = part + rest if moves else rest
        return check_share_step(part, whole, level=self.level, least=check.least), int(whole.sum())

    def _by_month(self, where: tuple[Filter, ...]) -> NDArray[np.int64]:
        ground, cube = self.ground, self.setting.cubes.of(as_measure(self.check, where))
        grid = fill_grid(cube, areas=ground.rows, months=ground.months, height=len(ground.areas))
        return grid[self.row, self.first : self.last + 1]

    def _months(self) -> Sequence[dt.date]:
        return self.ground.months[self.first : self.last + 1]

    def _mine(self, counted: pa.Table) -> list[dict[str, Any]]:
        """Return the rows of this force and of the months looked at."""
        first, last = self._months()[0], self._months()[-1]
        codes = {code for code, row in self.ground.rows.items() if row == self.row}
        rows: list[dict[str, Any]] = counted.to_pylist()
        return [row for row in rows if row["area"] in codes and first <= row["month"] <= last]


def as_measure(check: GamingCheck, where: Sequence[Filter], *, groups: tuple[str, ...] = ()) -> Measure:
    """Return the measure that counts the rows a check looks at."""
    return Measure(
        measure=check.id,
        title=check.title,
        source=check.source,
        when=check.when,
        where=tuple(where),
        direction="ambiguous",
        areas=("force",),
        groups=groups,
    )


def _days(start: dt.date, end: dt.date) -> list[dt.date]:
    return [start + dt.timedelta(days=step) for step in range((end - start).days)]
