"""Checking a share: that it is a share of something, and that what it counts can be among its base."""

from __future__ import annotations

import math
from collections.abc import Sequence

from peelian.catalogue.source import Source
from peelian.measures.checker import Checker
from peelian.measures.measure import Filter
from peelian.measures.members import codes_of


def check_share(check: Checker, source: Source) -> None:
    """Refuse a share that says nothing: without conditions, of a rate, or of rows that its base leaves out.

    Parameters
    ----------
    check
        The checker of the measure, whose conditions are checked one by one already.
    source
        The source it reads.

    Raises
    ------
    DefinitionError
        If it is refused.
    """
    measure = check.measure
    if not measure.where:
        check.refuse(
            "share of",
            "no condition in 'where', so that the share would always be all of it",
            "conditions in 'where' that say which part is counted",
            "add them, or remove 'share of'",
        )
    for key, told in (("per", measure.per is not None), ("times", bool(measure.times))):
        if told:
            check.refuse(key, f"'{key}' together with 'share of'", "one of the two", f"remove '{key}'")
    if measure.adds and source.fields[measure.adds].type != "integer":
        check.refuse(
            "sum",
            f"'{measure.adds}', whose values are not whole numbers",
            "for a share, a field of type integer: so many of so many",
        )
    for name in dict.fromkeys(condition.field for condition in measure.where):
        mine = [each for each in measure.where if each.field == name]
        base = [each for each in measure.share_of or () if each.field == name]
        if base and not _can_meet([*mine, *base], _values(check, source, name)):
            check.refuse(
                "share of",
                f"conditions on '{name}' that leave out every row that 'where' keeps",
                "a base that the rows counted are among",
                "widen 'share of', or change 'where'",
            )


def _values(check: Checker, source: Source, name: str) -> frozenset[str]:
    field = source.fields[name]
    codes = codes_of(field, check.catalogue)
    return frozenset([*codes, *field.missing.values()]) if codes else frozenset()


def _can_meet(conditions: Sequence[Filter], every: frozenset[str]) -> bool:
    """Say whether any value of a field can meet all conditions on it.

    Without a list of values, the values that the conditions name stand for themselves and one other for all
    the rest.
    """
    low, high = -math.inf, math.inf
    named = {_word(value) for each in conditions for value in each.named_values()}
    left = set(every or named | {"\0any other"})
    for each in conditions:
        if each.differs is not None or each.none_of:
            left -= {_word(value) for value in each.named_values()}
        elif kept := each.kept_values():
            left &= {_word(value) for value in kept}
        low, high = max(low, _least(each)), min(high, _most(each))
    return bool(left) and low < high


def _least(each: Filter) -> float:
    if each.at_least is not None:
        return each.at_least
    return -math.inf if each.start is None else each.start.toordinal()


def _most(each: Filter) -> float:
    if each.below is not None:
        return each.below
    return math.inf if each.end is None else each.end.toordinal() + 1


def _word(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
