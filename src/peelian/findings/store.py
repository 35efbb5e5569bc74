"""The findings store: builds of findings as Parquet, the newest named by a small file swapped in whole."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
import operator
import os
import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from peelian.errors import NotFound
from peelian.findings.finding import Change, Finding, Standing, Usual
from peelian.findings.schema import FINDINGS_SCHEMA as FINDINGS_SCHEMA  # noqa: PLC0414
from peelian.reference.area import Area
from peelian.reference.period import Period

_POINTER = "current.json"
_FILE = "findings.parquet"


def write_findings(table: pa.Table, folder: Path) -> Path:
    """Write a build of findings and make it the current one.

    The build is named after its content, so that the same findings make the same build. A reader sees the
    earlier build or this one, never a part of it. The earlier build stays for whoever is reading it; builds
    before that are removed.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`.
    folder
        The folder of all builds.

    Returns
    -------
    pathlib.Path
        The folder of this build.

    Raises
    ------
    ValueError
        If the table has another shape.
    """
    if not table.schema.equals(FINDINGS_SCHEMA):
        raise ValueError(f"findings have the columns of FINDINGS_SCHEMA, not {table.schema.names}")
    folder.mkdir(parents=True, exist_ok=True)
    before = _current(folder)
    for left in folder.glob(".new-*"):
        left.unlink()
    fresh = folder / f".new-{uuid.uuid4().hex[:8]}"
    pq.write_table(table, fresh, compression="zstd", row_group_size=65_536)
    with fresh.open("rb+") as written:
        build = folder / hashlib.file_digest(written, "sha256").hexdigest()[:16]
        os.fsync(written.fileno())
    build.mkdir(exist_ok=True)
    fresh.replace(build / _FILE)
    pointer = folder / f".new-{uuid.uuid4().hex[:8]}"
    pointer.write_text(json.dumps({"build": build.name, "findings": len(table)}), encoding="utf-8")
    pointer.replace(folder / _POINTER)
    for other in folder.iterdir():
        if other.is_dir() and other.name not in (build.name, before):
            shutil.rmtree(other)
    return build


def _current(folder: Path) -> str | None:
    """Return the name of the current build, or None."""
    pointer = folder / _POINTER
    return str(json.loads(pointer.read_text(encoding="utf-8"))["build"]) if pointer.is_file() else None


def read_findings(
    folder: Path,
    *,
    measures: Sequence[str] | None = None,
    areas: Sequence[str] | None = None,
    levels: Sequence[str] | None = None,
    groups: Sequence[str | None] | None = None,
    kinds: Sequence[str] | None = None,
    period_kinds: Sequence[str] | None = None,
    ends_from: dt.date | None = None,
    ends_to: dt.date | None = None,
    columns: Sequence[str] | None = None,
) -> pa.Table:
    """Read findings of the current build; a filter left out lets everything through.

    Parameters
    ----------
    folder
        The folder of all builds.
    measures, areas, levels, groups, kinds, period_kinds
        Values to keep. In `groups`, None stands for everyone, which is no group.
    ends_from, ends_to
        First and last day on which a period may end, both included.
    columns
        Columns to read; left out, all.

    Raises
    ------
    NotFound
        If nothing was built.
    """
    build = _current(folder)
    if build is None:
        raise NotFound(
            "findings",
            found="none in this workspace",
            accepted="a workspace that was built",
            next_step="run 'peelian build'",
        )
    column = pc.field
    kept = [
        column(name).isin(pa.array(list(wanted), pa.string()))
        for name, wanted in (
            ("measure", measures),
            ("area_code", areas),
            ("area_level", levels),
            ("kind", kinds),
            ("period_kind", period_kinds),
        )
        if wanted is not None
    ]
    if groups is not None:
        named = pa.array([name for name in groups if name is not None], pa.string())
        kept.append(column("group").isin(named) | (column("group").is_null() & pa.scalar(None in groups)))
    kept += [column("period_to") >= pa.scalar(ends_from)] if ends_from else []
    kept += [column("period_to") <= pa.scalar(ends_to)] if ends_to else []
    whole = functools.reduce(operator.and_, kept) if kept else None
    schema = (
        FINDINGS_SCHEMA if columns is None else pa.schema(FINDINGS_SCHEMA.field(each) for each in columns)
    )
    return pq.read_table(folder / build / _FILE, columns=schema.names, filters=whole).cast(schema)


def to_findings(table: pa.Table) -> list[Finding]:
    """Return the rows of a findings table as records, in the same order."""
    return [_finding(_whole(row)) for row in table.to_pylist()]


def _finding(row: dict[str, Any]) -> Finding:
    change = None
    if row["judgement"] is not None:
        change = Change(
            Period(row["against_from"], row["against_to"], row["period_kind"]),
            row["previous"],
            row["change"],
            row["change_lower"],
            row["change_upper"],
            row["change_unit"],
            row["judgement"],
            row["change_q"],
            row["judged_among"] or 0,
        )
    plain = (
        "measure",
        "title",
        "kind",
        "unit",
        "value",
        "numerator",
        "denominator",
        "base",
        "method",
        "code",
    )
    more = ("lower", "upper", "level", "base_effective", "group", "state", "synthetic")
    return Finding(
        area=Area(row["area_code"], row["area_level"], row["area_name"]),
        period=Period(row["period_from"], row["period_to"], row["period_kind"]),
        change=change,
        caveats=tuple(row["caveats"]),
        breaks=tuple(row["breaks"]),
        vintages=tuple(row["vintages"]),
        standing=_standing(row),
        usual=_usual(row),
        **{name: row[name] for name in (*plain, *more)},
    )


def _standing(row: dict[str, Any]) -> Standing | None:
    return None if row["rank"] is None else Standing(row["rank"], row["ranked"], row["rank_previous"])


def _usual(row: dict[str, Any]) -> Usual | None:
    if row["signal"] is None:
        return None
    return Usual(row["usual_centre"], row["usual_lower"], row["usual_upper"], row["signal"])


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    """Give counts as whole numbers: 1043 and not 1043.0."""
    counts = ["numerator", "denominator", *(["value", "previous"] if row["kind"] == "count" else [])]
    return row | {n: int(row[n]) for n in counts if row[n] is not None and float(row[n]).is_integer()}
