"""The arithmetic check: what must hold for every finding, whatever computed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

_TOLERANCE = 1e-9


def check_invariants(table: pa.Table, *, adds_up: Collection[str] = ()) -> tuple[str, ...]:
    """Return what is wrong with a table of findings, in plain sentences; nothing when all holds.

    Checked: every finding has a period and a base; a suppressed or unmeasured value is no number; a count
    is its numerator, a rate or share its numerator over its denominator and a step the difference of its two
    counts; what is called off its course lies outside the band; a change is made to an
    earlier period; a comparison that may not be made shows no change, and none is called a change that chance
    among all judged at once explains; ranks and usual ranges stand only beside values; the counts of boroughs
    are never more than their force's.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`.
    adds_up
        Ids of the measures whose every record belongs to a borough, so that the boroughs must add up
        exactly.
    """
    hidden = pc.is_in(table["state"].cast(pa.string()), pa.array(["suppressed", "not measured"]))
    shown = pc.invert(hidden)
    judged = table["judgement"].cast(pa.string())
    broken = {
        "end before they start": pc.less(table["period_to"], table["period_from"]),
        "have no base": pc.and_(shown, pc.is_null(table["base"])),
        "have no value and are not marked as suppressed or not measured": pc.and_(
            shown, pc.is_null(table["value"])
        ),
        "show a value that is suppressed or not measured": pc.and_(hidden, pc.is_valid(table["value"])),
        "are compared with a period that is not earlier": pc.greater_equal(
            table["against_to"], table["period_to"]
        ),
        "show a change that may not be made": pc.and_(
            pc.equal(judged, "not comparable"), pc.is_valid(table["change"])
        ),
        "have a comparison without an earlier period": pc.and_(
            pc.is_valid(judged), pc.is_null(table["against_from"])
        ),
        "have a rank outside those ranked": pc.or_(
            pc.less(table["rank"], 1), pc.greater(table["rank"], table["ranked"])
        ),
        "are ranked or called unusual without a value": pc.and_(
            hidden, pc.or_(pc.is_valid(table["rank"]), pc.is_valid(table["signal"]))
        ),
        # What chance makes of a concentration is told by a mean and two quantiles, which need not hold it.
        "have a usual range that does not hold its centre": pc.and_(
            pc.not_equal(table["kind"].cast(pa.string()), "concentration"),
            pc.or_(
                pc.less(table["usual_centre"], table["usual_lower"]),
                pc.greater(table["usual_centre"], table["usual_upper"]),
            ),
        ),
        "are called a change though chance alone explains it": pc.and_(
            pc.is_in(judged, pa.array(["rise", "fall"])), pc.greater(table["change_q"], 0.05)
        ),
        "have a count that is not its numerator": pc.and_(
            pc.equal(table["kind"].cast(pa.string()), "count"),
            pc.not_equal(table["value"], table["numerator"]),
        ),
        **_steps_and_courses(table),
    }
    problems = [
        f"{total:,} findings {says}"
        for says, rows in broken.items()
        if (total := pc.sum(pc.fill_null(rows, False)).as_py() or 0)
    ]
    return (*problems, *_quotients(table), *_drill_downs(table, adds_up=adds_up))


def _steps_and_courses(table: pa.Table) -> dict[str, pa.ChunkedArray]:
    kind = table["kind"].cast(pa.string())
    in_band = pc.and_(
        pc.greater_equal(table["numerator"], table["lower"]),
        pc.less_equal(table["numerator"], table["upper"]),
    )
    return {
        "are off their course, or on it, against their own band": pc.and_(
            pc.and_(pc.equal(kind, "course"), pc.is_valid(table["signal"])),
            pc.not_equal(pc.equal(table["signal"].cast(pa.string()), "none"), in_band),
        ),
        "have a step that is not the difference of its two counts": pc.and_(
            pc.and_(pc.equal(kind, "step"), pc.is_null(table["group"])),
            pc.not_equal(table["value"], pc.subtract(table["numerator"], table["denominator"])),
        ),
    }


def _numbers(column: pa.ChunkedArray) -> NDArray[np.float64]:
    return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)


def _quotients(table: pa.Table) -> list[str]:
    """Check value x denominator / numerator: one number (1, 100 or 1,000) for each kind of a measure."""
    parts = table.filter(
        pc.and_(
            pc.not_equal(table["kind"].cast(pa.string()), "step"),
            pc.and_(pc.is_valid(table["denominator"]), pc.is_valid(table["value"])),
        )
    )
    value, above, below = (_numbers(parts[name]) for name in ("value", "numerator", "denominator"))
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(above > 0, value * below / above, np.nan)
    problems = []
    zero = (above == 0) & (value != 0)
    if zero.any():
        problems.append(f"{zero.sum():,} findings are above 0 with nothing counted")
    measure, kind = (_encoded(parts[name]) for name in ("measure", "kind"))
    kinds = kind.dictionary.to_pylist()
    place = measure.indices.to_numpy(zero_copy_only=False).astype(np.int64) * len(kinds)
    place += kind.indices.to_numpy(zero_copy_only=False)
    for number in np.unique(place):
        found = scale[(place == number) & ~np.isnan(scale)]
        if found.size and found.max() - found.min() > _TOLERANCE * found.max():
            name = measure.dictionary[int(number) // len(kinds)].as_py()
            problems.append(
                f"'{name}' ({kinds[int(number) % len(kinds)]}) is not always its numerator over its "
                "denominator times one number"
            )
    return problems


def _encoded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    whole = column.combine_chunks()
    return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()


def _drill_downs(table: pa.Table, *, adds_up: Collection[str]) -> list[str]:
    counts = table.filter(
        pc.and_(
            pc.equal(table["kind"].cast(pa.string()), "count"),
            pc.equal(table["period_kind"].cast(pa.string()), "month"),
        )
    ).select(["measure", "group", "period_from", "area_level", "value"])
    keys = ["measure", "group", "period_from"]
    totals = {}
    for level in ("force", "borough"):
        rows = counts.filter(pc.equal(counts["area_level"].cast(pa.string()), level))
        rows = pa.table([rows[name].cast(t) for name, t in _PLAIN], names=[name for name, _ in _PLAIN])
        summed = rows.group_by(keys, use_threads=False).aggregate([("value", "sum"), ("value", "count")])
        columns = (summed[name].to_pylist() for name in (*keys, "value_sum", "value_count"))
        totals[level] = {(m, g, d): value for m, g, d, value, n in zip(*columns, strict=True) if n}
    problems: dict[str, list[dt.date]] = {}
    for key, value in totals["force"].items():
        below = totals["borough"].get(key)
        if below is not None and (below > value or (key[0] in adds_up and below != value)):
            problems.setdefault(key[0], []).append(key[2])
    return [
        f"'{name}': the boroughs do not add up to the force in {len(months)} months, first {min(months)}"
        for name, months in problems.items()
    ]


_PLAIN = (
    ("measure", pa.string()),
    ("group", pa.string()),
    ("period_from", pa.date32()),
    ("value", pa.float64()),
)
