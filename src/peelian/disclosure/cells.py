"""Cells: the different counts that a table of findings tells, each once, however many findings tell it.

A count, the numerator of a rate beside it and the earlier value of a later finding can all be one number. To
hide a number is to hide it wherever it is told, so findings are first sorted by the numbers they tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.disclosure.columns import days, numbers, texts
from peelian.disclosure.equations import Flags, Places, Values
from peelian.disclosure.telling import tell_bases, tell_counts

COUNT, ABOVE, BELOW = 0, 1, 2
"""Parts of a key: a count; the count above the line of a share; the count below it."""


@dataclass(slots=True)
class Words:
    """Every measure, area, group and period met so far, numbered; shared by the tables that are compared."""

    measures: dict[str, int] = field(default_factory=dict)
    areas: dict[tuple[str, str], int] = field(default_factory=dict)
    groups: dict[str | None, int] = field(default_factory=dict)
    periods: dict[tuple[int, int], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cells:
    """The counts that a table tells.

    Parameters
    ----------
    key
        Measure, area, group, period and part of each count, by number, shape (cells, 5).
    value
        The counts, shape (cells,).
    people
        About how many people are behind each count: the count itself, or for the weights of a survey as many
        of those who answered as its share says. Shape (cells,).
    main, below, before, before_below
        For each row of the table, the cell of its count or numerator, of its denominator (shares only), and
        of those of the earlier period it is compared with; -1 where there is none. Shape (rows,).
    """

    key: Places
    value: Values
    people: Values
    main: Places
    below: Places
    before: Places
    before_below: Places


def cells_of(table: pa.Table, words: Words) -> Cells:
    """Return the counts told by the counts, rates, shares and some means of a table; others tell none.

    Parameters
    ----------
    table
        Findings with `FINDINGS_SCHEMA`, or at least those of its columns that are read here.
    words
        Numbers of measures, areas, groups and periods; new ones are added.
    """
    n = len(table)
    kind = texts(table, "kind")
    known = tell_counts(table)
    share = tell_bases(table)
    measure = _numbered(words.measures, texts(table, "measure"))
    group = _numbered(words.groups, texts(table, "group"))
    places = list(zip(texts(table, "area_level"), texts(table, "area_code"), strict=True))
    area = np.array([words.areas.setdefault(place, len(words.areas)) for place in places], dtype=np.int64)
    now = _period(table, words, "period_from", "period_to")
    then = _period(table, words, "against_from", "against_to")
    above, under = numbers(table, "numerator"), numbers(table, "denominator")
    previous = np.where(kind == "count", numbers(table, "previous"), np.nan)
    part = np.where(share, ABOVE, COUNT)

    def keys(period: Places, part: Any) -> Places:
        return np.column_stack([measure, area, group, period, np.broadcast_to(part, (n,))]).reshape(n, 5)

    each = _people_for_each(table, under)
    told = [
        (known & ~np.isnan(above), keys(now, part), above, np.rint(above * each)),
        (share & ~np.isnan(under), keys(now, BELOW), under, np.rint(under * each)),
        (known & (then >= 0) & ~np.isnan(previous), keys(then, part), previous, previous),
    ]
    every = np.concatenate([key[which] for which, key, *_ in told]).reshape(-1, 5)
    values, people = (np.concatenate([one[at][one[0]] for one in told]) for at in (2, 3))
    unique, first = np.unique(every, axis=0, return_index=True)
    index = _Index(unique)

    def place(key: Places, which: Flags) -> Places:
        found = np.full(n, -1, dtype=np.int64)
        found[which] = index.find(key[which])
        return found

    return Cells(
        unique,
        values[first],
        people[first],
        place(keys(now, part), known),
        place(keys(now, BELOW), share),
        place(keys(then, part), known & (then >= 0)),
        place(keys(then, BELOW), share & (then >= 0)),
    )


def _people_for_each(table: pa.Table, under: Values) -> Values:
    """Return how many people one unit of a count stands for: 1, except where a survey adds up weights."""
    each = np.ones(len(table))
    if "base_effective" in table.column_names:
        weighed = ~np.isnan(numbers(table, "base_effective")) & (under > 0)
        each[weighed] = numbers(table, "base")[weighed] / under[weighed]
    return each


class _Index:
    """Finds the place of a key among unique keys in sorted order."""

    def __init__(self, keys: Places) -> None:
        self._places = {tuple(key): place for place, key in enumerate(keys.tolist())}

    def find(self, keys: Places) -> Places:
        """Return the place of each key, -1 for one that is not there; shape (n,) for keys of shape (n, 5)."""
        found = [self._places.get(tuple(key), -1) for key in keys.tolist()]
        return np.array(found, dtype=np.int64)


def _numbered(known: dict[Any, int], words: Sequence[Any] | NDArray[Any]) -> Places:
    return np.array([known.setdefault(word, len(known)) for word in words], dtype=np.int64)


def _period(table: pa.Table, words: Words, start: str, end: str) -> Places:
    first, last = days(table, start), days(table, end)
    pairs = zip(first.tolist(), last.tolist(), strict=True)
    return np.array(
        [
            -1 if pair[0] == -1_000_000 else words.periods.setdefault(pair, len(words.periods))
            for pair in pairs
        ],
        dtype=np.int64,
    )
