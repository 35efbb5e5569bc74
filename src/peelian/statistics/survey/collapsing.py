"""Categories of a margin joined where too few of the sample are in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peelian.errors import DefinitionError
from peelian.statistics.survey.margin import Margin

Values = NDArray[np.float64]

_JOINED = " + "


@dataclass(frozen=True, slots=True)
class CollapseRule:
    """How categories of a field may be joined.

    Parameters
    ----------
    field
        The field whose categories may be joined; of the other fields of a margin the values stay apart.
    least
        Fewest rows of the sample that a category may have.
    order
        Categories in an order in which neighbours may be joined, such as bands of age.
    into
        Category -> the category it goes into where it is too small.
    """

    field: str
    least: int
    order: tuple[str, ...] = ()
    into: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """One joining of categories.

    Parameters
    ----------
    small, into
        The two categories.
    rows
        Rows of the sample of the small one.
    """

    small: tuple[str, ...]
    into: tuple[str, ...]
    rows: int


def collapse(margin: Margin, rules: Sequence[CollapseRule]) -> tuple[Margin, tuple[Joined, ...]]:
    """Return a margin without categories that are empty or too small, and what was joined.

    Rules are taken in turn. Under each the smallest category that is too small goes first: into the one named
    for it, or into the neighbour with fewer rows, before or after it in the order. Totals add up. Categories
    without population and without rows are left out.

    Parameters
    ----------
    margin
        The margin.
    rules
        What may be joined.

    Raises
    ------
    DefinitionError
        If a rule is about another field or names a category that the field does not have, or a category
        stays too small when all rules have been taken.
    """
    groups = {
        category: [code]
        for code, category in enumerate(margin.categories)
        if margin.totals[code] > 0 or (margin.codes == code).any()
    }
    rows = margin.rows()
    joined: list[Joined] = []
    for rule in rules:
        at = _place(margin, rule)
        while (found := _smallest(groups, rows, rule, at)) is not None:
            small, into = found
            joined.append(Joined(small, into, _size(groups[small], rows)))
            codes = groups.pop(small) + groups.pop(into)
            groups[_name(small, into, at, rule)] = codes
    _refuse_small(margin, groups, rows, rules)
    return _made(margin, groups), tuple(joined)


def _place(margin: Margin, rule: CollapseRule) -> int:
    if rule.field not in margin.fields:
        raise DefinitionError(
            f"rule of collapsing for '{rule.field}'",
            found=f"a margin of {margin.name}",
            accepted=f"one of {', '.join(margin.fields)}",
            next_step="name a field of the margin",
        )
    at = margin.fields.index(rule.field)
    known = {category[at] for category in margin.categories}
    named = [*rule.order, *(rule.into or {}), *(rule.into or {}).values()]
    strange = next((name for name in named if name not in known), None)
    if strange is not None:
        raise DefinitionError(
            f"rule of collapsing for '{rule.field}'",
            found=f"the category '{strange}'",
            accepted=", ".join(sorted(known)),
            next_step="write the category as the targets do",
        )
    return at


def _size(codes: list[int], rows: NDArray[np.int64]) -> int:
    return int(rows[codes].sum())


def _smallest(
    groups: dict[tuple[str, ...], list[int]], rows: NDArray[np.int64], rule: CollapseRule, at: int
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    small = sorted((_size(codes, rows), name) for name, codes in groups.items())
    for size, name in small:
        if size >= rule.least:
            return None
        beside = [group for group in groups if group != name and _but(group, at) == _but(name, at)]
        into = _target(name, beside, groups, (rows, rule, at))
        if into is not None:
            return name, into
    return None


def _target(
    name: tuple[str, ...],
    beside: list[tuple[str, ...]],
    groups: dict[tuple[str, ...], list[int]],
    how: tuple[NDArray[np.int64], CollapseRule, int],
) -> tuple[str, ...] | None:
    rows, rule, at = how
    parts = name[at].split(_JOINED)
    wanted = [rule.into[part] for part in parts if part in rule.into] if rule.into else []
    named = [group for group in beside if set(group[at].split(_JOINED)) & set(wanted)]
    if named:
        return named[0]
    places = [rule.order.index(part) for part in parts if part in rule.order]
    if not places:
        return None
    spans = {
        group: [rule.order.index(part) for part in group[at].split(_JOINED) if part in rule.order]
        for group in beside
    }
    before = [group for group, span in spans.items() if span and max(span) < min(places)]
    after = [group for group, span in spans.items() if span and min(span) > max(places)]
    near = ([max(before, key=lambda group: max(spans[group]))] if before else []) + (
        [min(after, key=lambda group: min(spans[group]))] if after else []
    )
    return min(near, key=lambda group: _size(groups[group], rows)) if near else None


def _but(category: tuple[str, ...], at: int) -> tuple[str, ...]:
    return category[:at] + category[at + 1 :]


def _name(one: tuple[str, ...], other: tuple[str, ...], at: int, rule: CollapseRule) -> tuple[str, ...]:
    parts = [*other[at].split(_JOINED), *one[at].split(_JOINED)]
    if all(part in rule.order for part in parts):
        parts.sort(key=rule.order.index)
    return (*one[:at], _JOINED.join(parts), *one[at + 1 :])


def _refuse_small(
    margin: Margin,
    groups: dict[tuple[str, ...], list[int]],
    rows: NDArray[np.int64],
    rules: Sequence[CollapseRule],
) -> None:
    least = max((rule.least for rule in rules), default=0)
    small = sorted((_size(codes, rows), name) for name, codes in groups.items() if _size(codes, rows) < least)
    if small:
        size, name = small[0]
        more = f", and {len(small) - 1} others like it" if len(small) > 1 else ""
        raise DefinitionError(
            f"margin {margin.name}, category {', '.join(name)}",
            found=f"{size} rows of the sample and no rule that joins it to another{more}",
            accepted=f"{least} rows or more in every category, or a rule for those with fewer",
            next_step="add the category to 'order' or 'into', or allow fewer rows",
        )


def _made(margin: Margin, groups: dict[tuple[str, ...], list[int]]) -> Margin:
    names = tuple(sorted(groups))
    number = np.full(len(margin.categories), -1, dtype=np.int64)
    totals = np.zeros(len(names))
    for code, name in enumerate(names):
        number[groups[name]] = code
        totals[code] = margin.totals[groups[name]].sum()
    return replace(margin, categories=names, codes=number[margin.codes], totals=totals)
