"""The month and the group of a row, as expressions that every engine understands."""

from __future__ import annotations

import narwhals as nw

from peelian.catalogue.source import Source

NOT_RECORDED = "not recorded"
"""The value of a group for rows in which the field is missing and the source does not say in which way."""


def month_of_row(when: str, source: Source) -> nw.Expr:
    """Return the first day of the month that dates a row.

    Parameters
    ----------
    when, source
        The field that dates it, and the source.
    """
    # A field of months holds their first days already.
    day = nw.col(when)
    return (day if source.fields[when].type == "month" else day.dt.truncate("1mo")).cast(nw.Date)


def group_of_row(source: Source, name: str) -> nw.Expr:
    """Return the value of a group field as text; a missing one says in which way it is missing.

    Parameters
    ----------
    source, name
        The source and its field.
    """
    field = source.fields[name]
    value = nw.col(name)
    text = nw.when(value).then(nw.lit("yes")).otherwise(nw.lit("no")) if field.type == "flag" else value
    known = nw.when(~value.is_null()).then(text.cast(nw.String))
    ways = [nw.col(f"{name}__missing").cast(nw.String)] if field.missing else []
    return nw.coalesce(known, *ways, nw.lit(NOT_RECORDED))
