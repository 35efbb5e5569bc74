"""Weights fitted to what is known of the population, and what that leaves of the variance of an estimate."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What weights were fitted to: the columns whose totals are now known without error.

    The variance of a total with fitted weights is that of what is left when the answers have been predicted
    from those columns (Deville and Sarndal, Journal of the American Statistical Association 87, 1992).

    Parameters
    ----------
    columns
        Shape (n, k): indicators of the categories of the margins, or numbers such as a score of last year.
    before
        Weights before the fit, shape (n,).
    after
        Weights after the fit, shape (n,).
    """

    columns: Values
    before: Values
    after: Values

    def residuals(self, scores: Values) -> Values:
        """Return what of weighted scores is not explained by the columns, shape (n, m).

        The regression of answers on columns is weighted by the weights before the fit, and residuals are
        carried by the weights after it, as R's `calibrate` and `rake` do.

        Parameters
        ----------
        scores
            Weight after the fit times the linearised answer, shape (n, m).
        """
        raw = scores / self.after[:, None]
        root = np.sqrt(self.before)[:, None]
        fitted, *_ = np.linalg.lstsq(self.columns * root, raw * root, rcond=None)
        return np.asarray((raw - self.columns @ fitted) * self.after[:, None])
