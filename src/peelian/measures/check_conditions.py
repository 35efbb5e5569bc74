"""Checking conditions: each fits its field, and some row can meet them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.measures.checker import Checker
from peelian.measures.measure import Filter, Value
from peelian.measures.meeting import meeting_values, parent_pairs
from peelian.measures.members import codes_of

DATES = ("date", "month", "datetime")
NUMBERS = ("integer", "number")

_WRITTEN = {
    "integer": "a whole number, such as 3",
    "number": "a number, such as 3 or 2.5",
    "date": "a day, such as 2024-01-31",
    "month": "the first day of a month, such as 2024-01-01",
    "datetime": "a day, such as 2024-01-31",
}


def check_conditions(check: Checker, source: Source, key: str, conditions: Sequence[Filter]) -> None:
    """Refuse conditions on unknown fields or values, of the wrong type, or that no row can meet together.

    Parameters
    ----------
    check
        The checker of the measure.
    source
        The source it reads.
    key
        The key they stand under: "where" or "share of".
    conditions
        The conditions, all of which a row must meet.

    Raises
    ------
    DefinitionError
        If they are refused.
    """
    for condition in conditions:
        _check_one(check, source, key, condition)
    if never := never_together(check, source, conditions):
        check.refuse(
            key,
            f"conditions on {never} that no row can meet together",
            "conditions that can all hold of one row",
            "write several values of one field as 'is any of', or remove one of the conditions",
        )


def check_alternatives(
    check: Checker, source: Source, alternatives: Sequence[Filter], *, beside: Sequence[Filter]
) -> None:
    """Refuse alternatives ("where any of") that are wrong, or that no row can meet beside the conditions.

    Parameters
    ----------
    check, source
        As for `check_conditions`.
    alternatives
        The conditions of which one must hold.
    beside
        The conditions of `where`, all of which hold too.

    Raises
    ------
    DefinitionError
        If they are refused, or there is only one, which belongs with `where`.
    """
    for condition in alternatives:
        _check_one(check, source, "where any of", condition)
        if never := never_together(check, source, [*beside, condition]):
            check.refuse(
                "where any of",
                f"a condition on {never} that no row can meet beside 'where'",
                "conditions that can hold beside those of 'where'",
                "remove it, or change 'where'",
            )
    if len(alternatives) == 1:
        check.refuse(
            "where any of",
            "one condition",
            "two conditions or more, of which one must hold",
            "write it under 'where'",
        )


def never_together(check: Checker, source: Source, conditions: Sequence[Filter]) -> str:
    """Return the field or two fields on which conditions leave no row, quoted for a message, or "".

    Parameters
    ----------
    check, source
        The checker of the measure and the source it reads.
    conditions
        Conditions that are right one by one.
    """
    left = {
        name: meeting_values(conditions, name, source=source, catalogue=check.catalogue)
        for name in dict.fromkeys(condition.field for condition in conditions)
    }
    for name, values in left.items():
        if not values:
            return f"'{name}'"
    for below, above in parent_pairs(source, check.catalogue).items():
        if below in left and above in left:
            codes = codes_of(source.fields[below], check.catalogue)
            parents = {codes[value].parent if value in codes else "" for value in left[below]}
            if "" not in parents and not parents & left[above]:
                return f"'{below}' and '{above}'"
    return ""


def _check_one(check: Checker, source: Source, where: str, condition: Filter) -> None:
    field = check.field(source, where, condition.field)
    key = f"{where} '{condition.field}'"
    if condition.below is not None or condition.at_least is not None:
        check.typed(source, key, condition.field, NUMBERS)
    if condition.start is not None or condition.end is not None:
        check.typed(source, key, condition.field, DATES)
    known = codes_of(field, check.catalogue)
    missing = tuple(field.missing.values())
    for value in condition.named_values():
        written = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else str(value)
        if known and written not in (*known, *missing):
            check.unknown(key, str(written), (*known, *missing), "value of this field")
        if written not in missing and not _fits(value, field):
            check.refuse(
                key,
                f"'{written}' for a field of type {field.type}",
                " or ".join([_WRITTEN[field.type], *(f"'{meaning}'" for meaning in missing)]),
                "write such a value, without quotation marks",
            )


def _fits(value: Value, field: Field) -> bool:
    if field.type in NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return field.type == "number" or float(value).is_integer()
    if field.type in DATES:
        return isinstance(value, dt.date) and (field.type != "month" or value.day == 1)
    return True
