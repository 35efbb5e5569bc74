"""The union: the counts of a new table and of everything released before, with one set of sums over both.

Counts of the same thing from the same loads are one count, whichever release told it; that is what makes
subtracting one release from another work, and what lets it be foreseen. Counts from other loads are other
counts: they may have been revised.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from peelian.disclosure.cells import Cells, Words, cells_of
from peelian.disclosure.columns import numbers, texts
from peelian.disclosure.equations import Equations, Flags, Places, Values, equations_of
from peelian.disclosure.links import Sums, find_sums
from peelian.disclosure.structure import Structure


@dataclass(frozen=True, slots=True)
class Union:
    """Counts now and then.

    Parameters
    ----------
    now
        The counts of the new table; they come first among all counts.
    words, keys
        What the numbers in keys stand for, and the key of each count that is not a rest.
    equations
        All counts, the unpublished rests among them, and their sums.
    guarded
        True for rests that are protected like a count, shape (all counts,).
    out
        True for counts that an earlier release told exactly, shape (all counts,).
    at_least, at_most
        What earlier releases told of each count, rounded ones included, shape (all counts,).
    hidden_before, kept_hidden
        True for counts that an earlier release hid; and for those that one hid under the same policy, shape
        (all counts,).
    revised
        How many counts of the new table an earlier release told from other loads.
    """

    now: Cells
    words: Words
    keys: Mapping[int, tuple[int, ...]]
    equations: Equations
    guarded: Flags
    out: Flags
    at_least: Values
    at_most: Values
    hidden_before: Flags
    kept_hidden: Flags
    revised: int


class _Gathering:
    """Counts and sums under construction."""

    def __init__(self) -> None:
        self.ids: dict[tuple[tuple[int, ...], str], int] = {}
        self.keys: dict[int, tuple[int, ...]] = {}
        self.values: list[float] = []
        self.total: list[int] = []
        self.parts: list[list[int]] = []
        self.guarded: list[int] = []
        self._known: set[tuple[int, tuple[int, ...]]] = set()

    def number(self, cells: Cells, loads: Sequence[str]) -> Places:
        numbers_of = []
        for key, value, load in zip(cells.key.tolist(), cells.value.tolist(), loads, strict=True):
            name = (tuple(key), load)
            known = self.ids.get(name)
            if known is None or self.values[known] != value:
                known = self.ids[name] = len(self.values)
                self.keys[known] = name[0]
                self.values.append(value)
            numbers_of.append(known)
        return np.array(numbers_of, dtype=np.int64)

    def take_in(self, sums: Sums, ids: Places) -> None:
        for total, parts, rest, guarded in zip(sums.total, sums.parts, sums.rest, sums.guarded, strict=True):
            name = int(ids[total]), tuple(sorted(ids[parts].tolist()))
            if name in self._known:
                continue
            self._known.add(name)
            whole = list(name[1])
            if rest > 0:
                whole.append(len(self.values))
                if guarded:
                    self.guarded.append(len(self.values))
                self.values.append(rest)
            self.total.append(name[0])
            self.parts.append(whole)

    def equations(self) -> Equations:
        lengths = [len(parts) for parts in self.parts]
        return equations_of(
            np.array(self.total, dtype=np.int64),
            equation=np.repeat(np.arange(len(lengths)), lengths),
            part=np.array([cell for parts in self.parts for cell in parts], dtype=np.int64),
            values=np.array(self.values, dtype=np.float64),
        )


def unite(
    table: pa.Table, earlier: Sequence[pa.Table], structure: Structure, *, same_policy: Sequence[bool] = ()
) -> Union:
    """Return the counts of a new table and of earlier releases, and the sums that hold between them.

    Parameters
    ----------
    table
        Findings with their true counts.
    earlier
        What earlier releases told, with `RELEASED_SCHEMA`.
    structure
        How counts hang together.
    same_policy
        For each earlier release, whether it was made under the policy now in force; left out, none was.
    """
    words, gathered = Words(), _Gathering()
    now = cells_of(table, words)
    ids = gathered.number(now, _loads(table, now))
    gathered.take_in(find_sums(now, words, structure), ids)
    told: list[tuple[Places, Cells, pa.Table]] = []
    for release in earlier:
        then = cells_of(true_counts(release), words)
        numbered = gathered.number(then, _loads(release, then))
        gathered.take_in(find_sums(then, words, structure), numbered)
        told.append((numbered, then, release))
    size = len(gathered.values)
    guarded, out, before, kept = (np.zeros(size, dtype=np.bool_) for _ in range(4))
    guarded[gathered.guarded] = True
    at_least, at_most = np.zeros(size), np.full(size, np.inf)
    for number, (numbered, then, release) in enumerate(told):
        hid = _hidden_in(release, then, numbered)
        before[hid] = True
        if number < len(same_policy) and same_policy[number]:
            kept[hid] = True
        out[_told_in(release, then, numbered)] = True
        _narrow(release, then, numbered, (at_least, at_most))
    return Union(
        now,
        words,
        gathered.keys,
        gathered.equations(),
        guarded,
        out,
        at_least,
        at_most,
        before,
        kept,
        _revised(now, told),
    )


def true_counts(release: pa.Table) -> pa.Table:
    """Return what a release told with the true counts in the place of those it hid or rounded.

    Parameters
    ----------
    release
        What it told, with `RELEASED_SCHEMA`.
    """
    for name in ("numerator", "denominator"):
        held = numbers(release, f"held_{name}")
        true = np.where(np.isnan(held), numbers(release, name), held)
        place = release.schema.get_field_index(name)
        release = release.set_column(place, name, pa.array(true, pa.float64(), from_pandas=True))
    return release


def _loads(table: pa.Table, cells: Cells) -> list[str]:
    """Return, for each count, the loads it was computed from, as one text."""
    column = table["vintages"].combine_chunks()
    plain = (
        [text.split() for text in texts(table, "vintages")] if not _is_list(column) else column.to_pylist()
    )
    rows = [" ".join(sorted(each)) for each in plain]
    rate = texts(table, "kind") == "rate"
    loads = [""] * len(cells.value)
    # A rate has the loads of its population too, and an earlier value those of the later finding that tells
    # it: the count's own row has the last word.
    for places in (cells.before, np.where(rate, cells.main, -1), np.where(rate, -1, cells.main), cells.below):
        for place, load in zip(places.tolist(), rows, strict=True):
            if place >= 0:
                loads[place] = load
    return loads


def _is_list(column: pa.Array) -> bool:
    return bool(pa.types.is_list(column.type))


def _hidden_in(release: pa.Table, then: Cells, ids: Places) -> Places:
    hidden = texts(release, "state") == "suppressed"
    return np.unique(np.concatenate([ids[each[hidden & (each >= 0)]] for each in (then.main, then.below)]))


def _told_in(release: pa.Table, then: Cells, ids: Places) -> Places:
    """Return the counts that a release told exactly, by themselves or as the earlier value of another."""
    plain = (texts(release, "state") != "suppressed") & np.isnan(numbers(release, "at_least"))
    previous = ~np.isnan(numbers(release, "previous")) & (texts(release, "kind") == "count")
    told = [
        then.main[plain & (then.main >= 0) & ~np.isnan(numbers(release, "numerator"))],
        then.below[plain & (then.below >= 0) & ~np.isnan(numbers(release, "denominator"))],
        then.before[previous & (then.before >= 0)],
    ]
    return np.unique(np.concatenate([ids[each] for each in told]))


def _narrow(release: pa.Table, then: Cells, ids: Places, into: tuple[Values, Values]) -> None:
    """Note what a release told of counts by rounding them."""
    at_least, at_most = into
    least, most = numbers(release, "at_least"), numbers(release, "at_most")
    for row in np.flatnonzero((then.main >= 0) & ~np.isnan(least)):
        cell = ids[then.main[row]]
        at_least[cell] = max(at_least[cell], least[row])
        at_most[cell] = min(at_most[cell], most[row])


def _revised(now: Cells, told: Sequence[tuple[Places, Cells, pa.Table]]) -> int:
    keys = {tuple(key): number for number, key in enumerate(now.key.tolist())}
    changed = {
        tuple(key)
        for numbered, then, _ in told
        for number, key in zip(numbered.tolist(), then.key.tolist(), strict=True)
        if keys.get(tuple(key), number) != number
    }
    return len(changed)
