"""A small world of several sources on one engine, for measures that read a second source."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa

import peelian
from peelian.catalogue.catalogue import Catalogue, read_catalogue
from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.check_measure import check_measure
from peelian.measures.findings import make_findings
from peelian.measures.measure import Measure
from peelian.reference.area import Area

FORCE = Area("F1", "force", "Anyshire")
NORTH = Area("B1", "borough", "North", "F1")
SOUTH = Area("B2", "borough", "South", "F1")

_PACKAGE = Path(peelian.__file__).parent


@functools.cache
def shipped() -> Catalogue:
    return read_catalogue(sorted((_PACKAGE / "sources" / "data").rglob("*.yaml")))


def rows_as(schema: Mapping[str, pa.DataType], rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return rows with every column; what is left out is missing."""
    full = [{name: row.get(name) for name in schema} for row in rows]
    return pa.Table.from_pylist(full, schema=pa.schema(list(schema.items())))


def load(
    source: str, first: str, count: int, *, name: str = "v1", loaded: str = "2026-01-01", **more: Any
) -> Vintage:
    """Return a vintage that speaks of some months; no month for a source without time."""
    year, month = int(first[:4]), int(first[5:7])
    steps = [year * 12 + month - 1 + step for step in range(count)]
    months = tuple(dt.date(step // 12, step % 12 + 1, 1) for step in steps)
    at = dt.datetime.fromisoformat(loaded).replace(tzinfo=dt.UTC)
    ends = (months[0], months[-1]) if months else (None, None)
    return Vintage(
        f"{source}-{name}", source, "plain", "giver", f"{name}.csv", name, 1, 1, 1, 0, 1, at, 1, *ends,
        (Slice((), months),), **more,
    )  # fmt: skip


class Several:
    """Makes findings from the tables of several sources on one engine."""

    def __init__(self, engine: str, spark: Any = None) -> None:
        self.engine = engine
        self.spark = spark
        self.catalogue = shipped()
        self.automatic: dict[str, list] = {}
        self.kept: Any = None

    def find(
        self, tables: Mapping[str, pa.Table], vintages: Mapping[str, Sequence[Vintage]], **measure: Any
    ) -> list[dict[str, Any]]:
        plain = {"measure": "m", "title": "M", "direction": "ambiguous", "areas": ["force"]}
        given = Measure.model_validate(plain | {key.replace("_", " "): each for key, each in measure.items()})
        check_measure(given, catalogue=self.catalogue, place="test")
        return self.table(tables, vintages, given).to_pylist()

    def table(
        self,
        tables: Mapping[str, pa.Table],
        vintages: Mapping[str, Sequence[Vintage]],
        *measures: Measure,
    ) -> pa.Table:
        with contextlib.ExitStack() as ends:
            connection = duckdb.connect() if self.engine == "duckdb" else None
            if connection is not None:
                ends.callback(connection.close)

            @contextmanager
            def rows(name: str) -> Iterator[Any]:
                table = tables.get(name)
                if table is None:
                    yield None
                elif connection is not None:
                    connection.register(name, table)
                    relation = connection.sql(f"FROM {name}")
                    yield relation
                    relation.close()
                elif self.engine == "spark":
                    yield self.spark.createDataFrame(table)
                else:
                    yield pl.from_arrow(table).lazy()

            return make_findings(
                measures,
                catalogue=self.catalogue,
                rows=rows,
                vintages=vintages,
                areas={area.code: area for area in (FORCE, NORTH, SOUTH)},
                populations={},
                automatic=self.automatic,
                code_version="0",
                kept=self.kept,
            )


def one(found: Sequence[Mapping[str, Any]], **wanted: Any) -> Mapping[str, Any]:
    """Return the one finding with these values; `group` is None, and the area the force, unless given."""
    asked = {"group": None, "area_code": "F1"} | wanted
    (match,) = [each for each in found if all(each[name] == value for name, value in asked.items())]
    return match
