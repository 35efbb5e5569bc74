"""Kinds of crime that victims are asked about, drawn unequally, and the weights that put it right."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Weights = NDArray[np.float64]

CRIMES = {
    "burglary": (0.24, 0.22),
    "vehicle": (0.26, 0.36),
    "assault": (0.22, 0.27),
    "robbery": (0.2, 0.12),
    "hate": (0.08, 0.03),
}
"""Kind of crime -> its share of interviews, and of victims."""
# Two and three people weigh together as many as they are: one of vehicle crime and one of robbery; two of
# assault and one of hate crime.
_PAIR, _THREE, _ALONE = ((1, 1.375), (3, 0.625)), ((2, 1.25), (2, 1.25), (4, 0.5)), (0, 1.0)
_IN_PAIRS, _THREES = 0.343, 0.1


def drawn_weights(rng: np.random.Generator, size: int) -> tuple[Places, Weights]:
    """Draw kinds of crime, and weights for them that vary from person to person.

    Returns
    -------
    tuple of numpy.ndarray
        Places in `CRIMES`, and weights of four decimals, both of shape (size,).
    """
    asked, stand_for = (np.array(each) for each in zip(*CRIMES.values(), strict=True))
    crime = rng.choice(len(CRIMES), size, p=asked)
    return crime, np.round((stand_for / asked)[crime] * rng.lognormal(-0.02, 0.2, size), 4)


def balanced_weights(rng: np.random.Generator, profile: Places) -> tuple[Places, Weights]:
    """Deal kinds of crime out so that people of one profile weigh together exactly as many as they are.

    A weight is that of the kind of crime alone. Within a profile the kinds come in pairs and threes whose
    weights add up to 2 and 3, and burglary, whose weight is 1, is what is left. Any share of whole profiles
    is then the same with weights and without.

    Parameters
    ----------
    rng
        Says who gets which kind.
    profile
        What must be balanced, as whole numbers, shape (n,).

    Returns
    -------
    tuple of numpy.ndarray
        Places in `CRIMES`, and weights, both of shape (n,).
    """
    order = np.lexsort((rng.random(len(profile)), profile))
    _, starts, sizes = np.unique(profile[order], return_index=True, return_counts=True)
    threes = np.minimum((sizes * _THREES + rng.random(len(sizes))).astype(np.int64), sizes // 3)
    rest = sizes - 3 * threes
    pairs = np.minimum((rest * _IN_PAIRS + rng.random(len(sizes))).astype(np.int64), rest // 2)
    crime = np.full(len(profile), _ALONE[0])
    weights = np.full(len(profile), _ALONE[1])
    for block, many, after in ((_THREE, threes, starts), (_PAIR, pairs, starts + 3 * threes)):
        firsts = np.repeat(after, many) + len(block) * _counted(many)
        for step, (kind, weight) in enumerate(block):
            crime[order[firsts + step]], weights[order[firsts + step]] = kind, weight
    return crime, weights


def _counted(many: Places) -> Places:
    """Return 0, 1, 2 ... for each of the many in turn."""
    return np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
