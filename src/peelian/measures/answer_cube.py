"""Answers of a survey summed into weights by area, month, group and part of the sample.

Like a cube this is one pass, written once as Narwhals expressions for every engine. Nothing of it is a row of
a person, and every share, gap and change with its interval is made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
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
from peelian.reference.area import AreaLevel

_NAMED = {"code": "for_each", "stratum": "strata", "unit": "cluster"}
"""Columns, and the key of a measure that names the field of each, if any."""

_SUMS = ("weight", "yes", "weight_weight", "yes_yes")
ANSWER_SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("code", "area", "level", "group", "stratum", "unit")),
        ("month", pa.date32()),
        *((name, pa.int64()) for name in ("asked", "n")),
        *((name, pa.float64()) for name in _SUMS),
    ]
)
"""One row for each code, area, group, stratum, cluster and month: people `asked` at all, people `n` in the
base, and sums over the base of the weight, the weight of yes, and the squares of both."""

_DECIMALS = 9
_MOST = 1e12
_NOBODY = 0.0


def count_answers(
    rows: Any, measures: Sequence[Measure], source: Source, *, force: str
) -> tuple[pa.Table, ...]:
    """Sum the answers that shares of a survey are made of: questions of the same people, in one pass.

    A row is in the base when it meets the conditions of `share of` and an answer was given to every field
    named in `where`; it is a yes when it meets those of `where` too. Rows without a weight above 0 stand for
    nobody and are left out of everything.

    Parameters
    ----------
    rows, source, force
        As for `make_cube`.
    measures
        Measures with `share of`, at least one, that agree in what `counted_alike` looks at.

    Returns
    -------
    tuple of pyarrow.Table
        For each measure one with `ANSWER_SCHEMA`, in no particular order. Rows that name no area, code,
        stratum or cluster have "" there: they are part of the sample. Sums are rounded to nine decimals, so
        that the order in which an engine adds up makes no difference.
    """
    frame = nw.from_native(rows).lazy()
    parts: list[list[pa.Table]] = [[] for _ in measures]
    for levels in alike_levels([*dict.fromkeys(level for each in measures for level in each.areas)], source):
        told = _told(frame, measures, source, levels=levels)
        for level in levels:
            for group, asked in _splits(measures, level).items():
                summed = _summed(told, _keys(measures[0], source, level), group, asked=asked)
                counted = _as_answers(summed, asked, force=force, level=level, group=group)
                for place, table in zip(asked, counted, strict=True):
                    parts[place].append(table)
    return tuple(pa.concat_tables(each) for each in parts)


def counted_alike(measure: Measure) -> Hashable:
    """Return what shares of a survey have in common that can be counted in one pass, as a key.

    Parameters
    ----------
    measure
        A share of a survey.
    """
    return measure.source, measure.when, measure.weight, *(getattr(measure, key) for key in _NAMED.values())


def _splits(measures: Sequence[Measure], level: AreaLevel) -> dict[str | None, list[int]]:
    """Return the groups by which answers are split at a level, None first, and the places of who wants it."""
    found: dict[str | None, list[int]] = {}
    for group in (None, *dict.fromkeys(name for each in measures for name in each.groups)):
        wanted = [
            place
            for place, each in enumerate(measures)
            if level in each.areas
            and (group is None or (group in each.groups and level in (each.groups_at or each.areas)))
        ]
        if wanted:
            found[group] = wanted
    return found


def names_no_answer(condition: Filter, source: Source) -> bool:
    """Say whether a condition names a way of giving no answer, so that its field needs none."""
    meanings = set(source.fields[condition.field].missing.values())
    return bool(meanings & {str(value) for value in condition.named_values()})


def _told(
    frame: nw.LazyFrame[Any], measures: Sequence[Measure], source: Source, *, levels: Sequence[AreaLevel]
) -> nw.LazyFrame[Any]:
    """Return what each row tells at some levels: where it belongs, and the weights to be summed up."""
    measure = measures[0]
    named = {name: field for level in levels for name, field in _keys(measure, source, level).items()}
    groups = dict.fromkeys(name for each in measures for name in each.groups)
    anyone = measure.model_copy(update={"where": (), "where_any": (), "adds": ""})
    # What is needed is chosen before rows are left out: in memory, leaving out copies every column.
    chosen = frame.select(
        cube_month=month_of_row(measure.when or source.period, source),
        cube_w=nw.col(measure.weight).cast(nw.Float64) if measure.weight else nw.lit(1.0),
        cube_known=keep_rows(anyone, source, level=levels[0]),
        **_each(measures, lambda place: _conditions(measures[place], source)),
        **{name: nw.col(field).cast(nw.String) for name, field in named.items()},
        **{f"group_{name}": group_of_row(source, name) for name in groups},
    )
    # Some engines hold "not a number" to be larger than every number.
    weighted = (nw.col("cube_w") > 0, nw.col("cube_w") < _MOST) if measure.weight else ()
    chosen = chosen.filter(nw.col("cube_known"), *weighted)
    # Steps by columns of their own: in one expression, each condition would be looked at again for every sum.
    for step in (_inside, _says, _counts, _squares):
        chosen = chosen.with_columns(**_each(measures, step))
    return chosen


def _each(measures: Sequence[Measure], columns: Callable[[int], Mapping[str, nw.Expr]]) -> dict[str, nw.Expr]:
    """Return columns of every measure, which bear its place."""
    return {
        f"{name}_{place}": made for place in range(len(measures)) for name, made in columns(place).items()
    }


def _inside(place: int) -> dict[str, nw.Expr]:
    both = nw.all_horizontal(f"cube_base_{place}", f"cube_answered_{place}", ignore_nulls=True)
    return {"cube_inside": both}


def _says(place: int) -> dict[str, nw.Expr]:
    yes = nw.col(f"cube_base_{place}") & nw.col(f"cube_also_{place}")
    return {"cube_says": nw.all_horizontal(yes, f"cube_inside_{place}", ignore_nulls=True)}


def _counts(place: int) -> dict[str, nw.Expr]:
    weight, nobody = nw.col("cube_w"), nw.lit(_NOBODY)
    inside = nw.col(f"cube_inside_{place}")
    return {
        "cube_n": inside.cast(nw.Int64),
        "cube_weight": nw.when(inside).then(weight).otherwise(nobody),
        "cube_yes": nw.when(nw.col(f"cube_says_{place}")).then(weight).otherwise(nobody),
    }


def _squares(place: int) -> dict[str, nw.Expr]:
    weight, yes = nw.col(f"cube_weight_{place}"), nw.col(f"cube_yes_{place}")
    return {"cube_weight_weight": weight * weight, "cube_yes_yes": yes * yes}


def _keys(measure: Measure, source: Source, level: str) -> dict[str, str]:
    """Return the columns that rows are grouped by at a level, and their fields, where there is one."""
    named = {f"cube_{name}": getattr(measure, key) for name, key in _NAMED.items()}
    named[f"area_{level}"] = source.areas[level].code
    return {name: field for name, field in named.items() if field}


def _summed(
    told: nw.LazyFrame[Any], keys: Iterable[str], group: str | None, *, asked: Sequence[int]
) -> pa.Table:
    split = [] if group is None else [f"group_{group}"]
    summed = (
        told.group_by("cube_month", *keys, *split)
        .agg(
            nw.len().alias("sum_asked"),
            *(nw.col(f"cube_{name}").sum().alias(f"sum_{name}") for name in _of_each(("n", *_SUMS), asked)),
        )
        .with_columns(*(nw.col(f"sum_{name}").cast(nw.Int64) for name in ("asked", *_of_each("n", asked))))
    )
    return summed.collect().to_arrow()


def _of_each(names: Iterable[str], asked: Sequence[int]) -> list[str]:
    return [f"{name}_{place}" for place in asked for name in names]


def _conditions(measure: Measure, source: Source) -> dict[str, nw.Expr]:
    """Return what decides about a row that is known: whether it meets the base, was answered, says yes."""

    def meets_all(where: Sequence[Filter]) -> nw.Expr:
        return nw.all_horizontal(nw.lit(True), *(meets(each, source) for each in where), ignore_nulls=False)

    asked = {each.field for each in measure.where if not names_no_answer(each, source)}
    answered = [~nw.col(name).is_null() for name in sorted(asked)]
    return {
        "cube_base": meets_all(measure.share_of or ()),
        "cube_answered": nw.all_horizontal(nw.lit(True), *answered, ignore_nulls=True),
        "cube_also": meets_all(measure.where),
    }


def _as_answers(
    table: pa.Table, asked: Sequence[int], *, force: str, level: AreaLevel, group: str | None
) -> Iterator[pa.Table]:
    """Yield the answers to each question, which all were asked of the same people."""
    columns = {name: _texts(table, f"cube_{name}", otherwise="") for name in _NAMED}
    columns["area"] = _texts(table, f"area_{level}", otherwise=force)
    columns["level"] = pa.repeat(level, len(table))
    if group is None:
        columns["group"] = pa.nulls(len(table), pa.string())
    else:
        values = _texts(table, f"group_{group}", otherwise="")
        columns["group"] = pa.compute.binary_join_element_wise(f"{group}=", values, "")
    columns["month"] = table["cube_month"].cast(pa.date32())
    columns["asked"] = table["sum_asked"].cast(pa.int64())
    for place in asked:
        columns["n"] = table[f"sum_n_{place}"].cast(pa.int64())
        for name in _SUMS:
            columns[name] = pa.array(np.round(table[f"sum_{name}_{place}"].to_numpy(), _DECIMALS))
        yield pa.table({name: columns[name] for name in ANSWER_SCHEMA.names}, schema=ANSWER_SCHEMA)


def _texts(table: pa.Table, name: str, *, otherwise: str) -> pa.Array | pa.ChunkedArray:
    """Return a column of texts, "" where there is none; where no field tells it, one text for all rows."""
    if name not in table.column_names:
        return pa.repeat(otherwise, len(table))
    return table[name].cast(pa.string()).fill_null("")
