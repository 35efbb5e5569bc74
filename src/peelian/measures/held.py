"""Holding a frame that several questions are asked of, so that an engine works it out once."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias

import narwhals as nw

Frame: TypeAlias = nw.LazyFrame[Any]

_numbers = itertools.count()


@contextmanager
def held(frame: Frame) -> Iterator[Frame]:
    """Open the same rows, worked out once and kept by the engine itself until the block ends.

    Spark keeps them on its workers and DuckDB in a table of its session, where both may spill what does not
    fit in memory.

    Parameters
    ----------
    frame
        A lazy frame on any engine.
    """
    native = frame.to_native()
    if frame.implementation.is_spark_like():
        kept = native.cache()
        try:
            yield nw.from_native(kept).lazy()
        finally:
            kept.unpersist()
    elif frame.implementation.is_duckdb():
        name = f"held_{next(_numbers)}"
        # A relation is bound again whenever a table comes or goes, with all that it was derived from. What is
        # derived from the table alone, and not from the frame behind it, is bound in no time.
        made = native.query("unread", f"CREATE TABLE {name} AS FROM unread")
        opened = made.query("unread", f"FROM {name}")
        try:
            yield nw.from_native(opened).lazy()
        finally:
            opened.close()
            made.query("unread", f"DROP TABLE {name}")
            made.close()
    else:
        yield frame.collect().lazy()
