"""Answers of small groups settled on a weighted share more closely than whole answers alone would allow."""

from __future__ import annotations

import numpy as np

from peelian.synthetic.surveys_answers import Flags, Weights, settle


def settle_closely(
    rng: np.random.Generator, yes: Flags, weights: Weights, *, window: Flags, share: float
) -> Flags:
    """Return answers settled as by `settle`, and one yes and one no changed places to come nearer still.

    Whole answers of a small group alone would leave its share off by half an answer, which in a group of a
    hundred is half a point. Weights differ, so some pair of answers differs by nearly what is left.

    Parameters
    ----------
    rng, yes, weights, share
        As for `settle`.
    window
        The rows of which the share is taken; all may be changed.
    """
    settled = settle(rng, yes, weights, window=window, free=window, share=share)
    left = share * weights[window].sum() - weights[window & settled].sum()
    ones, zeros = np.flatnonzero(window & settled), np.flatnonzero(window & ~settled)
    if not (ones.size and zeros.size):
        return settled
    zeros = zeros[np.argsort(weights[zeros], kind="stable")]
    place = np.searchsorted(weights[zeros], weights[ones] + left)
    near = np.stack([np.clip(place - 1, 0, None), np.clip(place, None, len(zeros) - 1)])
    off = np.abs(weights[zeros[near]] - weights[ones] - left)
    side, one = np.unravel_index(int(off.argmin()), off.shape)
    if off[side, one] < abs(left):
        settled[ones[one]], settled[zeros[near[side, one]]] = False, True
    return settled
