"""Which values of a field meet every condition on it, so that conditions that leave nothing are noticed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.measures.measure import Filter
from peelian.measures.members import codes_of

_ANY_OTHER = "\0any other"


def meeting_values(
    conditions: Sequence[Filter], name: str, *, source: Source, catalogue: Catalogue
) -> frozenset[str]:
    """Return the values of a field that meet all conditions on it; empty when no row can.

    Without a list of values, the values that the conditions name stand for themselves and one other for all
    the rest. That other stands for an unrecorded value too, which "is not" keeps.

    Parameters
    ----------
    conditions
        Conditions; those on other fields are passed over.
    name
        The field.
    source, catalogue
        The source of the field, and where its codes are listed.
    """
    mine = [each for each in conditions if each.field == name]
    field = source.fields[name]
    codes = codes_of(field, catalogue)
    named = {_word(value) for each in mine for value in each.named_values()}
    left = {*codes, *field.missing.values()} if codes else named
    if not (codes and field.mandatory):
        left = left | {_ANY_OTHER}
    low, high = -math.inf, math.inf
    for each in mine:
        if each.differs is not None or each.none_of:
            left -= {_word(value) for value in each.named_values()}
        elif kept := each.kept_values():
            left &= {_word(value) for value in kept}
        low, high = max(low, _least(each)), min(high, _most(each))
    if (low, high) == (-math.inf, math.inf):
        return frozenset(left)
    return frozenset(value for value in left if _lies_between(value, low, high))


def parent_pairs(source: Source, catalogue: Catalogue) -> dict[str, str]:
    """Return the fields whose codes lie in those of another field of the source: offence -> offence group.

    Only where one field alone has the list and one alone the list of its parents: two people of one record
    may be described by the same lists.

    Parameters
    ----------
    source, catalogue
        The source, and the code lists in force.
    """
    holders: dict[str, list[str]] = {}
    for name, field in source.fields.items():
        if field.codes:
            holders.setdefault(field.codes, []).append(name)
    pairs = {}
    for codes, names in holders.items():
        above = holders.get(catalogue.codes[codes].parents, []) if codes in catalogue.codes else []
        if len(names) == len(above) == 1:
            pairs[names[0]] = above[0]
    return pairs


def _lies_between(value: str, low: float, high: float) -> bool:
    if value == _ANY_OTHER:
        return low < high
    for read in (float, lambda text: dt.date.fromisoformat(text).toordinal()):
        try:
            return low <= read(value) < high
        except ValueError:
            continue
    return False


def _least(each: Filter) -> float:
    if each.at_least is not None:
        return each.at_least
    return -math.inf if each.start is None else each.start.toordinal()


def _most(each: Filter) -> float:
    if each.below is not None:
        return each.below
    return math.inf if each.end is None else each.end.toordinal() + 1


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
