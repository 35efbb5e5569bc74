"""The cube store: cubes kept between builds, so that a new month costs the reading of that month alone."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.measures.cube import CUBE_SCHEMA, PRESENCE_SCHEMA, find_presence, make_cube
from peelian.measures.cube_key import cube_key, fields_counted, presence_key
from peelian.measures.filters import rows_of_months
from peelian.measures.kept_table import KeptTable
from peelian.measures.measure import Measure
from peelian.measures.near_rows import NearRows
from peelian.measures.readings import month_readings, whole_reading

Counter = Callable[..., pa.Table]
Together = Callable[..., Sequence[pa.Table]]

_DATED = ("date", "month", "datetime")
_WHOLE = "all"

_MOST_TOGETHER = 6
"""Measures counted in one pass: each has columns of its own, of as many rows as are counted."""


class CubeStore:
    """The cubes kept for a workspace.

    Parameters
    ----------
    folder
        Where they are kept; need not exist yet. Nothing in it is lost for good: whatever is absent or
        broken is counted again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._asked: set[str] = set()

    def renewed(
        self, key: str, *, schema: pa.Schema, readings: dict[str, str], make: Callable[..., pa.Table]
    ) -> pa.Table:
        """Return a kept table, brought up to date; its texts are dictionary-encoded.

        Parameters
        ----------
        key
            Name of the table.
        schema
            Its columns; `month` tells the part a row belongs to, unless everything is one part.
        readings
            The parts it should have, by ISO month, or one part for everything, with their fingerprints.
        make
            Counts anew: called with the parts to count, or with None for all.
        """
        self._asked.add(key)
        kept = KeptTable(self._folder / key, schema=schema, part=None if _WHOLE in readings else "month")
        had = kept.parts
        stale = {name: print_ for name, print_ in readings.items() if had.get(name) != print_}
        gone = sorted(had.keys() - readings.keys())
        if not (stale or gone):
            return kept.read()
        made = schema.empty_table()
        if stale:
            made = make(None if len(stale) == len(readings) else sorted(stale))
        return kept.renew(made, parts=stale, drop=gone)

    @property
    def asked(self) -> frozenset[str]:
        """The names of the tables asked for since this store was opened."""
        return frozenset(self._asked)

    def asked_elsewhere(self, names: Collection[str]) -> None:
        """Take note of tables that another process asked for."""
        self._asked.update(names)

    def prune(self) -> None:
        """Remove every kept table that nobody asked for since this store was opened."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.is_dir() and path.name not in self._asked:
                shutil.rmtree(path)


class Cubes:
    """The cubes of one source.

    Parameters
    ----------
    rows
        Current rows of the source, in a form that Narwhals knows.
    source, vintages
        The source and its published vintages.
    force
        Area code of rows at a level for which the source names no field.
    store
        Where cubes are kept between builds; None to count everything anew.
    """

    def __init__(
        self, rows: Any, source: Source, *, vintages: Sequence[Vintage], force: str, store: CubeStore | None
    ) -> None:
        self._rows = rows
        self._near = NearRows(rows, source, vintages=vintages)
        self._source = source
        self._vintages = tuple(vintages)
        self._force = force
        self._store = store
        self._presence: dict[tuple[str, str], pa.Table] = {}
        self._asked: set[str] = set()
        self._waiting: dict[tuple[str, str, tuple[str, ...] | None], pa.Table] = {}

    def of(self, measure: Measure) -> pa.Table:
        """Return the cube of a measure: the columns of `CUBE_SCHEMA`, texts as they are or by number."""
        return self.counted(measure, by=make_cube, schema=CUBE_SCHEMA)

    def counted(self, measure: Measure, *, by: Counter, schema: pa.Schema) -> pa.Table:
        """Return what a function counts for a measure, kept like a cube.

        Parameters
        ----------
        measure
            The recipe.
        by
            The function that counts, called like `make_cube`.
        schema
            Columns of what it returns, `month` among them: the month by which rows are dated.
        """

        def count(rows: Any, many: Sequence[Measure]) -> Sequence[pa.Table]:
            return [by(rows, each, self._source, force=self._force) for each in many]

        return self._counted(measure, (), by=by.__name__, schema=schema, count=count)

    def counted_together(
        self, measure: Measure, alike: Iterable[Measure], *, by: Together, schema: pa.Schema
    ) -> pa.Table:
        """Return what a function counts for a measure, kept like a cube; others are counted in the same pass.

        Parameters
        ----------
        measure, schema
            As for `counted`.
        alike
            Measures that will be asked for as well: what is counted of some of them waits until then.
        by
            The function that counts: called like `make_cube` with several measures, it returns a table for
            each.
        """

        def count(rows: Any, many: Sequence[Measure]) -> Sequence[pa.Table]:
            return by(rows, many, self._source, force=self._force)

        return self._counted(measure, alike, by=by.__name__, schema=schema, count=count)

    def _counted(
        self,
        measure: Measure,
        alike: Iterable[Measure],
        *,
        by: str,
        schema: pa.Schema,
        count: Callable[[Any, Sequence[Measure]], Sequence[pa.Table]],
    ) -> pa.Table:
        def make(months: Collection[str] | None) -> pa.Table:
            asked = by, None if months is None else tuple(months)
            if (found := self._waiting.pop((measure.measure, *asked), None)) is not None:
                return found
            others = [other for other in alike if other.measure not in self._asked]
            many = [measure, *others[: _MOST_TOGETHER - 1]]
            fields = {name for each in many for name in fields_counted(each, self._source)}
            made = count(self._dated(self._near.with_fields(fields), months), many)
            for other, table in zip(many[1:], made[1:], strict=True):
                self._waiting[other.measure, *asked] = table
            return made[0]

        self._asked.add(measure.measure)
        if self._store is None:
            return make(None)
        key = cube_key(measure, self._source, force=self._force, by=by)
        readings = self._readings(measure.when or self._source.period)
        return self._store.renewed(key, schema=schema, readings=readings, make=make)

    def counted_whole(
        self,
        measure: Measure,
        *,
        by: Callable[[Any], pa.Table],
        schema: pa.Schema,
        rule: Mapping[str, Any],
        beside: Sequence[Vintage] = (),
        fields: Collection[str] = (),
    ) -> pa.Table:
        """Return what a function counts of all rows at once, kept while neither rows nor rule change.

        For rules that look from one month into another, so that no month can be counted by itself.

        Parameters
        ----------
        measure
            The recipe.
        by
            Counts: called with all current rows.
        schema
            Columns of what it returns.
        rule
            What the counts depend on beside the recipe, in a form that JSON can hold.
        beside
            Vintages of other sources that are read.
        fields
            Fields looked at, where the function needs no more of an engine than counting; then few rows are
            counted in memory.
        """

        def count() -> pa.Table:
            return by(self._near.with_fields(fields) if fields else self._rows)

        if self._store is None:
            return count()
        named = json.dumps(dict(rule), sort_keys=True, default=str)
        key = cube_key(measure, self._source, force=self._force, by=named)
        reading = whole_reading(self._vintages) + (whole_reading(beside) if beside else "")
        kept = self._store.renewed(key, schema=schema, readings={_WHOLE: reading}, make=lambda _: count())
        return kept.cast(schema)

    def presence(self, *, level: str, when: str) -> pa.Table:
        """Return the areas and months that the source has any row for (see `find_presence`)."""

        def look(months: Collection[str] | None) -> pa.Table:
            rows = self._dated(self._near.with_fields([when]), months)
            return find_presence(rows, self._source, level=level, when=when, force=self._force)

        if (level, when) not in self._presence:
            if self._store is None:
                found = look(None)
            else:
                key = presence_key(self._source, level=level, when=when, force=self._force)
                readings = self._readings(when)
                found = self._store.renewed(key, schema=PRESENCE_SCHEMA, readings=readings, make=look)
                found = found.cast(PRESENCE_SCHEMA)
            self._presence[level, when] = found
        return self._presence[level, when]

    def _readings(self, when: str) -> dict[str, str]:
        """Return fingerprints by month where rows are counted in the month that loads are sorted by."""
        period = self._source.period
        if when == period and self._source.fields[period].type in _DATED:
            return {month.isoformat(): told for month, told in month_readings(self._vintages).items()}
        return {_WHOLE: whole_reading(self._vintages)}

    def _dated(self, rows: Any, months: Collection[str] | None) -> Any:
        if months is None:
            return rows
        wanted = [dt.date.fromisoformat(month) for month in months]
        return nw.from_native(rows).lazy().filter(rows_of_months(self._source, wanted)).to_native()
