"""A small world for the specification: one source, a few rows, and an engine to read them with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import CodeList
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.findings import make_findings
from peelian.measures.measure import Measure
from peelian.measures.residents import Population
from peelian.reference.area import Area

FORCE = Area("F1", "force", "Anyshire")
NORTH = Area("B1", "borough", "North", "F1")
SOUTH = Area("B2", "borough", "South", "F1")
AIRPORT = Area("x-airport", "borough", "Airport", "F1")


def month(text: str) -> dt.date:
    return dt.date(int(text[:4]), int(text[5:7]), 1)


def months(first: str, count: int) -> list[dt.date]:
    start = month(first)
    steps = [start.year * 12 + start.month - 1 + step for step in range(count)]
    return [dt.date(step // 12, step % 12 + 1, 1) for step in steps]


@contextmanager
def on_duckdb(table: pa.Table) -> Iterator[Any]:
    connection = duckdb.connect()
    connection.register("small", table)
    relation = connection.sql("FROM small")
    try:
        yield relation
    finally:
        relation.close()
        connection.close()


def on_spark(spark: Any) -> Any:
    @contextmanager
    def opened(table: pa.Table) -> Iterator[Any]:
        yield spark.createDataFrame(table)

    return opened


@contextmanager
def on_polars(table: pa.Table) -> Iterator[Any]:
    yield pl.from_arrow(table).lazy()


@contextmanager
def on_arrow(table: pa.Table) -> Iterator[Any]:
    yield table


class World:
    """Makes findings from a small table on one engine."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.areas = {area.code: area for area in (FORCE, NORTH, SOUTH, AIRPORT)}
        self.populations: dict[tuple[str, str], Population] = {}
        self.by_group: dict[tuple[str, str], dict[tuple[str, str], Population]] = {}
        self.automatic: dict[str, list] = {}
        self.beside: dict[str, Source] = {}
        self.codes: dict[str, CodeList] = {}
        self.source: dict[str, Any] = {
            "source": "small", "title": "Small", "about": "A few rows.", "row": "one offence",
            "counts": "offences", "owner": "Nobody", "refresh": "never", "access": "open", "ask": "Nobody",
            "example": {"question": "How many?"}, "period": "month",
            "areas": {"force": {}, "borough": {"code": "borough"}},
            "fields": {
                "month": {"type": "month"},
                "borough": {"type": "area", "level": "borough"},
                "offence": {"type": "code", "values": {"theft": "Theft", "arson": "Arson"}},
                "domestic": {"type": "flag", "missing": {"": "not recorded", "R": "refused"}},
                "age": {"type": "integer"},
                "offences": {"type": "integer"},
            },
        }  # fmt: skip

    def described(self) -> Source:
        return Source.model_validate(self.source)

    def vintage(
        self, name: str, covered: list[dt.date], *, key: tuple[str, ...] = (), **more: Any
    ) -> Vintage:
        return Vintage(
            name, "small", more.pop("layout", "plain"), "giver", f"{name}.csv", name, 1, 1, 1, 0, 1,
            dt.datetime(2026, 1, 1, tzinfo=dt.UTC), more.pop("sequence", 1), min(covered), max(covered),
            (Slice(key, tuple(covered)),), **more,
        )  # fmt: skip

    def find(self, rows: pa.Table, vintages: list[Vintage], **measure: Any) -> list[dict[str, Any]]:
        """Return the findings of one measure as rows, without trend, peak, concentration and watch."""
        found = self.table(rows, vintages, **measure).to_pylist()
        return [row for row in found if row["kind"] not in ("trend", "peak", "concentration", "watch")]

    def table(self, rows: pa.Table, vintages: list[Vintage], **measure: Any) -> pa.Table:
        plain = {"measure": "m", "title": "M", "source": "small", "direction": "ambiguous"}
        given = {name.replace("_each", " each"): value for name, value in measure.items()}
        return self.make(rows, vintages, Measure.model_validate(plain | {"areas": ["borough"]} | given))

    def make(self, rows: pa.Table, vintages: list[Vintage], *measures: Measure) -> pa.Table:
        """Return the findings of several measures together."""
        return make_findings(
            measures,
            catalogue=Catalogue(sources={"small": self.described()} | self.beside, codes=self.codes),
            rows=lambda _: self.engine(rows),
            vintages={"small": vintages},
            areas=self.areas,
            populations=self.populations,
            by_group=self.by_group,
            automatic=self.automatic,
            code_version="0",
        )


def rows_of(*rows: dict[str, Any]) -> pa.Table:
    """Return rows with every column of the small source; what is left out is missing, not recorded."""
    schema = pa.schema(
        [
            ("month", pa.date32()), ("borough", pa.string()), ("offence", pa.string()),
            ("domestic", pa.bool_()),
            ("domestic__missing", pa.string()), ("age", pa.int64()), ("offences", pa.int64()),
        ]
    )  # fmt: skip
    made = []
    for row in rows:
        full = {"borough": "B1", "offence": "theft", "domestic": None, "age": None, "offences": 1} | row
        full["month"] = month(full["month"]) if isinstance(full["month"], str) else full["month"]
        known = full["domestic"] is not None
        full["domestic__missing"] = None if known else row.get("domestic__missing", "not recorded")
        made.append(full)
    return pa.Table.from_pylist(made, schema=schema)
