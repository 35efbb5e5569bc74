"""The current rows of a source on Spark: the same parts that DuckDB reads, as a lazy frame."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Sequence
from typing import Any

from peelian.catalogue.source import Source
from peelian.warehouse.current_parts import Part, current_parts
from peelian.warehouse.later_fields import later_fields
from peelian.warehouse.store import Store

_TYPES = {
    "string": "string",
    "bool": "boolean",
    "int64": "bigint",
    "double": "double",
    "date32[day]": "date",
    "timestamp[us]": "timestamp_ntz",
    "binary": "binary",
}


def current_rows_on_spark(spark: Any, store: Store, source: Source) -> Any:
    """Return the current rows of a source as a Spark frame, or None if nothing was ever loaded.

    Columns and rows are those of `current_rows_sql`.

    Parameters
    ----------
    spark
        An open session.
    store, source
        Where the vintages are kept, and the source they are of.
    """
    parts = current_parts(store, source)
    whole = [part for part in parts if part.won is None]
    frames = [_whole(spark, whole)] if whole else []
    frames += [_partly(spark, part, source) for part in parts if part.won is not None]
    if not frames:
        return None
    rows = functools.reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)
    return _with_later_fields(rows, parts, source)


def _with_later_fields(rows: Any, parts: Sequence[Part], source: Source) -> Any:
    from pyspark.sql import functions as sf

    for name, (kind, text) in later_fields(parts, source).items():
        rows = rows.withColumn(name, sf.lit(text).cast(_TYPES[str(kind)]))
    return rows


def _whole(spark: Any, parts: Sequence[Part]) -> Any:
    from pyspark.sql import functions as sf

    folder = sf.regexp_extract(sf.col("_metadata.file_path"), r"([^/]+)/[^/]+$", 1)
    return _read(spark, parts).withColumn("_vintage", folder)


def _partly(spark: Any, part: Part, source: Source) -> Any:
    from pyspark.sql import functions as sf

    wanted = []
    for key, months in (part.won or {}).items():
        tests = [sf.lit(True)]
        for name, value in zip(source.slices, key, strict=False):
            tests.append(sf.coalesce(sf.col(_quoted(name)).cast("string"), sf.lit("")) == sf.lit(value))
        if months:
            tests.append(_month_of(source).isin([sf.lit(month) for month in months]))
        wanted.append(functools.reduce(operator.and_, tests))
    kept = functools.reduce(operator.or_, wanted)
    return _read(spark, [part]).filter(kept).withColumn("_vintage", sf.lit(part.vintage))


def _month_of(source: Source) -> Any:
    from pyspark.sql import functions as sf

    column = sf.col(_quoted(source.period))
    if source.fields[source.period].type == "integer":
        return sf.make_date(column.cast("int"), sf.lit(1), sf.lit(1))
    return sf.date_trunc("month", column).cast("date")


def _read(spark: Any, parts: Sequence[Part]) -> Any:
    # Spark reads a path as a pattern: what has a meaning in patterns is written with a backslash.
    places = [re.sub(r"([\[\]{}*?\\,^])", r"\\\1", part.path.as_posix()) for part in parts]
    return spark.read.option("mergeSchema", "true").parquet(*places)


def _quoted(name: str) -> str:
    escaped = name.replace("`", "``")
    return f"`{escaped}`"
