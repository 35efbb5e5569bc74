"""Whether a difference is too small to matter, which is not the same as not having been found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

from peelian.statistics.survey.difference import SurveyDifference

Values = NDArray[np.float64]

Verdict = Literal["clear difference", "no difference larger than the margin", "no clear difference"]


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Two tests against a margin, arrays of shape (n,).

    Parameters
    ----------
    p
        P value of the wider of the two tests: small where the difference lies within the margin.
    verdicts
        What may be said, one for each difference. A difference can be clear and still within the margin: then
        `p` is small, too, and the verdict is that it is clear.
    """

    p: Values
    verdicts: tuple[Verdict, ...]


def judge_equivalence(made: SurveyDifference, margin: float, *, level: float = 0.95) -> Equivalence:
    """Judge differences against a margin set beforehand.

    Two one-sided t tests, that the difference is above -margin and below +margin, each at 1 - level
    (Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987). Only where both succeed may one
    say that there is no difference larger than the margin; where they do not, and the interval holds 0, the
    sample is too small to tell, and only "no clear difference" is true.

    Parameters
    ----------
    made
        The differences.
    margin
        The largest difference that does not matter, above 0, in the units of the difference.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If the margin is not above 0.
    """
    if not margin > 0:
        raise ValueError(f"a margin above 0 is needed, not {margin:g}")
    with np.errstate(divide="ignore", invalid="ignore"):
        error = np.sqrt(made.variance)
        least = (margin - np.abs(made.difference)) / error
    known = ~np.isnan(least) & (made.degrees >= 1)
    p = np.where(
        known, special.stdtr(np.where(known, made.degrees, 1.0), np.where(known, -least, 0.0)), np.nan
    )
    clear = made.p <= 1 - level
    return Equivalence(p, tuple(_verdict(c, q, 1 - level) for c, q in zip(clear, p, strict=True)))


def _verdict(clear: bool, p: float, chance: float) -> Verdict:
    if clear:
        return "clear difference"
    return "no difference larger than the margin" if p <= chance else "no clear difference"
