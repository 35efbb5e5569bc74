"""Rows near at hand: a source of few rows is read into memory once, and counted there.

For each of many questions, asking an engine that plans would cost more than answering. What is counted is the
same: the specification holds for every engine, memory included.

What looks from one row to others (`over`) is left to an engine. On Arrow, Narwhals works it out by a join,
and a join in memory gives rows in no certain order, so that values may come to stand beside other rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import narwhals as nw

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage

FEW_ROWS = 500_000
"""Up to so many rows a source is read into memory."""

_NEVER_COUNTED = ("identifier", "free text")


class NearRows:
    """The current rows of one source, in memory where they are few.

    Parameters
    ----------
    rows
        Current rows, in a form that Narwhals knows.
    source, vintages
        The source and its published vintages, whose rows together are at least as many as the current ones.
    """

    def __init__(self, rows: Any, source: Source, *, vintages: Sequence[Vintage]) -> None:
        self._rows = rows
        self._source = source
        duckdb = nw.get_native_namespace(nw.from_native(rows)).__name__ == "duckdb"
        self._near = duckdb and has_few_rows(vintages)
        self._columns: tuple[str, ...] = ()
        self._table: Any = None

    def with_fields(self, names: Iterable[str]) -> Any:
        """Return rows that hold some fields, with the ways in which those are missing, and what places a row.

        In memory they hold nothing else, because whoever chooses rows copies all columns that there are.

        Parameters
        ----------
        names
            Fields of the source that are looked at.
        """
        if not self._near:
            return self._rows
        self._columns = self._columns or tuple(nw.from_native(self._rows).lazy().collect_schema().names())
        wanted = self._present({*names, *self._source.slices, *_placing(self._source)})
        if self._table is None or not wanted <= set(self._table.column_names):
            counted = {name for name in self._source.fields if self._is_counted(name)}
            chosen = wanted | self._present(counted)
            frame = (
                nw.from_native(self._rows).lazy().select(*(name for name in self._columns if name in chosen))
            )
            self._table = frame.collect(backend="pyarrow").to_native()
        return self._table.select([name for name in self._table.column_names if name in wanted])

    def _present(self, names: Collection[str]) -> set[str]:
        return {*names, *(f"{name}__missing" for name in names)}.intersection(self._columns)

    def _is_counted(self, name: str) -> bool:
        return self._source.fields[name].role not in _NEVER_COUNTED


def has_few_rows(vintages: Sequence[Vintage]) -> bool:
    """Say whether the published vintages of a source hold so few rows that it is counted in memory."""
    return sum(vintage.rows for vintage in vintages) <= FEW_ROWS


def _placing(source: Source) -> set[str]:
    """Return the fields that say when and where a row counts."""
    levels = source.areas.values()
    return {
        source.period,
        *(level.code for level in levels),
        *(name for each in levels for name in each.rows),
    }
