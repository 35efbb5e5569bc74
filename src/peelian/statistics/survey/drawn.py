"""What was drawn in each stratum and month, whoever answered: it sets how sure an estimate is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.design import LonelyRule, SurveyDesign

Values = NDArray[np.float64]
Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Units drawn by stratum and month.

    Parameters
    ----------
    clustered
        Whether units are clusters of people; otherwise each row is a unit.
    stratum
        The stratum of each unit, shape (units,), where units are clusters; otherwise of each stratum, itself.
    present
        Rows of each unit (or stratum) in each month, shape (units, months).
    populations
        Units that each stratum has in the population, shape (strata,), or None.
    lonely
        What to do with a stratum of one unit.
    home
        The unit (or stratum) of each row.
    """

    clustered: bool
    stratum: Codes
    present: Codes
    populations: Values | None
    lonely: LonelyRule
    home: Codes

    @property
    def months(self) -> int:
        """How many months there are."""
        return int(self.present.shape[1])

    @property
    def strata(self) -> int:
        """How many strata there are."""
        return int(self.stratum.max(initial=-1)) + 1

    def stratum_of(self, unit: Codes) -> Codes:
        """Return the stratum of units, or of strata themselves.

        Parameters
        ----------
        unit
            Shape (n,).
        """
        return self.stratum[unit]

    def units(self, windows: Flags) -> Codes:
        """Return the units drawn in each window and stratum, shape (windows, strata).

        Parameters
        ----------
        windows
            Which months belong to a window, shape (windows, months).
        """
        rows = windows.astype(np.int64) @ self.present.T
        if not self.clustered:
            return rows
        found = [np.bincount(self.stratum, weights=each > 0, minlength=self.strata) for each in rows]
        return np.asarray(found).astype(np.int64).reshape(len(windows), self.strata)


def drawn_of(design: SurveyDesign, month: Codes) -> Drawn:
    """Return what a design drew in each month.

    Parameters
    ----------
    design
        The design.
    month
        The month of each row, numbered from 0, shape (n,).

    Raises
    ------
    ValueError
        If weights were fitted to totals, if a later stage adds variance, or if populations are given for a
        sample of several months, whose windows they do not fit.
    """
    _refuse(design, month)
    stratum, unit = design.strata[0], design.units[0]
    sizes = np.bincount(unit)
    clustered = bool((sizes > 1).any())
    home = unit if clustered else stratum
    count, months = int(home.max(initial=-1)) + 1, int(month.max(initial=0)) + 1
    present = np.bincount(home * months + month, minlength=count * months).reshape(count, months)
    of = np.arange(count)
    if clustered:
        of[unit] = stratum
    populations = None
    if design.populations[0] is not None:
        populations = np.ones(int(stratum.max(initial=-1)) + 1)
        populations[stratum] = design.populations[0]
    return Drawn(clustered, of, present, populations, design.lonely, home)


def _refuse(design: SurveyDesign, month: Codes) -> None:
    if design.calibrations:
        raise ValueError(
            "sums by cell cannot tell the variance of weights that were fitted to totals: use survey_estimate"
        )
    if design.populations[0] is not None and len(design.strata) > 1:
        raise ValueError("sums by unit cannot tell what later stages add: use survey_estimate")
    if design.populations[0] is not None and month.max(initial=0) > 0:
        raise ValueError("populations are of the whole sample and do not fit windows of months")
