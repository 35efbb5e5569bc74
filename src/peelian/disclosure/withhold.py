"""Withholding: writing into a table of findings what was decided about its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from peelian.disclosure.columns import numbers, texts
from peelian.disclosure.equations import Flags, Places, Values
from peelian.disclosure.hiding import REASONS
from peelian.disclosure.rows import Rows
from peelian.disclosure.telling import tell_bases
from peelian.statistics.rate_interval import count_interval

_COMPARISON = (
    "against_from",
    "against_to",
    "previous",
    "change",
    "change_lower",
    "change_upper",
    "change_unit",
    "judgement",
    "change_q",
)
_RANK = ("rank", "ranked", "change_q")
_USUAL = ("usual_centre", "usual_lower", "usual_upper", "signal")
_NUMBER = ("value", "lower", "upper", "numerator", "denominator", "base", "base_effective")
_TELLING = (".exact_poisson", ".quasi_poisson")

DECISIONS_SCHEMA = pa.schema(
    [
        pa.field("measure", pa.string(), nullable=False),
        pa.field("area_level", pa.string(), nullable=False),
        pa.field("area_code", pa.string(), nullable=False),
        pa.field("group", pa.string()),
        pa.field("period_from", pa.date32(), nullable=False),
        pa.field("period_to", pa.date32(), nullable=False),
        pa.field("period_kind", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("state", pa.string(), nullable=False),
        pa.field("why", pa.string(), nullable=False),
    ]
)
"""A row for each finding that was hidden or rounded, and why."""


@dataclass(frozen=True, slots=True)
class Held:
    """True counts behind what was hidden or rounded; for the register of releases alone.

    Parameters
    ----------
    rows
        Rows of the table of findings, shape (n,).
    above, below
        True count or numerator, and true denominator; not a number where there is none, shape (n,).
    at_least, at_most
        What a rounded count may stand for; not a number for hidden ones, shape (n,).
    """

    rows: Places
    above: Values
    below: Values
    at_least: Values
    at_most: Values

    @classmethod
    def of_none(cls) -> Held:
        """Return what is held when nothing was hidden."""
        nothing = np.zeros(0)
        return cls(np.zeros(0, dtype=np.int64), nothing, nothing, nothing, nothing)


@dataclass(frozen=True, slots=True)
class Withholding:
    """A table with its hidden findings withheld, why, and what is held back.

    Parameters
    ----------
    table, decisions, held
        As for `Protected`.
    """

    table: pa.Table
    decisions: pa.Table
    held: Held


def withhold(table: pa.Table, places: Places, rows: Rows) -> Withholding:
    """Write what was decided into a new table.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`.
    places
        The rows that were decided about, shape (n,).
    rows
        What was decided about each.
    """
    size = len(table)
    lost = _spread(size, places, rows.suppressed)
    rounded = ~np.isnan(rows.above) | ~np.isnan(rows.below)
    changed = rows.suppressed | rounded
    at = places[changed]
    made = (
        _rounded(table, places[rounded], rows.above[rounded], rows.below[rounded]) if rounded.any() else table
    )
    for names, flags in (
        (_NUMBER, rows.suppressed),
        (_COMPARISON, rows.no_comparison),
        (_RANK, rows.no_rank),
        (("rank_previous",), rows.no_rank_previous),
        (_USUAL, rows.no_usual),
    ):
        gone = _spread(size, places, flags)
        if gone.any():
            for name in names:
                made = _replace(made, name, _without(made[name], gone))
    no_comparison = _spread(size, places, rows.no_comparison)
    if no_comparison.any():
        zero = np.where(no_comparison, 0, made["judged_among"].fill_null(0).to_numpy()).astype(np.int32)
        made = _replace(made, "judged_among", pa.array(zero))
        made = _replace(made, "method", _plain_methods(made["method"], no_comparison))
    state = texts(table, "state") if changed.any() else np.zeros(0, dtype=object)
    if changed.any():
        # A quotient that is not measured beside hidden counts would tell that its lower one is 0.
        quotient = tell_bases(table) | (texts(table, "kind") == "ratio")
        state[lost & ((state != "not measured") | quotient)] = "suppressed"
        gently = _spread(size, places, rounded)
        state[gently & (state == "shown")] = "rounded"
        made = _replace(made, "state", pa.array(state, pa.string()).dictionary_encode())
    held = Held(
        at,
        numbers(table, "numerator")[at],
        np.where(tell_bases(table)[at], numbers(table, "denominator")[at], np.nan),
        rows.at_least[changed],
        rows.at_most[changed],
    )
    return Withholding(made, _decisions(made, at, rows.why[changed]), held)


def _rounded(table: pa.Table, at: Places, above: Values, below: Values) -> pa.Table:
    """Put rounded counts in the place of true ones, and make rates, shares and their intervals again."""
    kind, quotient_of = texts(table, "kind")[at], tell_bases(table)[at]
    value, top, under = (numbers(table, name) for name in ("value", "numerator", "denominator"))
    lower, upper, base = (numbers(table, name) for name in ("lower", "upper", "base"))
    told = ~np.isnan(value[at])
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(top[at] > 0, value[at] * under[at] / top[at], 0.0)
        new_under = np.where(quotient_of, below, under[at])
        quotient = np.where(new_under > 0, above * scale / new_under, np.nan)
        ends = count_interval(np.nan_to_num(above))
        per = scale / new_under
    new_value = np.where(kind == "count", above, quotient)
    top[at], under[at], value[at] = above, new_under, np.where(told, new_value, np.nan)
    daily = (kind == "mean") & ~quotient_of
    rate = (kind == "rate") | daily
    # The interval of a share was made from its true counts, and would give them away.
    lower[at] = np.where(rate & told, ends.lower * per, np.nan)
    upper[at] = np.where(rate & told, ends.upper * per, np.nan)
    base[at] = np.select([(kind == "count") | daily, quotient_of], [above, new_under], default=base[at])
    for name, column in (
        ("value", value),
        ("numerator", top),
        ("denominator", under),
        ("lower", lower),
        ("upper", upper),
    ):
        table = _replace(table, name, pa.array(column, pa.float64(), from_pandas=True))
    whole = pa.array(np.nan_to_num(base).astype(np.int64), mask=np.isnan(base))
    table = _replace(table, "base", whole)
    gone = np.zeros(len(table), dtype=np.bool_)
    gone[at] = True
    return _replace(table, "base_effective", _without(table["base_effective"], gone))


def _spread(size: int, places: Places, flags: Flags) -> Flags:
    whole = np.zeros(size, dtype=np.bool_)
    whole[places[flags]] = True
    return whole


def _without(column: pa.ChunkedArray, gone: Flags) -> pa.Array:
    """Return a column with null where `gone`."""
    whole = column.combine_chunks()
    null = ~np.asarray(whole.is_valid().to_numpy(zero_copy_only=False)) | gone
    if pa.types.is_dictionary(whole.type):
        codes = whole.indices.fill_null(0).to_numpy(zero_copy_only=False)
        return pa.DictionaryArray.from_arrays(pa.array(codes, pa.int32(), mask=null), whole.dictionary)
    if pa.types.is_date(whole.type):
        return pa.array(whole.cast(pa.int32()).fill_null(0).to_numpy(), mask=null).cast(whole.type)
    plain = whole.fill_null(0).to_numpy(zero_copy_only=False)
    return pa.array(plain, whole.type, mask=null)


def _plain_methods(column: pa.ChunkedArray, which: Flags) -> pa.Array:
    """Leave out how a comparison was made: that the exact interval was used tells that a count is small."""
    whole = column.combine_chunks().dictionary_encode() if not _is_coded(column) else column.combine_chunks()
    words = list(whole.dictionary.to_pylist())
    codes = whole.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    for code, word in enumerate(tuple(words)):
        ending = next((end for end in _TELLING if word.endswith(end)), None)
        if ending is not None:
            stem = word.removesuffix(ending)
            if stem not in words:
                words.append(stem)
            codes = np.where(which & (codes == code), words.index(stem), codes)
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32)), pa.array(words, pa.string()))


def _is_coded(column: pa.ChunkedArray) -> bool:
    return bool(pa.types.is_dictionary(column.type))


def _replace(table: pa.Table, name: str, column: Any) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(place), column.cast(table.schema.field(place).type))


def _decisions(table: pa.Table, at: Places, why: Places) -> pa.Table:
    part = table.take(pa.array(at))
    names = [name for name in DECISIONS_SCHEMA.names if name != "why"]
    columns = [part[name].cast(DECISIONS_SCHEMA.field(name).type) for name in names]
    reasons = pa.array([REASONS[number] for number in why.tolist()], pa.string())
    return pa.table([*columns, reasons], schema=DECISIONS_SCHEMA)
