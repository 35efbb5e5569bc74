"""Shifted values: what stood in the row before, or stands in the next one, among the rows of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import narwhals as nw

Frame: TypeAlias = nw.LazyFrame[Any]


def shifted(frame: Frame, by: int, *, of: str, within: Sequence[str], order: str) -> Frame:
    """Return rows with the values of one column moved along the rows of the same thing.

    Parameters
    ----------
    frame
        A lazy frame on any engine.
    by
        1 for the value of the row before, -1 for that of the row after.
    of
        The column whose values are moved; null where there is no such row.
    within
        Columns that tell which rows belong to the same thing. None of them is null.
    order
        The column by which those rows are ordered, which may be `of` itself.
    """
    moved = nw.col(of).shift(by)
    if not frame.implementation.is_pyarrow():
        return frame.with_columns(moved.over(*within, order_by=order).alias(of))
    # In memory nothing is spread over workers, and all rows together are ordered once.
    ordered = frame.collect().sort(*within, order)
    same = nw.all_horizontal(*(nw.col(name) == nw.col(name).shift(by) for name in within), ignore_nulls=True)
    return ordered.with_columns(nw.when(same).then(moved).alias(of)).lazy()
