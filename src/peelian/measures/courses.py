"""Courses: a stretch of months held against the course that the series' own past leads one to expect."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.measures.block_frame import Label
from peelian.measures.columns import Columns
from peelian.measures.ground import Ground
from peelian.measures.limits import Limits
from peelian.measures.numbers import Flags, Places, Slab, Values
from peelian.measures.trajectory import Trajectory
from peelian.measures.windows import YEAR
from peelian.measures.write_single import Single, write_single
from peelian.reference.period import add_months
from peelian.statistics.chart_rules import SIGNALS
from peelian.statistics.course import Course, predict_course
from peelian.statistics.prediction import Prediction

_LEVELS = ("force", "borough")
_YEARS = (3, 2)
_FARTHEST = 12
_TOGETHER = "months=together"
_Ends = tuple[Values, Values, Values]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Where the stretch lies on the grid: its first month, the months of it counted, and the past's end."""

    first: int
    months: int
    counted: int
    past_end: int


def write_course(
    columns: Columns,
    label: Label,
    trajectory: Trajectory,
    *,
    slab: Slab,
    ground: Ground,
    limits: Limits,
) -> None:
    """Add, for the force and for boroughs, each month of a trajectory with its band, and all together.

    The value is the count that the past leads one to expect, with the band; above the line stands what was
    counted, once it is, and beside it whether that lies in the band. In the group "months=together" the
    months counted so far are taken as one. The past is the three whole years before the first month, two
    where there are no more; months before a break that forbids comparisons are no past, and months after one
    are told without being judged. An area without two years of past has no course.

    Parameters
    ----------
    columns, label
        The columns under construction, and what the findings are called.
    trajectory
        Which months.
    slab, ground, limits
        The counts, the grid they are laid out on, and what limits them.
    """
    due = np.flatnonzero(slab.told.any(axis=0)) if label.level in _LEVELS else np.zeros(0, dtype=np.int64)
    if not due.size:
        return
    newest = int(due[-1])
    stretch = _stretch(trajectory, ground, newest)
    if stretch.first - stretch.past_end > _FARTHEST or stretch.counted < 0:
        return
    known = slab.measured & (slab.gravity == 0)
    restarts = limits.restarts(at="breaks that forbid")
    long = _lengthened(ground, stretch.first + stretch.months)
    left = np.ones(len(ground.areas), dtype=np.bool_)
    for years in _YEARS:
        start = stretch.past_end - YEAR * years
        if start < 0:
            continue
        seen = slice(start, stretch.past_end)
        # The first month recorded in a new way may begin the past; a later one may not lie in it.
        unbroken = ~restarts[:, start + 1 : stretch.past_end].any(axis=1)
        able = np.flatnonzero(left & known[:, seen].all(axis=1) & unbroken)
        left[able] = False
        if able.size:
            writer = _Writer(columns, label, long, limits, stretch, start, len(ground.months))
            writer.write(able, slab, known, restarts)


def _stretch(trajectory: Trajectory, ground: Ground, newest: int) -> _Stretch:
    first = newest + 1 - trajectory.months
    if trajectory.start is not None:
        begin = ground.months[0]
        first = (trajectory.start.year - begin.year) * 12 + trajectory.start.month - begin.month
    if first < 0:
        return _Stretch(first, trajectory.months, -1, first)
    counted = min(max(newest + 1 - first, 0), trajectory.months)
    return _Stretch(first, trajectory.months, counted, min(first, newest + 1))


def _lengthened(ground: Ground, months: int) -> Ground:
    """Return the ground with the months to come at its end."""
    more = range(len(ground.months), months)
    coming: list[dt.date] = [add_months(ground.months[0], step) for step in more]
    return replace(ground, months=(*ground.months, *coming))


