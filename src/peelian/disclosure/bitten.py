"""What a policy bites on: the rows of a table that it protects, and those that hang together with them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from peelian.disclosure.cells import Words
from peelian.disclosure.equations import Places
from peelian.disclosure.policy import Policy
from peelian.disclosure.protection import Protection
from peelian.disclosure.scope import protection_for
from peelian.disclosure.structure import Structure

DERIVED_FIELDS = ("calendar month", "adjusted", "months")
"""What stands in the place of a field in the group of a number derived from everyone's counts."""


@dataclass(frozen=True, slots=True)
class Bitten:
    """The part of a table that disclosure control has to look at.

    Parameters
    ----------
    rows
        The rows, shape (n,).
    measures, fields
        The measures, and the fields by which counts are split, that hang together.
    policy, structure
        By which they were found.
    """

    rows: Places
    measures: frozenset[str]
    fields: frozenset[str]
    policy: Policy
    structure: Structure

    def protections(self, words: Words, keys: Places) -> list[Protection | None]:
        """Return the protection of each count, from the numbers in its key; shape of keys (cells, 5)."""
        measures = {number: name for name, number in words.measures.items()}
        levels = {number: level for (level, _), number in words.areas.items()}
        groups = {number: name for name, number in words.groups.items()}
        known: dict[tuple[int, str, int], Protection | None] = {}
        found = []
        for m, a, g in keys[:, :3].tolist():
            kind = (m, levels[a], g)
            if kind not in known:
                known[kind] = protection_for(
                    self.policy, self.structure, measure=measures[m], level=levels[a], group=groups[g]
                )
            found.append(known[kind])
        return found

    def of_release(self, released: pa.Table) -> pa.Table:
        """Return the rows of an earlier release that hang together with these."""
        return released.take(pa.array(_rows(released, self.measures, self.fields)))


def find_bitten(table: pa.Table, policy: Policy, structure: Structure) -> Bitten | None:
    """Return the rows a policy protects and all that hang together with them; None when it bites on none.

    Only the different series (measure, level, group) are asked about, so that a table of millions of
    findings that need no protection costs next to nothing.

    Parameters
    ----------
    table, policy, structure
        As for `protect`.
    """
    if not policy.protects or not len(table):
        return None
    series = [_coded(table, name) for name in ("measure", "area_level", "group")]
    whole = np.zeros(len(table), dtype=np.int64)
    for codes, words in series:
        whole = whole * (len(words) + 1) + codes
    _, first = np.unique(whole, return_index=True)
    met = [tuple(words[codes[row]] for codes, words in series) for row in first]
    hit = [
        (measure, group)
        for measure, level, group in met
        if protection_for(policy, structure, measure=measure, level=level, group=group) is not None
    ]
    if not hit:
        return None
    measures = related_measures({measure for measure, _ in hit}, structure)
    fields = {group.split("=", 1)[0] for _, group in hit if group is not None}
    whole_part = frozenset(measures), frozenset({*fields, *DERIVED_FIELDS})
    return Bitten(_rows(table, *whole_part), *whole_part, policy, structure)


def _rows(table: pa.Table, measures: frozenset[str], fields: frozenset[str]) -> Places:
    chosen = np.ones(len(table), dtype=np.bool_)
    codes, words = _coded(table, "measure")
    chosen &= np.array([word in measures for word in words], dtype=np.bool_)[codes]
    codes, words = _coded(table, "group")
    wanted = [word is None or word.split("=", 1)[0] in fields for word in words]
    chosen &= np.array(wanted, dtype=np.bool_)[codes]
    return np.flatnonzero(chosen)


def related_measures(measures: set[str], structure: Structure) -> set[str]:
    """Return measures and all that they are parts or ratios of, that they divide, and the other way round.

    Parameters
    ----------
    measures
        Ids of the measures to begin with.
    structure
        Which measures are parts of which.
    """
    links: dict[str, set[str]] = {}
    for name, counted in structure.measures.items():
        for other in (counted.parent, counted.among, *counted.made_of):
            if other:
                links.setdefault(name, set()).add(other)
                links.setdefault(other, set()).add(name)
    found, edge = set(measures), set(measures)
    while edge:
        edge = {other for name in edge for other in links.get(name, ())} - found
        found |= edge
    return found


def _coded(table: pa.Table, name: str) -> tuple[Places, list[str | None]]:
    """Return the words of a column and, for each row, which of them it has."""
    column = table[name].combine_chunks()
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words = [*column.dictionary.to_pylist(), None]
    codes = column.indices.fill_null(len(words) - 1).to_numpy(zero_copy_only=False)
    return np.asarray(codes, dtype=np.int64), words
