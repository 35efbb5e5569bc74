"""Questions as the rows of a table: answers, nets, means, and those who gave no answer beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.surveys.scale import AnswerKind

Codes = NDArray[np.integer]
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Net:
    """Answers taken together: their share, or the share of some less the share of others.

    Parameters
    ----------
    label
        Name of the row.
    plus, minus
        Codes that count for, and against; without any against it is a plain share.
    """

    label: str
    plus: tuple[int, ...]
    minus: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableQuestion:
    """A question with the answers of the n people of a sample.

    Parameters
    ----------
    name, label
        Its name, and what a reader sees.
    codes
        The answer of each person, numbered from 0, and -1 where nothing is known, shape (n,). Where several
        answers may be ticked, 1, 0 or -1 for each of them, shape (n, k). None for a number.
    words, kinds
        Of each code, its words and what sort of thing it stands for; only an answer is ever in the base of a
        share. Of each answer that may be ticked, its words.
    nets
        Rows of answers taken together. Where several may be ticked: anybody who ticked any of them.
    scores
        Code -> number, for a row with the mean; left out, none.
    numbers
        The number of each person, not a number where not known, shape (n,), for a row with the mean.
    """

    name: str
    label: str
    codes: Codes | None = None
    words: tuple[str, ...] = ()
    kinds: tuple[AnswerKind, ...] = ()
    nets: tuple[Net, ...] = ()
    scores: Mapping[int, float] | None = None
    numbers: Values | None = None

    @property
    def rows(self) -> int:
        """How many people there are."""
        given = self.codes if self.codes is not None else self.numbers
        return 0 if given is None else len(given)

    @property
    def several(self) -> bool:
        """Whether several answers may be ticked."""
        return self.codes is not None and self.codes.ndim == 2
