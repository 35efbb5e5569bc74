"""How old the residents of synthetic London are."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from peelian.synthetic.localities import Localities

FIVE_YEARS = (*(f"{low}-{low + 4}" for low in range(0, 85, 5)), "85+")
"""Five-year bands, as their first and last year."""

# Roughly the shape of a large city; made up.
_SHARES = np.array([6.7, 6.2, 5.9, 5.6, 6.9, 9.4, 9.7, 8.6, 7.6, 6.8, 6.5, 5.7, 4.6, 3.7, 3.0, 2.0, 1.4, 1.5])
_YOUNG = slice(3, 5)
_TILT = 0.25


def young_share(places: Localities) -> npt.NDArray[np.float64]:
    """Return about which share of each ward's residents is 15 to 24: more where a ward is vulnerable."""
    share = _SHARES[_YOUNG].sum() / _SHARES.sum()
    return np.asarray(share * (1 + _TILT * places.vulnerability))


def age_shares(places: Localities) -> npt.NDArray[np.float64]:
    """Return the share of each ward's residents in each five-year band, shape (wards, 18)."""
    shares = np.tile(_SHARES / _SHARES.sum(), (len(places.codes), 1))
    young = young_share(places)
    before = shares[:, _YOUNG].sum(axis=1)
    shares *= ((1 - young) / (1 - before))[:, None]
    shares[:, _YOUNG] *= (young / (shares[:, _YOUNG].sum(axis=1)))[:, None]
    return shares
