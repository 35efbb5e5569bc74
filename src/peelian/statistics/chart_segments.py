"""Segments of a control chart: which months share a centre line, and which of them set it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Segments:
    """Segments of many series of months.

    Parameters
    ----------
    number
        Segment of each month from 0, shape (series, months); -1 where the month was not measured.
    base
        True for the months from which the segment's limits are worked out, shape (series, months).
    before
        Column of the measured month before, shape (series, months); -1 where there is none in the segment.
    many
        How many segments the series with the most has.
    """

    number: NDArray[np.int64]
    base: Truths
    before: NDArray[np.int64]
    many: int

    def of(self, series: Truths) -> Segments:
        """Return the segments of the series named."""
        return Segments(self.number[series], self.base[series], self.before[series], self.many)

    def mean_distance(self, values: Numbers, *, below: Numbers | None = None) -> Numbers:
        """Return how far neighbouring months of each segment lie apart on average, shape (series, segments).

        Parameters
        ----------
        values
            Shape (series, months).
        below
            Leave out distances of this and more, given per segment.
        """
        before = np.maximum(self.before, 0)
        used = self.base & (self.before >= 0) & np.take_along_axis(self.base, before, axis=1)
        distance = np.abs(values - np.take_along_axis(values, before, axis=1))
        if below is not None:
            used = used & (distance < self.spread(below))
        return self.mean(distance, used)

    def spread(self, per_segment: Numbers) -> Numbers:
        """Return values given per segment, shape (series, segments), at each month; none if not measured."""
        at_month = np.take_along_axis(per_segment, np.maximum(self.number, 0), axis=1)
        found: Numbers = np.where(self.number >= 0, at_month, np.nan)
        return found

    def mean(self, values: Numbers, among: Truths) -> Numbers:
        """Return the mean of the values among the months named, shape (series, segments)."""
        made = np.full((values.shape[0], self.many), np.nan)
        for segment in range(self.many):
            inside = among & (self.number == segment)
            months = inside.sum(axis=1)
            total = np.where(inside, values, 0.0).sum(axis=1)
            np.divide(total, months, out=made[:, segment], where=months > 0)
        return made

    def months(self) -> NDArray[np.int64]:
        """Return how many months set the limits of each segment, shape (series, segments)."""
        return np.stack([(self.base & (self.number == k)).sum(axis=1) for k in range(self.many)], axis=1)


def lay_segments(
    shape: tuple[int, int],
    *,
    measured: ArrayLike | None = None,
    starts: ArrayLike | None = None,
    baseline: int | None = None,
) -> Segments:
    """Lay out the segments of series of months.

    Months not measured are passed over: the months on either side of them are neighbours.

    Parameters
    ----------
    shape
        How many series and months.
    measured
        True where a month was measured, shape (months,) or (series, months); every month without it.
    starts
        True where a new segment starts (the limits are worked out anew), shape (months,) or (series, months).
        The first month always starts one.
    baseline
        How many measured months at the start of a segment set its limits; all of them without it.

    Raises
    ------
    ValueError
        If `baseline` is below 1 or the shapes do not fit.
    """
    if baseline is not None and baseline < 1:
        raise ValueError(f"a baseline of 1 month or more is needed, not {baseline}")
    known = _truths(shape, measured, otherwise=True)
    new = _truths(shape, starts, otherwise=False).copy()
    new[:, :1] = True
    number = np.cumsum(new, axis=1) - 1
    many = int(number.max(initial=0)) + 1
    before = _before(known, number)
    number = np.where(known, number, -1)
    base = known if baseline is None else known & (_place(number, many) <= baseline)
    return Segments(number, base, before, many)


def _truths(shape: tuple[int, int], given: ArrayLike | None, *, otherwise: bool) -> Truths:
    if given is None:
        return np.full(shape, otherwise)
    asked = np.asarray(given, dtype=np.bool_)
    if asked.shape not in (shape, shape[1:]):
        raise ValueError(
            f"one truth value a month is needed, shape {shape} or {shape[1:]}, not {asked.shape}"
        )
    return np.broadcast_to(asked, shape)


def _before(known: Truths, number: NDArray[np.int64]) -> NDArray[np.int64]:
    columns = np.where(known, np.arange(known.shape[1]), -1)
    last = np.maximum.accumulate(columns, axis=1)
    before = np.full(known.shape, -1)
    before[:, 1:] = last[:, :-1]
    same = np.take_along_axis(number, np.maximum(before, 0), axis=1) == number
    return np.where(known & same, before, -1)


def _place(number: NDArray[np.int64], many: int) -> NDArray[np.int64]:
    """Return the place of each measured month within its segment, from 1."""
    place = np.zeros(number.shape, dtype=np.int64)
    for segment in range(many):
        inside = number == segment
        place = np.where(inside, np.cumsum(inside, axis=1), place)
    return place
