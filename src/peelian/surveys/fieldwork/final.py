"""One end for each case out of the attempts made at it, and references that are there twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.surveys.fieldwork.cases import Cases

Rows = NDArray[np.int64]

# What was learned of a case outranks what was not: once refused it is a refusal though nobody opened later.
_RANK = {
    each: place
    for place, each in enumerate(
        ("interview", "partial", "not_eligible", "refusal", "other", "non_contact", "unknown")
    )
}


@dataclass(frozen=True, slots=True)
class Final:
    """Cases, one row each.

    Parameters
    ----------
    rows
        The row that stands for each case, shape (cases,).
    interviews
        Those of them that are complete interviews, shape (interviews,).
    attempts
        Rows in all.
    twice
        References under which there is more than one interview, and how many rows there are.
    copies
        References of interviews that are alike in every other column that is read, in groups.
    no_reference
        Rows without a reference; each counts as a case of its own.
    """

    rows: Rows
    interviews: Rows
    attempts: int
    twice: tuple[tuple[str, int], ...]
    copies: tuple[tuple[str, ...], ...]
    no_reference: int


def final_ends(cases: Cases) -> Final:
    """Return one row for each case: that of its interview, or of what is most certain of its end.

    A case of several attempts ends as an interview if one was given; else as what ranks first of partial, not
    eligible, refusal, another reason, non-contact and unknown, so that an earlier refusal is not overwritten
    by a later call that nobody answered (as the field's Standard Definitions have it). Two interviews under
    one reference count once.

    Parameters
    ----------
    cases
        Cases or attempts.
    """
    best: dict[object, int] = {}
    held: Counter[str] = Counter()
    interviewed = cases.interviewed
    for row, number in enumerate(cases.number):
        key: object = row if number is None else number
        if number is not None and interviewed[row]:
            held[number] += 1
        if key not in best or _rank(cases, row) < _rank(cases, best[key]):
            best[key] = row
    rows = np.array(sorted(best.values()), dtype=np.int64)
    interviews = rows[interviewed[rows]]
    return Final(
        rows,
        interviews,
        len(cases),
        tuple(sorted((number, count) for number, count in held.items() if count > 1)),
        _copies(cases, interviews),
        sum(number is None for number in cases.number),
    )


def _rank(cases: Cases, row: int) -> int:
    return 0 if cases.end is None else _RANK[cases.end[row]]


def _copies(cases: Cases, interviews: Rows) -> tuple[tuple[str, ...], ...]:
    """Return groups of interviews that were entered twice under different references.

    Only looked for where day, interviewer and length are there: answers alone may well be alike by chance.
    """
    if cases.day is None or cases.interviewer is None or cases.minutes is None or len(cases.answers) < 3:
        return ()
    groups: dict[tuple[object, ...], list[str]] = {}
    for row in interviews:
        told = [codes[row] for codes in cases.answers.values()]
        if np.isnan(cases.minutes[row]) or sum(code is not None for code in told) < 3:
            continue
        key = (cases.day[row], cases.interviewer[row], cases.minutes[row], *told)
        key += tuple(codes[row] for codes in cases.parts.values())
        groups.setdefault(key, []).append(str(cases.number[row]))
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)
