"""Stacked series: windows of several series on one ground, now and a year earlier, reckoned in one go."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from peelian.measures.numbers import Flags, Numbers, Places
from peelian.measures.windows import YEAR

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Stretches:
    """Windows on a grid of rows and months, arrays of shape (n,).

    Parameters
    ----------
    area
        Row of the grid: that of the area, or of the area of one series where several are stacked.
    first, last
        Place of the first and last month; a first month below 0 lies before the grid.
    """

    area: Places
    first: Places
    last: Places

    @classmethod
    def now_and_then(cls, numbers: Numbers) -> Stretches:
        """Return the windows of numbers, and after them the same windows a year earlier."""
        ends = (np.concatenate([each, each - YEAR]) for each in (numbers.first, numbers.last))
        return cls(np.tile(numbers.area, 2), *ends)

    def at(self, rows: Places) -> Stretches:
        """Return the same windows in other rows, shape (n,)."""
        return replace(self, area=rows)


def apart(both: Record) -> tuple[Record, Record]:
    """Return what was reckoned of windows now, and what of the same windows a year earlier.

    Parameters
    ----------
    both
        A record of arrays of shape (2n,) and of such records, made of `Stretches.now_and_then`.
    """
    length = len(_first_array(both)) // 2
    return part_of(both, slice(length)), part_of(both, slice(length, None))


def part_of(record: Record, which: slice | Flags) -> Record:
    """Return some of the rows of a record of arrays of shape (n, ...); what is no array stays as it is.

    Parameters
    ----------
    record, which
        The record, which may hold other such records, and the rows.
    """
    return type(record)(*(_part(getattr(record, name), which) for name in _names(type(record))))


def _part(value: Any, which: slice | Flags) -> Any:
    if isinstance(value, np.ndarray):
        return value[which]
    return part_of(value, which) if is_dataclass(value) and not isinstance(value, type) else value


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _first_array(record: Any) -> NDArray[Any]:
    """Return the first array of a record, or of the first record that it holds."""
    kind: Hashable = record.__class__
    first = getattr(record, _names(kind)[0])
    return first if isinstance(first, np.ndarray) else _first_array(first)
