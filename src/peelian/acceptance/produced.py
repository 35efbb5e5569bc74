"""What findings give for a printed figure."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from peelian.acceptance.near_misses import why_not_found
from peelian.acceptance.printed import Place, Printed

_COLUMNS = (
    *("value", "lower", "upper", "numerator", "denominator", "base", "change", "rank", "judgement"),
    "synthetic",
)
_SUMMED = ("numerator", "denominator", "base")

COLUMNS_READ = (
    *("measure", "kind", "period_kind", "period_to", "group", "area_name", "area_code", "area_level"),
    *_COLUMNS,
)
"""Columns of findings that are looked at to read a figure, or to say why there is none."""


@dataclass(frozen=True, slots=True)
class Produced:
    """A number found for a printed figure.

    Parameters
    ----------
    number
        The number, in the unit of the document; None when no finding gives it.
    base
        What it rests on in words ("18 of 67"), or "".
    missing
        Why there is no number, or "".
    synthetic
        Whether it rests on made-up rows.
    """

    number: float | None
    base: str = ""
    missing: str = ""
    synthetic: bool = False


def produce(printed: Printed, table: pa.Table, *, measures: Sequence[str] = ()) -> Produced:
    """Read a figure from findings.

    Parameters
    ----------
    printed
        What is to be read; it must say where (`of`).
    table
        With `FINDINGS_SCHEMA`, or of it at least `COLUMNS_READ`.
    measures
        Ids of all measures there are findings of, among which a wrong id is sought; left out, those of the
        table.
    """
    if printed.of is None:
        return Produced(None, missing=printed.because)
    rows = _rows(printed.of, table)
    ends = printed.of.ends
    if not rows or (printed.of.where is None and len(rows) < len(ends)):
        return Produced(None, missing=why_not_found(printed.of, table, measures=measures))
    if printed.of.where is not None:
        return _areas(printed.of, rows)
    if len(rows) > len(ends):
        found = f"{len(rows)} findings instead of {len(ends)}"
        return Produced(None, missing=f"{found} of {printed.of.measure} to {ends[-1].isoformat()}")
    row = rows[0] if len(rows) == 1 else _added(rows)
    number = row[printed.read]
    made_up = any(each["synthetic"] for each in rows)
    if number is None:
        return Produced(
            None, missing=f"{printed.of.measure} to {ends[-1].isoformat()} tells no {printed.read}"
        )
    return Produced(number * (100 if printed.scale == "percent" else 1), base=_base(row), synthetic=made_up)


def _rows(place: Place, table: pa.Table) -> list[dict[str, Any]]:
    asked = [pc.equal(table["measure"], place.measure), pc.equal(table["kind"], place.kind)]
    asked.append(pc.equal(table["period_kind"], place.window))
    asked.append(pc.is_in(table["period_to"], pa.array(place.ends, table["period_to"].type)))
    group = table["group"].cast(pa.string())
    groups = (place.group,) if isinstance(place.group, str) else place.group
    # Of nobody in particular: with groups named, those without one are never among them.
    asked.append(pc.is_null(group) if groups is None else pc.is_in(group, pa.array(groups, pa.string())))
    if place.area:
        asked.append(pc.or_(*(pc.equal(table[name], place.area) for name in ("area_name", "area_code"))))
    else:
        asked.append(pc.equal(table["area_level"], place.level or "force"))
    kept = table.select(_COLUMNS).filter(functools.reduce(pc.and_, asked))
    found: list[dict[str, Any]] = kept.to_pylist()
    return found


def _added(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Add up counts and bases of periods that do not overlap; a share is worked out anew from the sums."""
    whole: dict[str, Any] = dict.fromkeys(_COLUMNS)
    for name in _SUMMED:
        parts = [row[name] for row in rows]
        whole[name] = None if None in parts else sum(parts)
    if whole["numerator"] is not None:
        whole["value"] = (
            whole["numerator"] / whole["denominator"] if whole["denominator"] else whole["numerator"]
        )
    return whole


def _areas(place: Place, rows: list[dict[str, Any]]) -> Produced:
    rises = place.where in ("rises", "rises clearly")
    if place.where in ("rises clearly", "falls clearly"):
        met = [row for row in rows if row["judgement"] == ("rise" if rises else "fall")]
    else:
        told = [row for row in rows if row["change"] is not None]
        met = [row for row in told if (row["change"] > 0 if rises else row["change"] < 0)]
    return Produced(
        float(len(met)), base=f"{len(met)} of {len(rows)}", synthetic=any(row["synthetic"] for row in rows)
    )


def _base(row: dict[str, Any]) -> str:
    above, below = row["numerator"], row["denominator"]
    if above is not None and below is not None:
        return f"{above:,.0f} of {below:,.0f}"
    return "" if row["base"] is None else f"base {row['base']:,.0f}"
