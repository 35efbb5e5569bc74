"""Links: the sums that hold between the counts of a table, by period, area, group and part."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from peelian.disclosure.cells import ABOVE, BELOW, COUNT, Cells, Words
from peelian.disclosure.structure import Structure
from peelian.findings.ways_of_counting import OTHER_WAYS, splits_people
from peelian.reference.period import add_months, month_end

Key = tuple[int, ...]
_NEAR = 1e-6
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class _Link:
    """A total and its parts; `rest` says what is left of it: unpublished, guarded, or none allowed."""

    total: Key
    parts: list[int]
    rest: Literal["unpublished", "guarded", "none"] = "unpublished"


@dataclass(slots=True)
class Sums:
    """Sums found between counts.

    Parameters
    ----------
    total, parts
        The cell of each total, and the cells of its parts.
    rest
        What is left of each total when its parts are taken away: 0 or more, and never published.
    guarded
        True where that rest is protected like a count.
    """

    total: list[int] = field(default_factory=list)
    parts: list[list[int]] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    guarded: list[bool] = field(default_factory=list)


def find_sums(cells: Cells, words: Words, structure: Structure) -> Sums:
    """Return every sum that readers know to hold between the counts of one table.

    A year is the sum of its months; an area of the areas in it; everybody of the groups of one field; a
    measure of its parts; the count below the line of a share of those above it and the others. Where the
    parts come to less than the total, the rest is a count that is not published. Where they come to no less
    the sum is taken as known to be exact, though a reader could only suppose so.

    Parameters
    ----------
    cells, words
        The counts and what their numbers stand for.
    structure
        Which areas lie in which, and which measures are parts of which.
    """
    keys = [tuple(key) for key in cells.key.tolist()]
    place = {key: number for number, key in enumerate(keys)}
    found = Sums()
    links = (
        _by_period(keys, words, place),
        _by_area(keys, words, place, structure),
        _by_group(keys, words),
        _by_part(keys, words, structure),
        _by_share(keys, words, structure),
        _by_inside(keys, words, structure),
    )
    for link in (link for each in links for link in each):
        total = place.get(link.total)
        if total is None or not link.parts:
            continue
        rest = float(cells.value[total] - cells.value[link.parts].sum())
        if rest > _NEAR and link.rest == "none":
            continue
        if rest > -_NEAR:
            found.total.append(total)
            found.parts.append(link.parts)
            found.rest.append(rest if rest > _NEAR else 0.0)
            found.guarded.append(link.rest == "guarded")
    return found


def _by_period(keys: list[Key], words: Words, place: Mapping[Key, int]) -> Iterator[_Link]:
    """Link a period of whole months to the months in it; where no month is published there is no sum."""
    inside: dict[int, list[int]] = {}
    for (first, last), number in words.periods.items():
        start, end = _date(first), _date(last)
        if start.day == 1 and end == month_end(end) and end > month_end(start):
            months = _months(start, end)
            known = [words.periods.get((_number(month), _number(month_end(month)))) for month in months]
            inside[number] = [month for month in known if month is not None]
    for m, a, g, p, part in keys:
        cells = [place.get((m, a, g, month, part), -1) for month in inside.get(p, ())]
        yield _Link((m, a, g, p, part), [cell for cell in cells if cell >= 0])


def _by_area(
    keys: list[Key], words: Words, place: Mapping[Key, int], structure: Structure
) -> Iterator[_Link]:
    """Link an area to those of each smaller level that lie in it and in no counted area between."""
    above, level = _areas_above(words, structure), {n: name for (name, _), n in words.areas.items()}
    links: dict[tuple[Key, str], list[int]] = defaultdict(list)
    for cell, (m, a, g, p, part) in enumerate(keys):
        nearest = next((area for area in above[a] if (m, area, g, p, part) in place), None)
        if nearest is not None:
            links[(m, nearest, g, p, part), level[a]].append(cell)
    yield from (_Link(key, parts) for (key, _), parts in links.items())


def _areas_above(words: Words, structure: Structure) -> dict[int, list[int]]:
    """Return the areas that each area lies in, the nearest first."""
    numbered: dict[str, list[int]] = defaultdict(list)
    for (_, code), number in words.areas.items():
        numbered[code].append(number)
    above: dict[int, list[int]] = {}
    for (_, code), number in words.areas.items():
        seen, parent = {code}, structure.parents.get(code)
        above[number] = []
        while parent is not None and parent not in seen:
            above[number] += numbered.get(parent, [])
            seen.add(parent)
            parent = structure.parents.get(parent)
    return above


def _by_group(keys: list[Key], words: Words) -> Iterator[_Link]:
    names = {number: name for name, number in words.groups.items()}
    everyone = words.groups.get(None, -1)
    links: dict[tuple[Key, str], list[int]] = defaultdict(list)
    for cell, (m, a, g, p, part) in enumerate(keys):
        name = names[g]
        if name is not None and not splits_people(name):
            # Another way of counting has the same base; what it counts is no part of everyone's.
            if part == BELOW and name.startswith(tuple(f"{each}=" for each in OTHER_WAYS)):
                yield _Link((m, a, everyone, p, part), [cell])
        elif name is not None:
            links[(m, a, everyone, p, part), name.split("=", 1)[0]].append(cell)
    yield from (_Link(key, parts) for (key, _), parts in links.items())


def _by_part(keys: list[Key], words: Words, structure: Structure) -> Iterator[_Link]:
    names = {number: name for name, number in words.measures.items()}
    links: dict[tuple[Key, str], list[int]] = defaultdict(list)
    for cell, (m, a, g, p, part) in enumerate(keys):
        counted = structure.measures.get(names[m])
        if counted is not None and counted.parent in words.measures and part == COUNT:
            parent = words.measures[counted.parent]
            links[(parent, a, g, p, part), counted.family or f"={names[m]}"].append(cell)
    yield from (_Link(key, parts) for (key, _), parts in links.items())


def _by_share(keys: list[Key], words: Words, structure: Structure) -> Iterator[_Link]:
    """Link what is above the line to what is below it, and both to the counts that they are."""
    names = {number: name for name, number in words.measures.items()}
    for cell, (m, a, g, p, part) in enumerate(keys):
        if part == ABOVE:
            yield _Link((m, a, g, p, BELOW), [cell])
            yield _Link((m, a, g, p, COUNT), [cell], rest="none")
        counted = structure.measures.get(names[m])
        if part == BELOW and counted is not None and counted.among in words.measures:
            yield _Link((words.measures[counted.among], a, g, p, COUNT), [cell], rest="none")


def _by_inside(keys: list[Key], words: Words, structure: Structure) -> Iterator[_Link]:
    names = {number: name for name, number in words.groups.items()}
    for cell, (m, a, g, p, part) in enumerate(keys):
        around = structure.inside.get(names[g] or "")
        if around in words.groups and around is not None:
            yield _Link((m, a, words.groups[around], p, part), [cell], rest="guarded")


def _months(start: dt.date, end: dt.date) -> list[dt.date]:
    count = (end.year - start.year) * 12 + end.month - start.month + 1
    return [add_months(start, step) for step in range(count)]


def _date(day: int) -> dt.date:
    return _EPOCH + dt.timedelta(days=day)


def _number(day: dt.date) -> int:
    return (day - _EPOCH).days
