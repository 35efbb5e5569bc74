"""Variance of weighted totals under a design, stage by stage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import LonelyRule, SurveyDesign

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


def covariance_of_totals(scores: Values, design: SurveyDesign) -> Values:
    """Return the covariance of the totals of columns of scores, shape (k, k).

    A score is weight times the linearised answer, 0 for rows outside the part that is told: those rows stay
    in the design. Between units of a stratum the variance is m / (m - 1) x (1 - m / M) x the squares about
    their mean; of each later stage the share m / M of the stage before is added (Sarndal, Swensson and
    Wretman, Model Assisted Survey Sampling, 1992, chapter 4; R's `survey::svyrecvar`). Where the population
    of a stage is not given, units count as drawn with replacement and later stages add nothing.

    Parameters
    ----------
    scores
        Shape (n,) or (n, k).
    design
        The design; scores are first freed of what its weights were fitted to.

    Raises
    ------
    ValueError
        If a stratum has one unit and the design's rule is to refuse that.
    """
    columns = scores[:, None] if scores.ndim == 1 else scores
    for calibration in reversed(design.calibrations):
        columns = calibration.residuals(columns)
    total = np.zeros((columns.shape[1], columns.shape[1]))
    factor = np.ones(len(columns))
    for stratum, unit, population in zip(design.strata, design.units, design.populations, strict=True):
        drawn, found = _stage(columns * np.sqrt(factor)[:, None], (stratum, unit), population, design.lonely)
        total += found
        if population is None:
            break
        factor = factor * drawn / population
    return total


def _stage(
    scores: Values, codes: tuple[Codes, Codes], population: Values | None, lonely: LonelyRule
) -> tuple[Values, Values]:
    stratum, unit = codes
    first = np.unique(unit, return_index=True)[1]
    sums = np.zeros((len(first), scores.shape[1]))
    for column in range(scores.shape[1]):
        sums[:, column] = np.bincount(unit, weights=scores[:, column], minlength=len(first))
    home = stratum[first]
    strata = int(stratum.max(initial=0)) + 1
    drawn = np.bincount(home, minlength=strata)
    free = np.ones(strata)
    if population is not None:
        whole = np.ones(strata)
        whole[home] = population[first]
        free = np.maximum(1 - drawn / whole, 0.0)
    centre = np.zeros((strata, scores.shape[1]))
    np.add.at(centre, home, sums)
    centre /= np.maximum(drawn, 1)[:, None]
    alone = (drawn == 1) & (free > 0)
    spread = sums - centre[home]
    if alone.any():
        if lonely == "fail":
            raise ValueError(
                f"every stratum needs two units or more; {int(alone.sum())} of {int((drawn > 0).sum())} have "
                "one"
            )
        if lonely == "adjust":
            spread = np.where(alone[home][:, None], sums - sums.mean(axis=0), spread)
    scale = np.where(drawn > 1, drawn / np.maximum(drawn - 1, 1), 1.0) * free
    found = (spread * scale[home][:, None]).T @ spread
    if lonely == "average" and alone.any():
        several = int(((drawn > 1) | ((drawn == 1) & (free == 0))).sum())
        found = found * ((several + alone.sum()) / several) if several else np.full_like(found, np.nan)
    return drawn[stratum].astype(np.float64), np.asarray(found)
