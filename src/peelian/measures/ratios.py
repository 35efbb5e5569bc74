"""Ratios of two measures: so many of one for each so many of another, in the same place and period."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from scipy import special

from peelian.findings.judgement import JUDGEMENTS, judge_all
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.measures.measure import Measure, RatioOf
from peelian.statistics.rate_ratio import exact_ratio

_PLACE = ("area_code", "period_kind", "period_from", "period_to")
_WORST = ("suppressed", "not comparable", "low reliability", "provisional", "rounded", "shown")
_METHODS = {"month": "ratio.month", "rolling 12 months": "ratio.rolling12"}
_UNTOLD = (
    "judged_among",
    "rank",
    "ranked",
    "rank_previous",
    "usual_centre",
    "usual_lower",
    "usual_upper",
    "signal",
)

_DEVIATE = float(-special.ndtri(0.025))

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


def with_ratios(table: pa.Table, measures: Sequence[Measure]) -> pa.Table:
    """Return findings with those of every measure that is a ratio of two others added.

    A ratio stands wherever both measures have a count of everyone for the same area and period. Where either
    is not measured or the lower one is 0, it is not measured. It carries the caveats, breaks and loads of
    both. Its interval is the exact one for the ratio of two independent counts; its change is that of the
    upper measure over that of the lower one, with the interval by the square-and-add rule on the log scale
    (MOVER: Zou and Donner, Statistics in Medicine 27, 2008), from the intervals of the two changes, and with
    the p value of the normal deviate that the same rule gives, so that it is below five per cent when the
    interval leaves out no change.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`.
    measures
        The recipes; those that are not ratios are passed over.
    """
    made = [_ratio(table, measure, measure.ratio) for measure in measures if measure.ratio is not None]
    return pa.concat_tables([table, *made]) if made else table


def _ratio(table: pa.Table, measure: Measure, ratio: RatioOf) -> pa.Table:
    upper, lower = _side_by_side(_counts(table, ratio.of, measure), _counts(table, ratio.to, measure))
    a, b = _numbers(upper, "value"), _numbers(lower, "value")
    known = ~np.isnan(a) & (np.nan_to_num(b) > 0)
    ends = exact_ratio(np.where(known, a, 1.0), np.where(known, b, 1.0))
    rows = len(upper)
    change = _change(upper, lower, known, each=ratio.each)
    columns: dict[str, Any] = {name: upper[name] for name in FINDINGS_SCHEMA.names}
    columns |= {
        "measure": _words([measure.measure] * rows),
        "title": _words([measure.title] * rows),
        "unit": _words([measure.unit] * rows),
        "kind": _words(["ratio"] * rows),
        "value": _told(ratio.each * ends.ratio, known),
        "lower": _told(ratio.each * ends.lower, known),
        "upper": _told(ratio.each * ends.upper, known),
        "numerator": _told(a, known),
        "denominator": _told(b, known),
        "base": pa.array(np.where(known, b, 0).astype(np.int64), mask=~known),
        **{name: _joined(upper[name], lower[name]) for name in ("caveats", "breaks", "vintages")},
        "synthetic": pc.or_(upper["synthetic"], lower["synthetic"]),
        **{name: pa.nulls(rows, FINDINGS_SCHEMA.field(name).type) for name in _UNTOLD},
        **change,
    }
    columns["state"] = _states(upper, lower, known, columns["judgement"])
    return pa.table({field.name: columns[field.name] for field in FINDINGS_SCHEMA}, schema=FINDINGS_SCHEMA)


def _counts(table: pa.Table, name: str, measure: Measure) -> pa.Table:
    kept = pc.and_(
        pc.and_(_is(table["measure"], [name]), _is(table["kind"], ["count"])),
        pc.and_(pc.is_null(table["group"]), _is(table["area_level"], list(measure.areas))),
    )
    return table.filter(kept).combine_chunks()


def _is(column: pa.ChunkedArray, words: list[str]) -> pa.Array:
    coded = column.combine_chunks()
    wanted = [place for place, word in enumerate(coded.dictionary.to_pylist()) if word in words]
    return pc.is_in(coded.indices, pa.array(wanted, coded.indices.type))


def _side_by_side(upper: pa.Table, lower: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return the rows of two tables that are about the same area and period, in the same order."""
    mine, theirs = (
        [tuple(row.values()) for row in each.select(_PLACE).to_pylist()] for each in (upper, lower)
    )
    places = {key: row for row, key in enumerate(theirs)}
    pairs = [(row, places[key]) for row, key in enumerate(mine) if key in places]
    at = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return upper.take(pa.array(at[:, 0])), lower.take(pa.array(at[:, 1]))


def _change(upper: pa.Table, lower: pa.Table, known: Flags, *, each: int) -> dict[str, Any]:
    """Return the columns that compare with the earlier period."""
    judged = [np.array(side["judgement"].to_pylist(), dtype=object) for side in (upper, lower)]
    before = [_numbers(side, "previous") for side in (upper, lower)]
    told = known & (judged[0] != None) & (judged[1] != None)  # noqa: E711
    forbidden = told & ((judged[0] == "not comparable") | (judged[1] == "not comparable"))
    moved, least, most, p = _mover(upper, lower)
    may = told & ~forbidden & (moved > 0) & np.isfinite(moved)
    compared = may | forbidden
    words = np.array(JUDGEMENTS)[judge_all(least - 1, most - 1, may)]
    earlier = compared & (np.nan_to_num(before[1]) > 0) & ~np.isnan(before[0])
    stems = [_METHODS.get(kind, "ratio.span") for kind in upper["period_kind"].to_pylist()]
    dates = {
        name: pc.if_else(pa.array(compared), upper[name], pa.scalar(None, pa.date32()))
        for name in ("against_from", "against_to")
    }
    return {
        **dates,
        "previous": _told(each * before[0] / np.where(earlier, before[1], 1.0), earlier),
        "change": _told(moved - 1, may),
        "change_lower": _told(least - 1, may),
        "change_upper": _told(most - 1, may & np.isfinite(most)),
        "change_q": _told(p, may),
        "change_unit": _words(["percent" if each else None for each in compared.tolist()]),
        "judgement": _words([str(w) if c else None for w, c in zip(words, compared.tolist(), strict=True)]),
        "method": _words([f"{s}.mover" if m else s for s, m in zip(stems, may.tolist(), strict=True)]),
    }


def _mover(upper: pa.Table, lower: pa.Table) -> tuple[Values, Values, Values, Values]:
    """Return the ratio of the two changes, its interval and its p value."""
    a, b = (1 + _numbers(side, "change") for side in (upper, lower))
    a_least, b_least = (1 + _numbers(side, "change_lower") for side in (upper, lower))
    # The store has no infinite numbers: an end without bound is missing there.
    a_most, b_most = (
        1 + np.nan_to_num(_numbers(side, "change_upper"), nan=np.inf) for side in (upper, lower)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = np.log(a / b)
        down = np.hypot(np.log(a / a_least), np.log(b_most / b))
        up = np.hypot(np.log(a_most / a), np.log(b / b_least))
        # The half of the interval that reaches towards no change decides whether there is one.
        half = np.where(middle > 0, down, up)
        p = np.where(middle == 0, 1.0, 2 * special.ndtr(-_DEVIATE * np.abs(middle) / half))
        return a / b, np.exp(middle - down), np.exp(middle + up), p


def _states(upper: pa.Table, lower: pa.Table, known: Flags, judgement: pa.Array) -> pa.Array:
    rows = zip(
        upper["state"].to_pylist(),
        lower["state"].to_pylist(),
        judgement.to_pylist(),
        known.tolist(),
        strict=True,
    )
    return _words(
        [
            min((one, other, judged if judged == "not comparable" else "shown"), key=_WORST.index)
            if measured
            else "not measured"
            for one, other, judged, measured in rows
        ]
    )


def _joined(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.Array:
    """Return the keys of two lists of each row, each key once, in the words the lists have in common."""
    mine, theirs = one.combine_chunks(), other.combine_chunks()
    words = mine.values.dictionary
    lists = [_numbered(each) for each in (mine, theirs)]
    joined = [tuple(dict.fromkeys((*a, *b))) for a, b in zip(*lists, strict=True)]
    ends = np.cumsum([0, *map(len, joined)])
    indices = pa.array([each for row in joined for each in row], pa.int32())
    keys = pa.DictionaryArray.from_arrays(indices, words)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), keys, type=one.type)


def _numbered(lists: pa.ListArray) -> list[tuple[int, ...]]:
    numbers = lists.values.indices.to_pylist()
    ends = lists.offsets.to_pylist()
    return [tuple(numbers[start:stop]) for start, stop in itertools.pairwise(ends)]


def _numbers(table: pa.Table, name: str) -> Values:
    return np.asarray(table[name].to_numpy(), dtype=np.float64)


def _told(values: Values, where: Flags) -> pa.Array:
    return pa.array(values, pa.float64(), mask=~where)


def _words(texts: Sequence[str | None]) -> pa.Array:
    return pa.array(texts, pa.string()).dictionary_encode()
