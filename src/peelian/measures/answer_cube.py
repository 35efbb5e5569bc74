"""Answers of a survey summed into weights by area, month, group and part of the sample.

Like a cube this is one pass, written once as Narwhals expressions for every engine. Nothing of it is a row of
a person, and every share, gap and change with its interval is made from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw
import numpy as np
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.measures.alike_levels import alike_levels
from peelian.measures.filters import keep_rows
from peelian.measures.measure import Filter, Measure
from peelian.measures.row_conditions import meets
from peelian.measures.row_keys import group_of_row, month_of_row

_NAMED = {"code": "for_each", "stratum": "strata", "unit": "cluster"}
"""Columns, and the key of a measure that names the field of each, if any."""

_COUNTS = ("asked", "n")
_SUMS = ("weight", "yes", "weight_weight", "yes_yes")
ANSWER_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("code", "area", "level", "group", "stratum", "unit")),
        ("month", pa.date32()),
        *((name, pa.int64()) for name in _COUNTS),
        *((name, pa.float64()) for name in _SUMS),
    ]
)
"""One row for each code, area, group, stratum, cluster and month: people `asked` at all, people `n` in the
base, and sums over the base of the weight, the weight of yes, and the squares of both."""

_DECIMALS = 9
_MOST = 1e12
_NOBODY = 0.0


def count_answers(rows: Any, measure: Measure, source: Source, *, force: str) -> pa.Table:
    """Sum the answers that a share of a survey is made of.

    A row is in the base when it meets the conditions of `share of` and an answer was given to every field
    named in `where`; it is a yes when it meets those of `where` too. Rows without a weight above 0 stand for
    nobody and are left out of everything.

    Parameters
    ----------
    rows, measure, source, force
        As for `make_cube`; the measure has `share of`.

    Returns
    -------
    pyarrow.Table
        With `ANSWER_SCHEMA`, in no particular order. Rows that name no area, code, stratum or cluster have ""
        there: they are part of the sample. Sums are rounded to nine decimals, so that the order in which an
        engine adds up makes no difference.
    """
    frame = nw.from_native(rows).lazy()
    parts = []
    for levels in alike_levels(measure.areas, source):
        told = _told(frame, measure, source, levels=levels)
        for level in levels:
            split = measure.groups if level in (measure.groups_at or measure.areas) else ()
            keys = _keys(measure, source, level)
            parts += [
                _as_answers(_summed(told, keys, group), force=force, level=level, group=group)
                for group in (None, *split)
            ]
    return pa.concat_tables(parts)


def names_no_answer(condition: Filter, source: Source) -> bool:
    """Say whether a condition names a way of giving no answer, so that its field needs none."""
    meanings = set(source.fields[condition.field].missing.values())
    return bool(meanings & {str(value) for value in condition.named_values()})


def _told(
    frame: nw.LazyFrame[Any], measure: Measure, source: Source, *, levels: Sequence[str]
) -> nw.LazyFrame[Any]:
    """Return what each row tells at some levels: where it belongs, and the weights to be summed up."""
    named = {name: field for level in levels for name, field in _keys(measure, source, level).items()}
    # What is needed is chosen before rows are left out: in memory, leaving out copies every column.
    chosen = frame.select(
        cube_month=month_of_row(measure.when or source.period, source),
        cube_w=nw.col(measure.weight).cast(nw.Float64) if measure.weight else nw.lit(1.0),
        **_conditions(measure, source, levels[0]),
        **{name: nw.col(field).cast(nw.String) for name, field in named.items()},
        **{f"group_{name}": group_of_row(source, name) for name in measure.groups},
    )
    # Some engines hold "not a number" to be larger than every number.
    weighted = (nw.col("cube_w") > 0, nw.col("cube_w") < _MOST) if measure.weight else ()
    chosen = chosen.filter(nw.col("cube_known"), *weighted)
    # Steps by columns of their own: in one expression, each condition would be looked at again for every sum.
    inside = nw.all_horizontal("cube_base", "cube_answered", ignore_nulls=True)
    says = nw.all_horizontal(nw.col("cube_base") & nw.col("cube_also"), "cube_inside", ignore_nulls=True)
    return (
        chosen.with_columns(cube_inside=inside)
        .with_columns(cube_says=says)
        .with_columns(
            cube_n=nw.col("cube_inside").cast(nw.Int64),
            cube_weight=nw.when(nw.col("cube_inside")).then(nw.col("cube_w")).otherwise(nw.lit(_NOBODY)),
            cube_yes=nw.when(nw.col("cube_says")).then(nw.col("cube_w")).otherwise(nw.lit(_NOBODY)),
        )
        .with_columns(
            cube_weight_weight=nw.col("cube_weight") * nw.col("cube_weight"),
            cube_yes_yes=nw.col("cube_yes") * nw.col("cube_yes"),
        )
    )


def _keys(measure: Measure, source: Source, level: str) -> dict[str, str]:
    """Return the columns that rows are grouped by at a level, and their fields, where there is one."""
    named = {f"cube_{name}": getattr(measure, key) for name, key in _NAMED.items()}
    named[f"area_{level}"] = source.areas[level].code
    return {name: field for name, field in named.items() if field}


def _summed(told: nw.LazyFrame[Any], keys: Iterable[str], group: str | None) -> pa.Table:
    split = [] if group is None else [f"group_{group}"]
    summed = (
        told.group_by("cube_month", *keys, *split)
        .agg(
            nw.len().alias("sum_asked"),
            nw.col("cube_n").sum().alias("sum_n"),
            *(nw.col(f"cube_{name}").sum().alias(f"sum_{name}") for name in _SUMS),
        )
        .with_columns(*(nw.col(f"sum_{name}").cast(nw.Int64) for name in _COUNTS))
    )
    return summed.collect().to_arrow()


def _conditions(measure: Measure, source: Source, level: str) -> dict[str, nw.Expr]:
    """Return what decides about a row: whether it is known, meets the base, was answered, and says yes."""

    def meets_all(where: Sequence[Filter]) -> nw.Expr:
        return nw.all_horizontal(nw.lit(True), *(meets(each, source) for each in where), ignore_nulls=False)

    anyone = measure.model_copy(update={"where": (), "where_any": (), "adds": ""})
    asked = {each.field for each in measure.where if not names_no_answer(each, source)}
    answered = [~nw.col(name).is_null() for name in sorted(asked)]
    return {
        "cube_known": keep_rows(anyone, source, level=level),
        "cube_base": meets_all(measure.share_of or ()),
        "cube_answered": nw.all_horizontal(nw.lit(True), *answered, ignore_nulls=True),
        "cube_also": meets_all(measure.where),
    }


def _as_answers(table: pa.Table, *, force: str, level: str, group: str | None) -> pa.Table:
    columns = {name: _texts(table, f"cube_{name}", otherwise="") for name in _NAMED}
    columns["area"] = _texts(table, f"area_{level}", otherwise=force)
    columns["level"] = pa.repeat(level, len(table))
    if group is None:
        columns["group"] = pa.nulls(len(table), pa.string())
    else:
        values = _texts(table, f"group_{group}", otherwise="")
        columns["group"] = pa.compute.binary_join_element_wise(f"{group}=", values, "")
    columns["month"] = table["cube_month"].cast(pa.date32())
    columns |= {name: table[f"sum_{name}"].cast(pa.int64()) for name in _COUNTS}
    columns |= {name: pa.array(np.round(table[f"sum_{name}"].to_numpy(), _DECIMALS)) for name in _SUMS}
    return pa.table({name: columns[name] for name in ANSWER_SCHEMA.names}, schema=ANSWER_SCHEMA)


def _texts(table: pa.Table, name: str, *, otherwise: str) -> pa.Array | pa.ChunkedArray:
    """Return a column of texts, "" where there is none; where no field tells it, one text for all rows."""
    if name not in table.column_names:
        return pa.repeat(otherwise, len(table))
    return table[name].cast(pa.string()).fill_null("")
