"""Weights fitted to what is known of the population, and what that leaves of the variance of an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Codes = NDArray[np.int64]

# As many as R's `rake` takes.
_SWEEPS = 10


class KnownTotals(Protocol):
    """What weights were fitted to: totals that are now known without error."""

    def residuals(self, scores: Values) -> Values:
        """Return what of weighted scores, shape (n, m), is not explained by what is known, shape (n, m)."""


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
        Weights after the fit, shape (n,), none of them 0.
    """

    columns: Values
    before: Values
    after: Values

    def residuals(self, scores: Values) -> Values:
        """Return what of weighted scores is not explained by the columns, shape (n, m).

        The regression of answers on columns is weighted by the weights before the fit, and residuals are
        carried by the weights after it, as R's `calibrate` does.

        Parameters
        ----------
        scores
            Weight after the fit times the linearised answer, shape (n, m).
        """
        raw = scores / self.after[:, None]
        root = np.sqrt(self.before)[:, None]
        fitted, *_ = np.linalg.lstsq(self.columns * root, raw * root, rcond=None)
        return np.asarray((raw - self.columns @ fitted) * self.after[:, None])


@dataclass(frozen=True, slots=True)
class MarginCalibration:
    """Margins that weights were fitted to: the same as a `Calibration`, kept as codes instead of indicators.

    Parameters
    ----------
    margins
        For each margin the code of the category of each row, from 0, shape (n,).
    before, after
        Weights before and after the fit, shape (n,), those after it above 0.
    residual
        How answers are predicted from the margins. `regression`: from all margins at once, weighted by the
        weights before the fit (Deville and Sarndal 1992; R's `postStratify`, and `calibrate(calfun =
        "raking")`). `sweeps`: the plain mean of each margin's categories is taken away in turn, ten times
        over, as R's `rake` does. Where all weights before the fit are alike the two agree but for what ten
        sweeps leave.
    """

    margins: tuple[Codes, ...]
    before: Values
    after: Values
    residual: Literal["regression", "sweeps"] = "regression"

    def residuals(self, scores: Values) -> Values:
        """Return what of weighted scores is not explained by the margins, shape (n, m).

        Parameters
        ----------
        scores
            Weight after the fit times the linearised answer, shape (n, m).
        """
        raw = scores / self.after[:, None]
        left = self._swept(raw) if self.residual == "sweeps" else self._regressed(raw)
        return np.asarray(left * self.after[:, None])

    def _swept(self, raw: Values) -> Values:
        left = raw.copy()
        sizes = [np.maximum(np.bincount(codes), 1) for codes in self.margins]
        for column in range(left.shape[1]):
            values = left[:, column]
            for _ in range(_SWEEPS):
                for codes, size in zip(self.margins, sizes, strict=True):
                    values = values - (np.bincount(codes, weights=values) / size)[codes]
            left[:, column] = values
        return left

    def _regressed(self, raw: Values) -> Values:
        starts = np.cumsum([0, *(int(codes.max(initial=-1)) + 1 for codes in self.margins)])
        at = [codes + start for codes, start in zip(self.margins, starts[:-1], strict=True)]
        size = int(starts[-1])
        square = np.zeros((size, size))
        for one in at:
            for other in at:
                cells = np.bincount(one * size + other, weights=self.before, minlength=size * size)
                square += cells.reshape(size, size)
        product = np.zeros((size, raw.shape[1]))
        for one in at:
            for column in range(raw.shape[1]):
                weighed = self.before * raw[:, column]
                product[:, column] += np.bincount(one, weights=weighed, minlength=size)
        # Margins share their total, so the square has no inverse; lstsq takes the shortest of the solutions.
        fitted, *_ = np.linalg.lstsq(square, product, rcond=None)
        return np.asarray(raw - sum(fitted[one] for one in at))