@dataclass(frozen=True, slots=True)
class _Writer:
    columns: Columns
    label: Label
    ground: Ground
    limits: Limits
    stretch: _Stretch
    start: int
    loaded: int

    def write(self, able: Places, slab: Slab, known: Flags, restarts: Flags) -> None:
        stretch = self.stretch
        inside = slice(stretch.first, stretch.first + stretch.counted)
        later = restarts[able, stretch.past_end : stretch.first + stretch.counted]
        broken = np.logical_or.accumulate(later, axis=1)[:, stretch.first - stretch.past_end :]
        may = known[able, inside] & ~broken
        past = slab.counts[able, self.start : stretch.past_end]
        counts = slab.counts[able, inside].astype(np.float64)
        ahead = stretch.first - stretch.past_end
        course = predict_course(past, np.where(may, counts, 0), months=stretch.months, ahead=ahead)
        base = past.sum(axis=1).astype(np.float64)
        measured = (slab.measured & (slab.gravity < 2))[able, inside]
        self._months(
            able,
            course,
            count=self._ahead(np.where(measured, counts, np.nan), np.nan),
            judged=self._ahead(may, False),
            spoiled=self._ahead(broken, False),
            base=base,
        )
        self._together(able, course, np.asarray(may.all(axis=1)), base)

    def _ahead(self, seen: NDArray[Any], otherwise: float) -> NDArray[Any]:
        """Return what is known of the months counted with the months to come at its end."""
        coming = ((0, 0), (0, self.stretch.months - self.stretch.counted))
        return np.pad(seen, coming, constant_values=otherwise)

    def _months(
        self, able: Places, course: Course, *, count: Values, judged: Flags, spoiled: Flags, base: Values
    ) -> None:
        """Add every month by itself; what is given has shape (areas, months), but for the base."""
        months = self.stretch.months
        at = np.repeat(self.stretch.first + np.arange(months), able.size)
        ends = course.expected.T.ravel(), course.lower.T.ravel(), course.upper.T.ravel()
        counted, never = count.T.ravel(), np.zeros(at.size, dtype=np.bool_)
        numbers = Single(np.tile(able, months), at, at, *ends, counted, np.full(at.size, np.nan),
                         np.tile(base, months), never)  # fmt: skip
        beside = self._usual(counted, ends, judged.T.ravel())
        if spoiled.any():
            states = self.columns.words("state", ("shown", "not measured", "not comparable"))
            state = np.where(np.isnan(ends[0]), states[1], states[0])
            beside["state"] = np.where(spoiled.T.ravel(), states[2], state)
        self._add(numbers, self.label, "month", beside)

    def _together(self, able: Places, course: Course, judged: Flags, base: Values) -> None:
        made: Prediction | None = course.together
        if made is None or not judged.any():
            return
        kept = np.flatnonzero(judged)
        ends = made.expected[kept], made.lower[kept], made.upper[kept]
        many, first = kept.size, self.stretch.first
        at, last = np.full(many, first), np.full(many, first + course.counted - 1)
        numbers = Single(able[kept], at, last, *ends, made.count[kept], np.full(many, np.nan), base[kept],
                         np.zeros(many, dtype=np.bool_))  # fmt: skip
        beside = self._usual(made.count[kept], ends, np.ones(many, dtype=np.bool_))
        self._add(numbers, replace(self.label, group=_TOGETHER), "span", beside)

    def _usual(self, count: Values, ends: _Ends, judged: Flags) -> dict[str, Any]:
        words = self.columns.words("signal", SIGNALS)
        told = np.select(
            [count > ends[2], count < ends[1]],
            [words[SIGNALS.index("above the limit")], words[SIGNALS.index("below the limit")]],
            default=words[SIGNALS.index("none")],
        )
        usual = zip(("usual_centre", "usual_lower", "usual_upper"), ends, strict=True)
        return {
            **{name: np.where(judged, end, np.nan) for name, end in usual},
            "signal": np.where(judged, told, -1),
        }

    def _add(self, numbers: Single, label: Label, period_kind: str, beside: dict[str, Any]) -> None:
        rests_on = np.minimum(numbers.last, self.loaded - 1)
        origin = self.limits.behind(
            numbers.area, np.full(numbers.area.size, self.start), rests_on, months="all"
        )
        named = replace(label, period_kind=period_kind, method="course.own_past.95_in_100")
        write_single(
            self.columns,
            named,
            ground=self.ground,
            numbers=numbers,
            origin=origin,
            kind="course",
            beside=beside,
        )
