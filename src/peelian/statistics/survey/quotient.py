"""What is estimated from answers: one weighted total of values given to answers over another."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Quotient:
    """A weighted total over a weighted total: a share, a mean, a net score, or a ratio of two numbers.

    Parameters
    ----------
    question
        Name of the question in the cube.
    top, bottom
        What each column of the question counts above and below the line. The columns of a coded question are
        its codes in order, so a share is 1 for each code that counts over 1 for each code of the base; a code
        that is 0 below and above is outside the base (does not know, refused). The columns of a number are 1
        and the number; of a pair of numbers 1, the first and the second.

    Raises
    ------
    ValueError
        If the two differ in length or nothing stands below the line.
    """

    question: str
    top: tuple[float, ...]
    bottom: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.top) != len(self.bottom):
            raise ValueError(
                f"{self.question}: one value above and one below the line are needed for each column, not "
                f"{len(self.top)} and {len(self.bottom)}"
            )
        if not any(self.bottom):
            raise ValueError(f"{self.question}: a base is needed; every column is 0 below the line")

    @property
    def is_share(self) -> bool:
        """Whether it is a share, which lies between 0 and 1."""
        pairs = zip(self.top, self.bottom, strict=True)
        return all(above in (0, 1) and below in (0, 1) and above <= below for above, below in pairs)


def share_quotient(question: str, *, yes: Collection[int], base: Collection[int], codes: int) -> Quotient:
    """Return the share of those who gave an answer of the base whose answer is one that counts.

    Parameters
    ----------
    question
        Name of the coded question.
    yes, base
        Codes that count and codes of the base, numbered from 0.
    codes
        How many codes the question has.
    """
    inside = set(base) | set(yes)
    return Quotient(
        question,
        tuple(float(code in set(yes)) for code in range(codes)),
        tuple(float(code in inside) for code in range(codes)),
    )


def score_quotient(question: str, *, scores: Mapping[int, float], codes: int) -> Quotient:
    """Return the mean of scores given to answers: 1 to 5 for a scale, 1, 0 and -1 for a net score.

    Parameters
    ----------
    question
        Name of the coded question.
    scores
        Code -> score. Codes without a score are outside the base.
    codes
        How many codes the question has.
    """
    return Quotient(
        question,
        tuple(float(scores.get(code, 0.0)) for code in range(codes)),
        tuple(float(code in scores) for code in range(codes)),
    )
