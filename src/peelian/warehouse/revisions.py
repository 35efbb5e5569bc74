"""Revisions: what moved between two editions of the same figures, whichever of them was loaded first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from peelian.catalogue.revision import Revision
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.warehouse.revision_sums import Part, Sums, largest_values, sum_parts
from peelian.warehouse.source_shape import count_field, is_table

_SCHEMA = pa.schema(
    [
        ("source", pa.string()),
        ("slice", pa.list_(pa.string())),
        ("month", pa.date32()),
        ("field", pa.string()),
        ("code", pa.string()),
        ("before", pa.int64()),
        ("after", pa.int64()),
        ("vintage_before", pa.string()),
        ("vintage_after", pa.string()),
    ]
)


def find_revisions(
    store_path: Path, before: Sequence[Vintage], after: Sequence[Vintage], *, source: Source
) -> tuple[Revision, ...]:
    """Compare newly published vintages with the editions next to them in age.

    Which of two vintages is the older is told by the last month they speak of and then by the order of
    loading, so an old edition that is loaded late is still the "before". A new vintage is compared, in each
    slice and month, with the edition just older and the edition just newer than it. Months that a vintage
    holds only a stub of are no edition and are passed over. Numbers that did not move are left out.

    Parameters
    ----------
    store_path
        The store; rows are read from vintages/<id>/rows.parquet.
    before
        Vintages published before the load.
    after
        Vintages published by the load; those of `before` may be among them.
    source
        The source compared; vintages of other sources are passed over.

    Returns ------- Revisions ordered by newer edition, older edition, slice and month; in a month the total
    first, then each coded field. Of a field whose codes are mostly the same in both editions every code is
    listed, with None for an edition that lacks it; of a field whose scheme changed, only the codes that
    both editions have. Where tables of the same things are stacked or nested, the largest is compared.
    """
    known = {vintage.id for vintage in before}
    every = {vintage.id: vintage for vintage in (*before, *after) if vintage.source == source.source}
    # The same content read again in another way is no edition of the publisher's.
    latest = {(vintage.sha256, vintage.layout): name for name, vintage in every.items()}
    mine = {name: every[name] for name in every if name in latest.values()}
    new = {vintage.id for vintage in mine.values() if vintage.id not in known}
    pairs = _pairs(list(mine.values()), new)
    if not pairs or (is_table(source) and count_field(source) is None):
        return ()
    wanted: dict[str, set[Part]] = {}
    for older, newer, part in pairs:
        wanted.setdefault(older, set()).add(part)
        wanted.setdefault(newer, set()).add(part)
    newest = max(wanted, key=lambda vintage_id: _age(mine[vintage_id]))
    pick = largest_values(_rows(store_path, newest), source)
    sums = {
        vintage_id: sum_parts(_rows(store_path, vintage_id), source, parts, pick=pick)
        for vintage_id, parts in sorted(wanted.items())
    }
    grouped: dict[tuple[str, str], list[Part]] = {}
    for older, newer, part in pairs:
        grouped.setdefault((newer, older), []).append(part)
    found: list[Revision] = []
    order = sorted(grouped, key=lambda pair: (_age(mine[pair[0]]), _age(mine[pair[1]])))
    for newer, older in order:
        found += _compare(source, sums[older], sums[newer], sorted(grouped[newer, older]), (older, newer))
    return tuple(found)


def _rows(store_path: Path, vintage_id: str) -> Path:
    return store_path / "vintages" / vintage_id / "rows.parquet"


def _age(vintage: Vintage) -> tuple[dt.date, int]:
    return (vintage.data_to or dt.date.min, vintage.sequence)


def _pairs(vintages: list[Vintage], new: set[str]) -> list[tuple[str, str, Part]]:
    """Return (older, newer, part) for neighbours in age of which at least one is new."""
    editions: dict[Part, list[Vintage]] = {}
    for vintage in sorted(vintages, key=_age):
        for part in _parts(vintage):
            editions.setdefault(part, []).append(vintage)
    return [
        (older.id, newer.id, part)
        for part, line in editions.items()
        for older, newer in pairwise(line)
        if older.id in new or newer.id in new
    ]


def _parts(vintage: Vintage) -> Iterable[Part]:
    stubs = [condition for condition in vintage.conditions if condition.trap == "stub-month"]
    for part in vintage.slices:
        for month in part.months:
            if not any(stub.start and stub.end and stub.start <= month <= stub.end for stub in stubs):
                yield (part.key, month)


def _compare(
    source: Source, older: Sums, newer: Sums, parts: list[Part], ids: tuple[str, str]
) -> list[Revision]:
    compared = {field: _codes(older, newer, field) for field in older.fields}
    has = {field: (older.codes(field), newer.codes(field)) for field in older.fields}
    found = []
    for key, month in parts:
        for field, codes in compared.items():
            was, now = older.of((key, month), field), newer.of((key, month), field)
            for code in codes:
                # A code that the edition uses elsewhere and leaves out here counts nothing here.
                old = was.get(code, 0) if code in has[field][0] else None
                new = now.get(code, 0) if code in has[field][1] else None
                if (old or 0) != (new or 0):
                    found.append(Revision(source.source, key, month, field, code, old, new, *ids))
    return found


def _codes(older: Sums, newer: Sums, field: str) -> list[str]:
    """Return the codes of a field that are compared.

    Where most codes are in both editions (groups, or one scheme), all are. Where the scheme changed, only
    those in both: a code that ended and one that began are not a rise and a fall.
    """
    was, now = older.codes(field), newer.codes(field)
    shared = was & now
    return sorted(was | now) if 2 * len(shared) > len(was | now) else sorted(shared)


def write_revisions(revisions: Sequence[Revision], path: Path) -> None:
    """Write revisions as Parquet, one row for each."""
    columns = {
        name: pa.array([getattr(found, name) for found in revisions], type=_SCHEMA.field(name).type)
        for name in _SCHEMA.names
    }
    pq.write_table(pa.table(columns, schema=_SCHEMA), path)


def read_revisions(path: Path) -> tuple[Revision, ...]:
    """Read what `write_revisions` wrote, in the same order."""
    rows = pq.read_table(path, schema=_SCHEMA).to_pylist()
    return tuple(Revision(**{**row, "slice": tuple(row["slice"])}) for row in rows)
