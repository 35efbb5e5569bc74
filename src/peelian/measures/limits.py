"""Limits: the caveats, breaks and loads behind every area and stretch of months of one series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.reach import Reach
from peelian.reference.period import month_end

Places = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Origin:
    """What stands behind each of n findings, arrays of shape (n,) that are not to be changed.

    Parameters
    ----------
    caveats, breaks, vintages
        Numbers of lists of keys, as `Columns` keeps them.
    blocked
        True where a break forbids comparing the ends of the stretch.
    synthetic
        True where any load is synthetic.
    """

    caveats: NDArray[np.int32]
    breaks: NDArray[np.int32]
    vintages: NDArray[np.int32]
    blocked: NDArray[np.bool_]
    synthetic: NDArray[np.bool_]


class Limits:
    """Looks up what stands behind the findings of a series; series that the same touches may share one.

    Parameters
    ----------
    reach
        What touches the series.
    ground
        The grid it is laid out on.
    columns
        Where lists are numbered.
    """

    def __init__(self, reach: Reach, ground: Ground, columns: Columns) -> None:
        self._reach = reach
        self._ground = ground
        self._columns = columns
        self._ends = tuple(month_end(month) for month in ground.months)
        kinds = [
            (reach.kind_of_area(area.code), key) for area, key in zip(ground.areas, ground.keys, strict=True)
        ]
        self._kinds = list(dict.fromkeys(kinds))
        place = {kind: number for number, kind in enumerate(self._kinds)}
        self._kind_of = np.array([place[kind] for kind in kinds], dtype=np.int64)
        self._gravity: NDArray[np.int8] | None = None
        self._restarts: Flags | None = None
        self._found: dict[str, dict[int, tuple[int, int, int, bool, bool]]] = {"all": {}, "ends": {}}
        self._origins: dict[tuple[str, bytes], Origin] = {}

    def gravity(self) -> NDArray[np.int8]:
        """Return how far a caveat spoils each area and month (see `Reach.gravity`), shape (areas, months)."""
        ground = self._ground
        if self._gravity is not None:
            return self._gravity[self._kind_of]
        table = np.zeros((len(self._kinds), len(ground.months)), dtype=np.int8)
        for row, (named, key) in enumerate(self._kinds):
            for column, month in enumerate(ground.months):
                layouts = ground.behind.of(key, column, column).layouts
                keys = self._reach.caveats(named, (month, self._ends[column]), layouts=layouts)
                table[row, column] = self._reach.gravity(keys)
        self._gravity = table
        return table[self._kind_of]

    def restarts(self, *, at: Literal["every break", "breaks that forbid"] = "every break") -> Flags:
        """Return where something about the recording changed, shape (areas, months).

        True for the first month recorded the new way: what was usual before says nothing about it.

        Parameters
        ----------
        at
            "every break", since limits of a chart worked out across one would fit neither side; or only the
            "breaks that forbid" a comparison.
        """
        if self._restarts is None:
            self._restarts = self._find_restarts()
        table: Flags = self._restarts[1 if at == "breaks that forbid" else 0]
        return table[self._kind_of]

    def _find_restarts(self) -> Flags:
        """Return where anything changed, and where a comparison is forbidden, shape (2, kinds, months)."""
        ground = self._ground
        table = np.zeros((2, len(self._kinds), len(ground.months)), dtype=np.bool_)
        for row, (named, key) in enumerate(self._kinds):
            for column, month in enumerate(ground.months):
                during = (month - dt.timedelta(days=1), self._ends[column])
                layouts = ground.behind.of(key, column, column).layouts
                breaks, forbids = self._reach.breaks(named, during, layouts=layouts)
                table[:, row, column] = bool(breaks), forbids
        return table

    def behind(self, area: Places, first: Places, last: Places, *, months: Literal["all", "ends"]) -> Origin:
        """Return what stands behind findings.

        Parameters
        ----------
        area, first, last
            Place of the area, and of the first and last month that the finding or its comparison rests on.
        months
            "all" when it rests on every month between, "ends" when on the first and the last alone.
        """
        width = max(len(self._ground.months), 1)
        question = (self._kind_of[area] * width + first) * width + last
        # Series that share limits mostly have the same windows, one like the other.
        asked_before = months, question.tobytes()
        if asked_before not in self._origins:
            self._origins[asked_before] = self._origin(question, width, months=months)
        return self._origins[asked_before]

    def _origin(self, question: Places, width: int, *, months: Literal["all", "ends"]) -> Origin:
        distinct, place = np.unique(question, return_inverse=True)
        asked, known = distinct.tolist(), self._found[months]
        for each in asked:
            if each not in known:
                known[each] = self._answer(each, width, months=months)
        answers = [known[each] for each in asked]
        columns = list(zip(*answers, strict=True)) if answers else [(), (), (), (), ()]
        lists = [np.array(column, dtype=np.int32)[place] for column in columns[:3]]
        flags = [np.array(column, dtype=np.bool_)[place] for column in columns[3:]]
        return Origin(lists[0], lists[1], lists[2], flags[0], flags[1])

    def together(self, inside: Sequence[Sequence[int]], first: int, last: int) -> Origin:
        """Return what stands behind places that are made up of others, over a stretch of months.

        Parameters
        ----------
        inside
            For each of n places, the rows of the areas that lie in it.
        first, last
            First and last month of the stretch.
        """
        made = []
        for rows in inside:
            area = np.array(rows, dtype=np.int64)
            begin, end = np.full_like(area, first), np.full_like(area, last)
            each = self.behind(area, begin, end, months="all")
            lists = (each.caveats, each.breaks, each.vintages)
            made.append((*map(self._columns.union, lists), each.blocked.any(), each.synthetic.any()))
        columns = list(zip(*made, strict=True))
        caveats, breaks, vintages = (np.array(column, dtype=np.int32) for column in columns[:3])
        blocked, synthetic = (np.array(column, dtype=np.bool_) for column in columns[3:])
        return Origin(caveats, breaks, vintages, blocked, synthetic)

    def _answer(
        self, question: int, width: int, *, months: Literal["all", "ends"]
    ) -> tuple[int, int, int, bool, bool]:
        rest, last = divmod(question, width)
        kind, first = divmod(rest, width)
        named, key = self._kinds[kind]
        span, loads = self._ground.months, self._ground.behind.of(key, first, last, months=months)
        whole = (span[first], self._ends[last])
        stretches = [whole]
        if months == "ends":
            stretches = [(span[column], self._ends[column]) for column in sorted({first, last})]
        caveats = [
            key for during in stretches for key in self._reach.caveats(named, during, layouts=loads.layouts)
        ]
        breaks, blocked = self._reach.breaks(named, whole, layouts=loads.layouts)
        return (
            self._columns.list(tuple(dict.fromkeys(caveats))),
            self._columns.list(breaks),
            self._columns.list(loads.ids),
            blocked,
            loads.synthetic,
        )
