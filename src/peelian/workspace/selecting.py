"""Selecting findings of the last build, as a person asks for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from peelian.errors import NotFound
from peelian.findings.store import read_findings

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    """Say whether a text is a month as a person writes it here, such as "2024-01"."""
    return _MONTH.fullmatch(text) is not None


def select_findings(
    folder: Path,
    *,
    measures: Sequence[str] | None = None,
    areas: Sequence[str] | None = None,
    group: str | None = None,
    period: str | None = None,
    period_kind: str | None = None,
) -> pa.Table:
    """Return the findings that match; see `Workspace.findings` for the parameters.

    Raises
    ------
    NotFound
        If nothing was built, or a measure, kind of period, area, group or period is not in the findings that
        the ones before it leave.
    """
    table = read_findings(folder, measures=measures)
    for name in measures or ():
        if not len(table) or not pc.any(pc.equal(table["measure"], name)).as_py():
            raise _absent("measure", name, sorted(pc.unique(read_findings(folder)["measure"]).to_pylist()))
    if period_kind is not None:
        kinds = sorted(pc.unique(table["period_kind"]).to_pylist())
        if period_kind not in kinds:
            raise _absent("kind", period_kind, kinds)
        table = table.filter(pc.equal(table["period_kind"], period_kind))
    if areas:
        codes = _codes_of(table, areas)
        table = table.filter(pc.is_in(table["area_code"], pa.array(codes)))
    if group is not None:
        table = _in_group(table, group)
    return table if period is None else _in_period(table, period)


def _codes_of(table: pa.Table, wanted: Sequence[str]) -> list[str]:
    pairs = table.select(["area_code", "area_name"]).group_by(["area_code", "area_name"]).aggregate([])
    names: dict[str, list[str]] = {}
    for code, name in zip(pairs["area_code"].to_pylist(), pairs["area_name"].to_pylist(), strict=True):
        names.setdefault(str(code).casefold(), []).append(code)
        names.setdefault(str(name).casefold(), []).append(code)
    for name in wanted:
        if name.casefold() not in names:
            raise _absent("area", name, sorted(set(pairs["area_name"].to_pylist())))
    return [code for name in wanted for code in names[name.casefold()]]


def _absent(what: str, name: str, present: Sequence[str]) -> NotFound:
    shown = ", ".join(present[:12]) + (f" and {len(present) - 12} more" if len(present) > 12 else "")
    return NotFound(
        f"{what} '{name}'",
        found="no finding about it",
        accepted=shown or "nothing: there are no findings",
        next_step=f"name one of these, or load data that this {what} needs and build again",
    )


def _in_group(table: pa.Table, group: str) -> pa.Table:
    if group == "none":
        return table.filter(pc.is_null(table["group"]))
    named = table["group"].cast(pa.string())
    wanted = pc.equal(named, group) if "=" in group else pc.starts_with(named, f"{group}=")
    found = table.filter(pc.fill_null(wanted, False))
    if not len(found):
        present = sorted(name for name in pc.unique(named).to_pylist() if name)
        field = group.partition("=")[0]
        near = [name for name in present if name.startswith(f"{field}=")]
        fields = list(dict.fromkeys(name.partition("=")[0] for name in present))
        raise _absent("group", group, ["none", *(near or fields)])
    return found


def _in_period(table: pa.Table, period: str) -> pa.Table:
    if period == "latest":
        keys = ["measure", "kind", "area_level", "period_kind"]
        last = table.group_by(keys).aggregate([("period_to", "max")])
        joined = table.append_column("row", pa.array(range(len(table)))).select([*keys, "period_to", "row"])
        kept = joined.join(last, keys=keys, join_type="inner")
        kept = kept.filter(pc.equal(kept["period_to"], kept["period_to_max"]))
        return table.take(pc.take(kept["row"], pc.sort_indices(kept["row"])))
    first, _, last_month = period.partition("..")
    last_month = last_month or first
    months = pc.strftime(table["period_to"], format="%Y-%m")
    ways = "'latest', a month such as 2024-01, or two joined by '..', the earlier first"
    if not (is_month(first) and is_month(last_month) and first <= last_month):
        wrong = next((month for month in (first, last_month) if not is_month(month)), period)
        raise NotFound(
            f"period '{period}'",
            found=f"'{wrong}'",
            accepted=f"{ways}; {_reach(months)}",
            next_step="write the period in one of these ways",
        )
    found = table.filter(pc.and_(pc.greater_equal(months, first), pc.less_equal(months, last_month)))
    if not len(found):
        raise NotFound(
            f"period '{period}'",
            found="no finding about it",
            accepted=f"{ways}; {_reach(months)}",
            next_step="name months that the findings reach, or load data of this period and build again",
        )
    return found


def _reach(months: pa.ChunkedArray) -> str:
    ends = pc.min_max(months).as_py()
    if ends["min"] is None:
        return "there are no findings"
    return f"findings end in months from {ends['min']} to {ends['max']}"
