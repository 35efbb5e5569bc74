"""SQL that turns written text into typed values. What cannot be read becomes NULL, and is then set aside."""

from __future__ import annotations

from peelian.catalogue.field import FieldType
from peelian.catalogue.layout import ValueType
from peelian.warehouse.sql_text import literal

_WHOLE = r"[+-]?[0-9]{1,18}(\.0*)?"
_THOUSANDS = r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?"
_OFFSET = r":[0-9]{2}.*(Z|[+-][0-9]{2}(:?[0-9]{2})?)$"
_EARLIEST = "DATE '1700-01-01'"
_READ_AS: dict[FieldType, ValueType] = {
    "integer": "integer",
    "number": "number",
    "flag": "flag",
    "date": "date",
    "month": "month",
    "datetime": "datetime",
    "geometry": "geometry",
}

SQL_TYPES: dict[FieldType, str] = {
    "text": "VARCHAR",
    "code": "VARCHAR",
    "area": "VARCHAR",
    "flag": "BOOLEAN",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "month": "DATE",
    "datetime": "TIMESTAMP",
    "geometry": "BLOB",
}
"""How each type of field is kept."""

DESCRIBED: dict[ValueType, str] = {
    "text": "text",
    "integer": "a whole number",
    "number": "a number",
    "flag": "yes or no (true, false, yes, no, y, n, 1, 0)",
    "date": "a date",
    "month": "a month",
    "datetime": "a date and time",
    "geometry": "a boundary",
}
"""What a value should be, in words."""


def read_as(written: ValueType, field: FieldType | None) -> ValueType:
    """Return how a value is to be read, given how the layout says it is written and the field it becomes.

    A layout need not repeat what the field already says: text for a number field is read as a number.
    """
    if field is None or field not in _READ_AS:
        return written
    if written == "text" or (field == "integer" and written == "number"):
        return _READ_AS[field]
    return "flag" if field == "flag" else written


def typed(text: str, kind: ValueType, *, form: str = "") -> str:
    """Return SQL for a typed value.

    Parameters
    ----------
    text
        SQL of the written text, without blanks around it and NULL where there is no value.
    kind
        What it should be.
    form
        For dates, months and date-times: the strptime form it is written in; ISO 8601 is understood as well.
    """
    match kind:
        case "integer":
            return (
                f"CASE WHEN regexp_full_match({text}, '{_WHOLE}') THEN "
                f"TRY_CAST({text} AS BIGINT) "
                f"WHEN regexp_full_match({text}, '{_THOUSANDS}') THEN "
                f"TRY_CAST(split_part(replace({text}, ',', ''), '.', 1) AS BIGINT) END"
            )
        case "number":
            return (
                f"CASE WHEN isfinite(TRY_CAST({text} AS DOUBLE)) AND NOT contains({text}, '_') THEN "
                f"TRY_CAST({text} AS DOUBLE) WHEN regexp_full_match({text}, '{_THOUSANDS}') THEN "
                f"TRY_CAST(replace({text}, ',', '') AS DOUBLE) END"
            )
        case "flag":
            return (
                f"CASE WHEN lower({text}) IN ('true', 'yes', 'y', '1') THEN true "
                f"WHEN lower({text}) IN ('false', 'no', 'n', '0') THEN false END"
            )
        case "date":
            return _sound(_formed(text, form, _iso_date(text)))
        case "month":
            whole = f"CASE WHEN length({text}) <= 7 THEN {text} || '-01' ELSE {text} END"
            month = f"date_trunc('month', {_formed(text, form, _iso_date(text, of=whole))})"
            return _sound(f"CAST({month} AS DATE)")
        case "datetime":
            return _sound(_datetime(text, form))
        case _:
            return text


def converted(value: str, kind: ValueType, field: FieldType) -> str:
    """Return SQL that fits a typed value to its field's type; a date in a number field gives its year."""
    dated = kind in ("date", "month", "datetime")
    if field == "integer" and dated:
        return f"CAST(year({value}) AS BIGINT)"
    if field == "month" and kind != "month":
        return f"CAST(date_trunc('month', {value}) AS DATE)"
    if field in ("text", "code", "area") and kind == "text":
        return value
    if _READ_AS.get(field) == kind:
        return value
    return f"TRY_CAST({value} AS {SQL_TYPES[field]})"


def _iso_date(text: str, *, of: str = "") -> str:
    """Return SQL of a date in ISO form; words such as "epoch" and "today" are no dates.

    `of` is SQL that completes the text; it begins as the text does.
    """
    return f"CASE WHEN {text} < ':' THEN TRY_CAST({of or text} AS DATE) END"


def _formed(text: str, form: str, otherwise: str) -> str:
    if not form:
        return otherwise
    return f"coalesce(CAST(try_strptime({text}, {literal(form)}) AS DATE), {otherwise})"


def _datetime(text: str, form: str) -> str:
    with_offset = f"timezone('Europe/London', TRY_CAST({text} AS TIMESTAMPTZ))"
    iso = (
        f"CASE WHEN regexp_matches({text}, '{_OFFSET}') THEN {with_offset} "
        f"ELSE TRY_CAST({text} AS TIMESTAMP) END"
    )
    if not form:
        return iso
    parsed = f"try_strptime({text}, {literal(form)})"
    local = f"timezone('Europe/London', {parsed})" if "%z" in form else parsed
    return f"coalesce({local}, {iso})"


def _sound(value: str) -> str:
    """Leave out "infinity" and years of one or two digits, which DuckDB reads as dates."""
    return f"CASE WHEN isfinite({value}) AND {value} >= {_EARLIEST} THEN {value} END"
