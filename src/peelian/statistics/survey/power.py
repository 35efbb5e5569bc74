"""How many people a survey needs, and what a survey of a given size can show."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

Values = NDArray[np.float64]


def half_width(
    people: ArrayLike, *, share: ArrayLike = 0.5, effect: ArrayLike = 1.0, level: float = 0.95
) -> Values:
    """Return half of the width of the interval of a share: z x square root of deff x p (1 - p) / n.

    Parameters
    ----------
    people
        Interviews, above 0.
    share
        The share expected, as a fraction; 0.5 is the least sure.
    effect
        Design effect (Kish, Survey Sampling, 1965, section 8.2): how many times the variance of a simple
        random sample of as many people.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If there are no people, a share is outside 0 to 1 or a design effect not above 0.
    """
    size, p, deff = _checked(people, share, effect)
    return np.asarray(special.ndtri((1 + level) / 2) * np.sqrt(deff * p * (1 - p) / size))


def people_needed(
    difference: ArrayLike,
    *,
    share: ArrayLike = 0.5,
    effect: ArrayLike = 1.0,
    power: float | None = None,
    level: float = 0.95,
) -> NDArray[np.int64]:
    """Return the interviews needed in an area, or in each of two groups or years.

    Without a power: people for an interval of a share no wider than the difference either way. With one:
    people in each of two groups of one size, or each of two years, so that a true difference is found with
    that chance: (z of the level + z of the power)^2 x deff x (p (1 - p) + q (1 - q)) / difference^2, q = p -
    difference (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, section 4.2,
    without pooling). Rounded up.

    Parameters
    ----------
    difference
        Half-width wanted, or the true difference to be found, as a fraction above 0.
    share
        The share expected, in the group or year where it is higher if two are compared.
    effect
        Design effect.
    power
        Chance of finding the difference, between 0 and 1.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    ValueError
        If a difference is not above 0 or larger than the share leaves room for.
    """
    step = np.asarray(difference, dtype=np.float64)
    _, p, deff = _checked(1.0, share, effect)
    z = special.ndtri((1 + level) / 2)
    if not (step > 0).all():
        raise ValueError(f"a difference above 0 is needed, not {step.min():g}")
    if power is None:
        exact = deff * p * (1 - p) * (z / step) ** 2
    else:
        other = p - step
        if (other < 0).any():
            raise ValueError(f"the lower of two shares would be {other.min():g}; it cannot be below 0")
        spread = p * (1 - p) + other * (1 - other)
        exact = deff * spread * ((z + special.ndtri(power)) / step) ** 2
    return np.asarray(np.ceil(exact - 1e-9), dtype=np.int64)


def detectable_difference(
    people: tuple[ArrayLike, ArrayLike],
    *,
    share: ArrayLike = 0.5,
    effect: ArrayLike = 1.0,
    power: float = 0.8,
    level: float = 0.95,
    overlap: ArrayLike = 0.0,
) -> Values:
    """Return the least true difference that two groups or years of given sizes would show.

    (z of the level + z of the power) x square root of deff x p (1 - p) x (1 / n + 1 / m - 2 x overlap /
    square root of n m): for shares near `share`. Two rolling years that have interviews in common vary
    together, so that a smaller difference of them is found; `overlap` is the share in common.

    Parameters
    ----------
    people
        Interviews of the one and of the other.
    share, effect
        The share expected in both, and the design effect.
    power
        Chance of finding it, between 0 and 1.
    level
        Confidence level between 0 and 1.
    overlap
        Correlation of the two shares: 0 where nobody is in both, 9 / 12 for rolling years a quarter apart.

    Raises
    ------
    ValueError
        As for `half_width`, or if `overlap` is outside 0 to 1.
    """
    one, p, deff = _checked(people[0], share, effect)
    other, *_ = _checked(people[1], share, effect)
    common = np.asarray(overlap, dtype=np.float64)
    if not ((common >= 0) & (common < 1)).all():
        raise ValueError(f"an overlap from 0 to under 1 is needed, not {common.max():g}")
    z = special.ndtri((1 + level) / 2) + special.ndtri(power)
    size = 1 / one + 1 / other - 2 * common / np.sqrt(one * other)
    return np.asarray(z * np.sqrt(deff * p * (1 - p) * size))


def _checked(people: ArrayLike, share: ArrayLike, effect: ArrayLike) -> tuple[Values, Values, Values]:
    size, p, deff = (np.asarray(each, dtype=np.float64) for each in (people, share, effect))
    if not (size > 0).all():
        raise ValueError(f"people above 0 are needed, not {size.min():g}")
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("shares between 0 and 1 are needed")
    if not (deff > 0).all():
        raise ValueError(f"a design effect above 0 is needed, not {deff.min():g}")
    return size, p, deff
