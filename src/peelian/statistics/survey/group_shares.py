"""Weighted shares of parts of a sample from its rows, with the scores that differences between them need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.difference import SurveyDifference
from peelian.statistics.survey.interval_ends import logit_ends, student, wilson_ends
from peelian.statistics.survey.linearised import Linearised, covariance_of, interval_of
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.sample import Sample
from peelian.statistics.survey.share import SurveyShare

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class GroupShares:
    """Shares of m parts of one sample.

    Parameters
    ----------
    shares
        With their intervals and bases, arrays of shape (m,).
    linearised
        The same shares with the score of every row, or of every replicate.
    """

    shares: SurveyShare
    linearised: Linearised


def group_shares(yes: ArrayLike, members: ArrayLike, design: Sample, *, level: float = 0.95) -> GroupShares:
    """Return the weighted share of yes in parts of a sample, which may share rows.

    The share, its interval and what happens where all or none said yes are those of `survey_share`, for any
    design. Rows outside a part, and rows without an answer, stay in the design.

    Parameters
    ----------
    yes
        1, 0, or not a number where nobody answered, shape (n,).
    members
        Which rows belong to each part, shape (n, m).
    design
        The design of the n rows, or their replicates.
    level
        Confidence level between 0 and 1.
    """
    answer = np.asarray(yes, dtype=np.float64)
    inside = np.asarray(members, dtype=bool) & ~np.isnan(answer)[:, None]
    answer = np.where(np.isnan(answer), 0.0, answer)
    weights = design.weights
    whole, said = weights @ inside, (weights * answer) @ inside
    with np.errstate(divide="ignore", invalid="ignore"):
        share = said / whole
        kish = whole**2 / (weights**2 @ inside)
        if isinstance(design, Replicates):
            each = design.replicates.T
            scores = design.away((each @ (inside * answer[:, None])) / (each @ inside), share)
        else:
            scores = np.where(inside, weights[:, None] * (answer[:, None] - share) / whole, 0.0)
    variance = np.where(whole > 0, np.diag(covariance_of(scores, design, inside=inside)), np.nan)
    degrees = np.array([_degrees(design, part) for part in inside.T])
    t = student(degrees, level)
    flat = (said <= 0) | (said >= whole)
    lower, upper = logit_ends(share, variance, t)
    low, high = wilson_ends(share, kish, t)
    lower, upper = np.where(flat, low, lower), np.where(flat, high, upper)
    with np.errstate(divide="ignore", invalid="ignore"):
        alone = share * (1 - share) / variance
        spread = np.where(flat, ((upper - lower) / (2 * t)) ** 2, np.maximum(variance, 0.0))
    effective = np.where(flat, kish, np.where(np.isfinite(alone), alone, np.nan))
    base = inside.sum(axis=0).astype(np.int64)
    made = SurveyShare(share, spread, lower, upper, degrees, said, whole, base, effective)
    return GroupShares(made, Linearised(share, scores, degrees))


def group_difference(
    made: GroupShares, terms: ArrayLike, *, inside: ArrayLike, design: Sample, level: float = 0.95
) -> SurveyDifference:
    """Return one sum of shares times given numbers, such as a gap, with what the parts have in common.

    Degrees of freedom are those of all rows that any of its parts is about, as in `group_gap`.

    Parameters
    ----------
    made
        Shares of m parts.
    terms
        What each share is multiplied by, shape (m,): (1, -1) for the gap of two.
    inside
        Rows of the parts that are used, with an answer, shape (n,).
    design
        The design of the n rows, or their replicates.
    level
        Confidence level between 0 and 1.
    """
    both = made.linearised.combined(terms)
    free = np.array([_degrees(design, np.asarray(inside, dtype=bool))])
    return interval_of(Linearised(both.values, both.scores, free), design, level=level)


def _degrees(design: Sample, part: NDArray[np.bool_]) -> float:
    return float(design.degrees_within(part)) if part.any() else np.nan
