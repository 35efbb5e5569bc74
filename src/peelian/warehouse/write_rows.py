"""Writing the rows of one file: accepted records to Parquet, the others to quarantine with their raw line."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.warehouse.decode.rows_of_text import value_text
from peelian.warehouse.decode.table import RECORD, DecodedTable
from peelian.warehouse.open_table import Offered, OpenTable
from peelian.warehouse.quarantine import Quarantine, SetAside, as_text
from peelian.warehouse.read_plan import ReadPlan, plan_reading
from peelian.warehouse.reconcile import Counts
from peelian.warehouse.record_reader import ReadBatch, read_records
from peelian.warehouse.row_schema import row_schema

_SHOWN = 80


def write_rows(
    opened: OpenTable,
    quarantine: Quarantine,
    path: Path,
    *,
    offered: Offered,
    source: Source,
    catalogue: Catalogue,
    said: dict[str, str],
    today: dt.date,
) -> Counts:
    """Read all records of a table once and write what becomes of them.

    Parameters
    ----------
    opened, offered
        The table, and what it was recognised as.
    quarantine
        Takes the records that break a rule.
    path
        The rows.parquet to write.
    source, catalogue
        What the rows are, and where code lists and crosswalks are found.
    said
        Fields with one value in every row.
    today
        Dates later than the day after this one lie in the future.
    """
    schema = row_schema(source)
    unlike = {name for name, field in source.fields.items() if field.role in ("identifier", "free text")}
    wide = offered.layout.wide
    accepted = rows = 0
    cells: float | None = None if wide is None else 0
    with pq.ParquetWriter(
        path,
        schema,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in schema.names if name not in unlike],
    ) as out:
        for part in opened.parts:
            plan = _plan(part, offered, source=source, catalogue=catalogue, said=said, today=today)
            for batch in read_records(part, plan, hard_blanks=opened.hard_blanks):
                accepted += batch.accepted
                rows += batch.accepted * (len(plan.wide) if wide is not None else 1)
                cells = None if cells is None or batch.cells is None else cells + batch.cells
                out.write_table(batch.rows)
                if quarantine.is_full:
                    quarantine.count += len(batch.failed)
                else:
                    quarantine.add(_set_aside(batch, opened))
    value_field = wide.value.to if wide is not None else ""
    return Counts(opened.records, accepted, quarantine.count, rows, cells, value_field)


def _plan(
    part: DecodedTable,
    offered: Offered,
    *,
    source: Source,
    catalogue: Catalogue,
    said: dict[str, str],
    today: dt.date,
) -> ReadPlan:
    fills = set(offered.layout.fills())
    facts = {name: text for name, text in part.facts.items() if name in source.fields and name not in fills}
    return plan_reading(
        offered.layout,
        source,
        catalogue,
        headings=part.headings,
        said={**facts, **said},
        today=today,
        file=offered.file,
    )


def _set_aside(batch: ReadBatch, opened: OpenTable) -> Iterator[SetAside]:
    numbers = batch.written.column(RECORD)
    lines = [numbers[at].as_py() for at, _ in batch.failed]
    raw_lines = opened.scan.find(lines) if opened.scan is not None else None
    for (at, check), line in zip(batch.failed, lines, strict=True):
        record = batch.written.slice(at, 1).to_pylist()[0]
        written = {key: _shown(value) for key, value in record.items() if key != RECORD}
        value = " / ".join((written.get(name) or "").strip() for name in check.columns)
        short = value if len(value) <= _SHOWN else value[:_SHOWN] + "..."
        byte: int | None = None
        raw = json.dumps(written, ensure_ascii=False)
        if raw_lines is not None:
            _, byte, found = next(raw_lines)
            raw = as_text(found, opened.encoding)
        yield SetAside(line, byte, raw, check.rule, check.field, short, check.reason(short))


def _shown(value: object) -> str | None:
    return f"{len(value)} bytes" if isinstance(value, bytes) else value_text(value)
