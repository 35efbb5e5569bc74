"""Variance of weighted totals under a design, stage by stage."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.lonely import SMALLEST_FREE

Values = NDArray[np.float64]
Codes = NDArray[np.int64]
Inside = NDArray[np.bool_]


def covariance_of_totals(scores: Values, design: SurveyDesign, *, inside: Inside | None = None) -> Values:
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
    inside
        Rows each column is about, shape (n,), (n, 1) or (n, k); left out, all. Only the lonely rules `fail`
        and `average` look at it: they pass over strata of which no row is inside. Fitted weights tie all
        rows together, so there it counts for nothing.

    Raises
    ------
    ValueError
        If a stratum has one unit and the design's rule is to refuse that.
    """
    columns = scores[:, None] if scores.ndim == 1 else scores
    told = np.ones((len(columns), 1), dtype=bool)
    if inside is not None and not design.calibrations:
        told = inside[:, None] if inside.ndim == 1 else inside
    for calibration in reversed(design.calibrations):
        columns = calibration.residuals(columns)
    total = np.zeros((columns.shape[1], columns.shape[1]))
    factor = np.ones(len(columns))
    above = np.zeros(len(columns), dtype=np.int64)
    for stratum, unit, population in zip(design.strata, design.units, design.populations, strict=True):
        stage = _Stage(stratum, unit, population)
        total += stage.covariance(columns * np.sqrt(factor)[:, None], design.lonely, above, told)
        if population is None:
            break
        factor = factor * stage.drawn[stratum] / population
        above = unit
    return total


class _Stage:
    """Units drawn within strata, and what they tell of the variance."""

    def __init__(self, stratum: Codes, unit: Codes, population: Values | None) -> None:
        self.stratum, self.unit = stratum, unit
        self.first = np.unique(unit, return_index=True)[1]
        self.home = stratum[self.first]
        self.strata = int(stratum.max(initial=-1)) + 1
        self.drawn = np.bincount(self.home, minlength=self.strata)
        self.free = np.ones(self.strata)
        if population is not None:
            whole = np.ones(self.strata)
            whole[self.home] = population[self.first]
            free = 1 - self.drawn / whole
            self.free = np.where(free < SMALLEST_FREE, 0.0, free)

    def covariance(self, scores: Values, lonely: str, above: Codes, told: Inside) -> Values:
        sums = _totals(self.unit, scores, len(self.first))
        centre = _totals(self.home, sums, self.strata) / np.maximum(self.drawn, 1)[:, None]
        alone = (self.drawn == 1) & (self.free > 0)
        spread = sums - centre[self.home]
        if alone.any():
            spread = self._for_lonely(spread, sums, (lonely, alone), above, told)
        scale = np.where(self.drawn > 1, self.drawn / np.maximum(self.drawn - 1, 1), 1.0) * self.free
        return np.asarray((spread * scale[self.home][:, None]).T @ spread)

    def _for_lonely(
        self, spread: Values, sums: Values, rule: tuple[str, Inside], above: Codes, told: Inside
    ) -> Values:
        lonely, alone = rule
        if lonely == "adjust":
            # Scores of means, ratios and models add up to 0, so 0 is the mean over all.
            return np.where(alone[self.home][:, None], sums, spread)
        if lonely in ("remove", "certainty"):
            return spread
        present = _totals(self.stratum, told.astype(np.float64), self.strata) > 0
        if lonely == "fail":
            refused = alone & present.any(axis=1)
            if refused.any():
                raise ValueError(
                    f"every stratum needs two units or more; {int(refused.sum())} of {self.strata} have one"
                )
            return spread
        parent = np.zeros(self.strata, dtype=np.int64)
        parent[self.stratum] = above
        parents = int(above.max()) + 1
        all_strata = _totals(parent, present.astype(np.float64), parents)
        usable = _totals(parent, (present & ~alone[:, None]).astype(np.float64), parents)
        with np.errstate(divide="ignore", invalid="ignore"):
            raised = np.where(all_strata > usable, all_strata / usable, 1.0)
        raised[(all_strata > 0) & (usable == 0)] = np.nan
        return np.asarray(spread * np.sqrt(raised[parent[self.home]]))


def _totals(codes: Codes, columns: Values, count: int) -> Values:
    found = np.zeros((count, columns.shape[1]))
    for column in range(columns.shape[1]):
        found[:, column] = np.bincount(codes, weights=columns[:, column], minlength=count)
    return found
