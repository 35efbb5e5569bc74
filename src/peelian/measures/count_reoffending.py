"""Counting proven reoffending: for each entry on a cohort the offences that follow, summed by month of entry.

Dates are compared as month and day, so that "twelve months later" is the same day of the year on every
engine: 29 February lies between 28 February and 1 March of a year that has none.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import narwhals as nw
import pyarrow as pa

from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.measures.filters import keep_rows
from peelian.measures.held import held
from peelian.measures.measure import Measure
from peelian.measures.reoffending_rule import Reoffending
from peelian.measures.row_keys import group_of_row, month_of_row
from peelian.measures.rule_of import reoffending_of

Frame: TypeAlias = nw.LazyFrame[Any]

SUMS = ("unknown", "people", "reoffenders", "offences", "offences2", "weighers", "weighed", "weighed2")
"""What is counted: entries without person or day; people; those who reoffend; their offences, and the sum of
their squares; people with an offence that has a weight, such offences, and the sum of their squares."""

WEIGHTS = ("weight", "weight2", "weight_weighed")
"""The weights of a person's offences, in thousandths: their sum, sum of squares, and sum of products with how
many there are."""

REOFFENDING_SCHEMA = pa.schema(
    [("level", pa.string()), ("area", pa.string()), ("group", pa.string()), ("month", pa.date32())]
    + [(name, pa.int64()) for name in (*SUMS, *WEIGHTS)]
)
"""One row for each level, area, group and month of entry."""

_MONTH = 32
"""Days are numbered by 32 to the month, so that adding months never moves the day."""
_PART = 1000


def count_reoffending(
    rows: Any, measure: Measure, source: Source, *, force: str, events: Any, described: Source
) -> pa.Table:
    """Sum what the people of each cohort did after entry.

    An offence counts when it was committed after the day of entry and not after the same day `follow up`
    months later, meets the conditions of `proven`, and was decided on or after the day of the offence and not
    after the same day `follow up` and `waiting` months after entry.

    Parameters
    ----------
    rows, measure, source, force
        As for `make_cube`; the rows are entries on cohorts.
    events, described
        Current rows of the source of offences on the same engine, and that source.

    Returns
    -------
    pyarrow.Table
        With `REOFFENDING_SCHEMA`.
    """
    rule = reoffending_of(measure)
    entries = _entries(nw.from_native(rows).lazy(), measure, source, force=force)
    with held(entries) as kept:
        known = kept.filter(~nw.col("person").is_null(), ~nw.col("entered").is_null())
        with held(_followed(known, _offences(events, rule, described), rule)) as followed:
            return pa.concat_tables(
                [
                    _summed(kept, followed, level=level, group=group)
                    for level in measure.areas
                    for group in (None, *measure.groups)
                ]
            )


def _entries(frame: Frame, measure: Measure, source: Source, *, force: str) -> Frame:
    rule = reoffending_of(measure)
    columns = {
        "entry": nw.col(rule.entry).cast(nw.String),
        "person": nw.col(rule.person).cast(nw.String),
        "entered": _numbered(rule.entered),
        "month": month_of_row(measure.when or source.period, source),
    }
    for level in measure.areas:
        place = source.areas[level].code
        columns[f"area_{level}"] = nw.col(place).cast(nw.String) if place else nw.lit(force)
    columns |= {f"group_{name}": group_of_row(source, name) for name in measure.groups}
    return frame.filter(keep_rows(measure, source, level=measure.areas[0])).select(**columns)


def _offences(events: Any, rule: Reoffending, described: Source) -> Frame:
    proven = Measure.model_validate(
        {
            "measure": "proven",
            "title": "-",
            "source": described.source,
            "direction": "ambiguous",
            "areas": ["force"],
            "when": rule.offence,
            "where": rule.proven,
        }
    )
    weight = _weight(rule, described)
    return (
        nw.from_native(events)
        .lazy()
        .filter(keep_rows(proven, described, level="force"))
        .select(
            person=nw.col(rule.event_person).cast(nw.String),
            offence=_numbered(rule.offence),
            decided=_numbered(rule.decided),
            weight=(weight * _PART).round(0).cast(nw.Int64),
        )
        .filter(~nw.col("decided").is_null(), nw.col("decided") >= nw.col("offence"))
    )


def _weight(rule: Reoffending, described: Source) -> nw.Expr:
    nothing: nw.Expr = nw.lit(None, dtype=nw.Float64)
    if rule.severity is None:
        return nothing
    column = nw.col(rule.severity.field)
    field: Field = described.fields[rule.severity.field]
    if not rule.severity.weights and field.type in ("integer", "number"):
        return column.cast(nw.Float64)
    weight = nothing
    for value, number in rule.severity.weights.items():
        weight = nw.when(column.cast(nw.String) == value).then(nw.lit(float(number))).otherwise(weight)
    return weight


def _followed(entries: Frame, offences: Frame, rule: Reoffending) -> Frame:
    """Return one row for each entry that is followed by offences: how many, and what they weigh."""
    ends = nw.col("entered") + rule.follow_up * _MONTH
    waited = nw.col("entered") + (rule.follow_up + rule.waiting) * _MONTH
    return (
        entries.select("entry", "person", "entered")
        .join(offences, on="person", how="inner")
        .filter(nw.col("offence") > nw.col("entered"), nw.col("offence") <= ends, nw.col("decided") <= waited)
        .group_by("entry")
        .agg(
            offences=nw.len().cast(nw.Int64),
            weighed=nw.col("weight").count().cast(nw.Int64),
            weight=nw.col("weight").sum().cast(nw.Int64),
        )
    )


def _summed(entries: Frame, followed: Frame, *, level: str, group: str | None) -> pa.Table:
    unknown = (nw.col("person").is_null() | nw.col("entered").is_null()).cast(nw.Int64)
    offences, weighed, weight = (nw.col(name).fill_null(0) for name in ("offences", "weighed", "weight"))
    columns = {
        "unknown": unknown,
        "people": 1 - unknown,
        "reoffenders": (offences > 0).cast(nw.Int64),
        "offences": offences,
        "offences2": offences * offences,
        "weighers": (weighed > 0).cast(nw.Int64),
        "weighed": weighed,
        "weighed2": weighed * weighed,
        "weight": weight,
        "weight2": weight * weight,
        "weight_weighed": weight * weighed,
    }
    value = nw.col(f"group_{group}") if group else nw.lit("")
    summed = (
        entries.filter(~nw.col(f"area_{level}").is_null())
        .join(followed, on="entry", how="left")
        .select("month", area=nw.col(f"area_{level}"), value=value, **columns)
        .group_by("area", "value", "month")
        # DuckDB adds up 64-bit integers in 128 bits, which would arrive as decimals.
        .agg(**{name: nw.col(name).sum().cast(nw.Int64) for name in columns})
        .collect()
        .to_arrow()
    )
    rows = len(summed)
    named = summed["value"].cast(pa.string())
    groups = pa.nulls(rows, pa.string())
    if group is not None:
        groups = pa.compute.binary_join_element_wise(f"{group}=", named, "")
    made = [
        pa.repeat(level, rows),
        summed["area"].cast(pa.string()),
        groups,
        summed["month"].cast(pa.date32()),
        *(summed[name].cast(pa.int64()) for name in (*SUMS, *WEIGHTS)),
    ]
    return pa.table(dict(zip(REOFFENDING_SCHEMA.names, made, strict=True)), schema=REOFFENDING_SCHEMA)


def _numbered(name: str) -> nw.Expr:
    date = nw.col(name).dt
    months = date.year().cast(nw.Int64) * 12 + date.month().cast(nw.Int64) - 1
    return months * _MONTH + date.day().cast(nw.Int64)
