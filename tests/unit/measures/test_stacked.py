"""Stacked series: windows now and a year earlier, and records of arrays taken apart again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from peelian.measures.numbers import Numbers
from peelian.measures.stacked import Stretches, apart, part_of
from peelian.measures.survey_told import Told, in_batches
from peelian.measures.windowed import Windowed
from peelian.measures.write_quotients import Quotients


@dataclass(frozen=True, slots=True)
class Inner:
    x: np.ndarray


@dataclass(frozen=True, slots=True)
class Outer:
    inner: Inner
    y: np.ndarray
    absent: np.ndarray | None = None


def numbers(area: list[int]) -> Numbers:
    rest = {name: np.arange(len(area), dtype=float) for name in Numbers.__slots__}
    last = np.arange(11, 11 + len(area))
    return Numbers(**rest | {"area": np.array(area), "first": last - 11, "last": last})


def test_windows_now_come_before_those_of_a_year_earlier() -> None:
    made = Stretches.now_and_then(numbers([0, 0, 3]))
    assert made.area.tolist() == [0, 0, 3, 0, 0, 3]
    assert made.first.tolist() == [0, 1, 2, -12, -11, -10]
    assert made.last.tolist() == [11, 12, 13, -1, 0, 1]
    assert made.at(np.full(6, 7)).area.tolist() == [7] * 6


def test_record_is_taken_apart_with_the_records_it_holds() -> None:
    both = Outer(Inner(np.array([1, 2, 3, 4])), np.array([5, 6, 7, 8]))
    now, then = apart(both)
    assert (now.inner.x.tolist(), now.y.tolist(), now.absent) == ([1, 2], [5, 6], None)
    assert (then.inner.x.tolist(), then.y.tolist()) == ([3, 4], [7, 8])
    assert part_of(both, slice(1, 2)).inner.x.tolist() == [2]


def test_what_is_told_of_one_series_has_the_rows_of_the_areas() -> None:
    found = numbers([0, 1, 1, 2, 5])
    values = {name: np.arange(5.0) for name in Quotients.__slots__} | {"effective": None}
    told = Told(Windowed("rolling12", "rolling 12 months", (found,)), found, Quotients(**values))
    second = told.of(1, 2)
    assert (second.numbers.area.tolist(), second.quotients.value.tolist()) == ([0], [3.0])
    assert told.of(0, 2).numbers.area.tolist() == [0, 1, 1]
    assert told.of(2, 2).numbers.area.tolist() == [1]
    assert told.of(3, 2).quotients.value.tolist() == []


def test_batches_hold_every_series_once_and_never_none_at_a_time() -> None:
    assert list(in_batches(range(3, 8), cells=1)) == [range(3, 8)]
    assert list(in_batches(range(3, 8), cells=40_000)) == [range(3, 5), range(5, 7), range(7, 8)]
    assert list(in_batches(range(2), cells=10**9)) == [range(1), range(1, 2)]
    assert list(in_batches(range(0), cells=0)) == []
