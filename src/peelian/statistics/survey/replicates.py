"""Replicate weights: the sample weighted many times over, so that estimates show how far they vary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.errors import PeelianError

Values = NDArray[np.float64]

Centre = Literal["mean of replicates", "estimate"]


@dataclass(frozen=True, slots=True)
class Replicates:
    """A sample of n rows with R sets of weights beside its own.

    Parameters
    ----------
    weights
        Weights of the estimate, shape (n,).
    replicates
        Weights of each replicate, the whole weights and not what the others are multiplied by, shape (n, R).
    scale, scales
        What the squares of all replicates, and of each of them, shape (R,), are multiplied by.
    centre
        What squares are taken about: the mean of the replicates, or the estimate itself (R's `mse = TRUE`).
    degrees
        Degrees of freedom: how many replicates are not made of the others, less one (as R's `degf`). They are
        those of the sample, and stay when weights are fitted anew.
    """

    weights: Values
    replicates: Values
    scale: float
    scales: Values
    degrees: int
    centre: Centre = "mean of replicates"

    def covariance(self, estimator: Callable[[Values], ArrayLike]) -> tuple[Values, Values]:
        """Return estimates, shape (k,), and their covariance, shape (k, k).

        Where a replicate holds nobody of the part an estimate is about, its variance is not known.

        Wolter, Introduction to Variance Estimation, second edition 2007, chapters 3 to 5; R's
        `survey::svrVar`.

        Parameters
        ----------
        estimator
            Takes weights of shape (n,) and returns one estimate or k of them.
        """
        whole = np.atleast_1d(np.asarray(estimator(self.weights), dtype=np.float64))
        each = [
            np.atleast_1d(np.asarray(estimator(column), dtype=np.float64)) for column in self.replicates.T
        ]
        found = np.array(each).reshape(-1, len(whole))
        away = self.away(found, whole)
        return whole, np.asarray(away.T @ away)

    def away(self, found: Values, whole: Values) -> Values:
        """Return how far estimates of each replicate are from where squares are taken about, shape (R, k).

        Scaled so that the sums of their squares and products are the variances and covariances.

        Parameters
        ----------
        found
            Estimates with the weights of each replicate, shape (R, k).
        whole
            Those with the weights of the sample, shape (k,).
        """
        # A replicate that does not count has no part in the mean either.
        about = whole if self.centre == "estimate" else found[self.scales > 0].mean(axis=0)
        return np.asarray((found - about) * np.sqrt(self.scale * self.scales)[:, None])

    def degrees_within(self, inside: NDArray[np.bool_]) -> int:
        """Return the degrees of freedom of a part of the sample: those of the whole, whatever the part.

        Parameters
        ----------
        inside
            Which rows belong to the part, shape (n,).
        """
        del inside
        return self.degrees

    def of_rows(self, kept: NDArray[np.bool_]) -> Replicates:
        """Return the same sample without the rows that stand for nobody; its degrees of freedom stay.

        Parameters
        ----------
        kept
            Rows that have a weight, shape (n,).
        """
        return replace(self, weights=self.weights[kept], replicates=self.replicates[kept])

    def refitted(self, fit: Callable[[Values], Values]) -> Replicates:
        """Return the same sample with its own and each set of replicate weights fitted anew.

        Parameters
        ----------
        fit
            Takes weights of shape (n,), zeros among them, and returns weights of the same shape.

        Raises
        ------
        PeelianError
            If a replicate cannot be fitted: says which.
        """
        made = np.empty_like(self.replicates)
        for number, column in enumerate(self.replicates.T):
            try:
                made[:, number] = fit(column)
            except PeelianError as problem:
                raise type(problem)(
                    f"replicate {number + 1} of {made.shape[1]}, {problem.thing}",
                    found=problem.found,
                    accepted=problem.accepted,
                    next_step=problem.next_step,
                ) from problem
        return replace(self, weights=fit(self.weights), replicates=made)
