"""References of victims: one person often goes by several, which is why people have to be linked."""

from __future__ import annotations

import numpy as np

from peelian.synthetic.records.exact import Numbers
from peelian.synthetic.records.rows import Rows, size_of
from peelian.synthetic.records.vocabulary import place_of

_NEW_REFERENCE = 0.35
_CRIMES_A_BUSINESS = 9


def give_references(rng: np.random.Generator, rows: Rows, *, several: bool) -> Rows:
    """Give every victim a reference: people and businesses; nobody where the victim is the state.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        With person and victim_kind.
    several
        True when a person who is a victim again may be entered anew, under another reference.

    Returns
    -------
    The rows with reference (a number; -1 for none).
    """
    size, person = size_of(rows), rows["person"]
    again = (person >= 0) & (person != np.arange(size))
    anew = again & (rng.random(size) < _NEW_REFERENCE) if several else np.zeros(size, dtype=np.bool_)
    entry = person * np.int64(size) + _count_within(person, anew)
    people = person >= 0
    _, number = np.unique(entry[people], return_inverse=True)
    reference = np.full(size, -1, dtype=np.int64)
    reference[people] = number + 1
    business = rows["victim_kind"] == place_of("victim_kind", "business")
    pool = max(int(business.sum()) // _CRIMES_A_BUSINESS, 1)
    which = np.floor(pool * rng.random(int(business.sum())) ** 2).astype(np.int64)
    reference[business] = reference.max() + 1 + which
    return rows | {"reference": reference}


def _count_within(person: Numbers, marked: np.ndarray) -> Numbers:
    """Count the marks of each person up to and with each row."""
    order = np.lexsort((np.arange(len(person)), person))
    running = np.cumsum(marked[order])
    first = np.r_[True, person[order][1:] != person[order][:-1]]
    before = np.maximum.accumulate(np.where(first, running - marked[order], 0))
    counted = np.empty(len(person), dtype=np.int64)
    counted[order] = running - before
    return counted
