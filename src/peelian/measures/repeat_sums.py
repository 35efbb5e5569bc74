"""Sums of repeats by month, and of how the crimes of one person in two months go together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
import pyarrow as pa

from peelian.measures.windows import YEAR

Frame: TypeAlias = nw.LazyFrame[Any]

FARTHEST = 2 * YEAR - 1
"""Months between two months that may lie in two neighbouring years."""

REPEAT_SCHEMA = pa.schema(
    [
        ("view", pa.string()),
        ("level", pa.string()),
        ("area", pa.string()),
        ("group", pa.string()),
        ("month", pa.date32()),
        ("what", pa.string()),
        ("lag", pa.int64()),
        ("n", pa.int64()),
    ]
)
"""One row for each sum of an area, group and month.

`what` is "records" and "unknown" (records, and those without person or day); "crimes" and "repeats";
"persons" and "repeaters" (persons with a crime, and with a repeat, in the month, of whom `lag` says how many
months it is to their next one, 12 for 12 or more or none); "nn", "ny", "yn" and "yy" (products of the numbers
of one person in this month, named first, and in the month that is `lag` months earlier, added up over
persons, n for crimes and y for repeats).
"""

_KEYS = ("way", "area", "value", "at")
_PERSON = ("way", "person", "area", "value")


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which persons are summed.

    Parameters
    ----------
    view, level
        Name of the way of counting repeats, and the level of area.
    field
        Field by whose values persons are summed, "" for everyone.
    """

    view: str
    level: str
    field: str


def sum_months(months: Frame, ways: Sequence[Way]) -> pa.Table:
    """Return what is summed within a month, and the persons by how long it is to their next month.

    Parameters
    ----------
    months
        One row for each way, person, area, group value and month number `at`: `n` crimes, `y` of them
        repeats.
    ways
        The ways, which the column `way` tells by their places.
    """
    gap = nw.col("at").shift(-1).over(*_PERSON, order_by="at") - nw.col("at")
    frame = months.with_columns(gap=gap)
    n, y = nw.col("n"), nw.col("y")
    summed = (
        frame.with_columns(gap=_capped("gap"), nn=n * n, ny=n * y, yy=y * y)
        .group_by(*_KEYS, "gap")
        .agg(persons=nw.len().cast(nw.Int64), **_sums("n", "y", "nn", "ny", "yy"))
        .collect()
        .to_arrow()
    )
    repeaters = (
        months.filter(nw.col("y") > 0)
        .with_columns(gap=gap)
        .with_columns(gap=_capped("gap"))
        .group_by(*_KEYS, "gap")
        .agg(repeaters=nw.len().cast(nw.Int64))
        .collect()
        .to_arrow()
    )
    parts = [
        _laid_out(summed, ways, what="persons", column="persons", lag="gap"),
        _laid_out(repeaters, ways, what="repeaters", column="repeaters", lag="gap"),
    ]
    for what, column in (("crimes", "n"), ("repeats", "y"), ("nn", "nn"), ("yn", "ny"), ("yy", "yy")):
        parts.append(_laid_out(summed, ways, what=what, column=column))
    # Within one month the two products are the same.
    parts.append(_laid_out(summed, ways, what="ny", column="ny"))
    return pa.concat_tables(parts)


def sum_pairs(months: Frame, ways: Sequence[Way]) -> pa.Table:
    """Return the products of the numbers of one person in two months, by how far these lie apart.

    Parameters
    ----------
    months, ways
        As for `sum_months`.
    """
    # Most persons appear in one month alone, and need no partner looked for.
    several = months.with_columns(held=nw.col("at").count().over(*_PERSON)).filter(nw.col("held") > 1)
    several = several.select(*_PERSON, "at", "n", "y")
    before = several.rename({"at": "then", "n": "n_then", "y": "y_then"})
    n, y, m, z = (nw.col(name) for name in ("n", "y", "n_then", "y_then"))
    summed = (
        several.join(before, on=list(_PERSON), how="inner")
        .with_columns(lag=nw.col("at") - nw.col("then"))
        .filter(nw.col("lag") > 0, nw.col("lag") <= FARTHEST)
        .with_columns(nn=n * m, ny=n * z, yn=y * m, yy=y * z)
        .group_by(*_KEYS, "lag")
        .agg(**_sums("nn", "ny", "yn", "yy"))
        .collect()
        .to_arrow()
    )
    return pa.concat_tables(
        [_laid_out(summed, ways, what=name, column=name, lag="lag") for name in ("nn", "ny", "yn", "yy")]
    )


def _sums(*names: str) -> dict[str, nw.Expr]:
    # DuckDB adds up 64-bit integers in 128 bits, which would arrive as decimals.
    return {name: nw.col(name).sum().cast(nw.Int64) for name in names}


def _capped(name: str) -> nw.Expr:
    gap = nw.col(name)
    return nw.when(gap.is_null() | (gap > YEAR)).then(nw.lit(YEAR)).otherwise(gap).cast(nw.Int64)


def _laid_out(table: pa.Table, ways: Sequence[Way], *, what: str, column: str, lag: str = "") -> pa.Table:
    rows = len(table)
    numbers = table["at"].to_numpy().astype(np.int64)
    known = {int(each): dt.date(int(each) // YEAR, int(each) % YEAR + 1, 1) for each in np.unique(numbers)}
    mine = [ways[place] for place in table["way"].to_pylist()]
    groups = [
        f"{way.field}={value}" if way.field else None
        for way, value in zip(mine, table["value"].to_pylist(), strict=True)
    ]
    return pa.table(
        {
            "view": pa.array([way.view for way in mine], pa.string()),
            "level": pa.array([way.level for way in mine], pa.string()),
            "area": table["area"].cast(pa.string()),
            "group": pa.array(groups, pa.string()),
            "month": pa.array([known[int(each)] for each in numbers], pa.date32()),
            "what": pa.repeat(what, rows),
            "lag": table[lag].cast(pa.int64()) if lag else pa.repeat(0, rows).cast(pa.int64()),
            "n": table[column].cast(pa.int64()),
        },
        schema=REPEAT_SCHEMA,
    )
