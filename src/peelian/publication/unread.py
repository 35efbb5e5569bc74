"""Unread: findings of which a page draws the values and brings the file, and hardly ever one by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from peelian.findings.finding import Finding
from peelian.publication.rows import FindingRows, Taken



class Unread(Sequence[Finding]):
    """Findings that become records when one is asked for; their values and their lines of CSV do not wait.

    Half of the findings that a site draws are points of small lines. To turn them into records cost more than
    to draw the lines and to write their files.

    Parameters
    ----------
    rows
        The columns.
    places
        Rows, in the order of the sequence.
    read
        Turns rows into records.
    """

    def __init__(
        self, rows: FindingRows, places: Sequence[int], read: Callable[[Sequence[int]], tuple[Finding, ...]]
    ) -> None:
        self._rows, self._places, self._read = rows, places, read

    @classmethod
    def joined(cls, several: Sequence[Unread]) -> Unread:
        """Return the findings of several, one after the other; without any of them there is nothing to join."""
        first = several[0]
        return cls(first._rows, [place for one in several for place in one._places], first._read)

    @cached_property
    def values(self) -> tuple[float | None, ...]:
        """The value of each."""
        return tuple(self._rows.values(self._places))

    @cached_property
    def taken(self) -> Taken:
        """What the columns hold of them beside numbers."""
        return self._rows.take(self._places)

    def numbers(self) -> npt.NDArray[np.float64]:
        """Return their numbers in the order of `NUMBERS`, NaN for what is missing; (findings, columns)."""
        return self._rows.numbers(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self._read(self._places))

    @overload
    def __getitem__(self, place: int) -> Finding: ...

    @overload
    def __getitem__(self, place: slice) -> Unread: ...

    def __getitem__(self, place: int | slice) -> Finding | Unread:
        if isinstance(place, slice):
            return Unread(self._rows, self._places[place], self._read)
        return self._read([self._places[place]])[0]


def values_of(findings: Sequence[Finding]) -> Sequence[float | None]:
    """Return the values of findings, without turning those into records that are none yet."""
    return findings.values if isinstance(findings, Unread) else [finding.value for finding in findings]


def made_up_of(findings: Sequence[Finding]) -> Sequence[bool]:
    """Return which findings are made up, without turning those into records that are none yet."""
    if isinstance(findings, Unread):
        return findings.taken.synthetic
    return [finding.synthetic for finding in findings]
