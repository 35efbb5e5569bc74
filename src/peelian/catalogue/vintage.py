"""Vintages: one immutable load of one file, and what was noticed about it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

LoadStatus = Literal["loaded", "already loaded", "refused", "left alone"]


@dataclass(frozen=True, slots=True)
class Condition:
    """Something about a load that a reader of its numbers should know, detected from the rows themselves.

    Parameters
    ----------
    trap
        Short id: "stub-month", "partial-month", "double-load", "mixed-lsoa-editions", "exact-repeats",
        "missing-zero-rows", "nested-sub-types", "stacked-sheets", "encoding", "repeated-id",
        "area-completeness", "moved-kind", ...
    says
        One or two plain sentences with the numbers found.
    fields
        Fields of the source that it touches; empty means the whole source.
    start, end
        Inclusive dates that it touches, or None for all.
    severity
        "note", "warn" or "block", as for a caveat.
    areas
        Codes of the areas that it touches; empty means all.
    """

    trap: str
    says: str
    fields: tuple[str, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    severity: Literal["note", "warn", "block"] = "note"
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a source that a vintage speaks for: values of the source's slicing fields, and months.

    A later edition replaces an earlier one slice by slice: same `key`, same month.
    """

    key: tuple[str, ...]
    months: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Vintage:
    """One immutable load of one file.

    Parameters
    ----------
    id
        First 16 hexadecimal digits of the SHA-256 of the uncompressed content, the layout, how it was read
        and the member.
    source, layout, provider
        What it was read as.
    file
        Name of the file as given (member inside an archive after "!").
    sha256, size
        Hash and length in bytes of the uncompressed content.
    records, accepted, quarantined
        Physical records; accepted + quarantined = records, always.
    rows
        Rows of the source made from the accepted records (a wide record makes several).
    loaded_at, sequence
        When it was published (UTC) and its running number in this store.
    data_from, data_to
        First and last month it speaks of, or None for a source without time.
    slices
        What it speaks for.
    conditions
        What was noticed.
    synthetic
        True when the rows were generated.
    reading
        Fingerprint of the layout, crosswalks and code lists it was read by.
    """

    id: str
    source: str
    layout: str
    provider: str
    file: str
    sha256: str
    size: int
    records: int
    accepted: int
    quarantined: int
    rows: int
    loaded_at: dt.datetime
    sequence: int
    data_from: dt.date | None
    data_to: dt.date | None
    slices: tuple[Slice, ...]
    conditions: tuple[Condition, ...] = ()
    synthetic: bool = False
    reading: str = ""


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What became of one file offered to `load`: the line of the per-file table and of its JSON form."""

    path: str
    provider: str | None
    layout: str | None
    records: int
    accepted: int
    quarantined: int
    vintage: str | None
    status: LoadStatus
    reason: str = ""
    conditions: tuple[Condition, ...] = ()
    quarantine: str | None = None
    problem: dict[str, str | int] | None = None
