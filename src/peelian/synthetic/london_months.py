"""How many offences synthetic London records in each month of 2014 to 2017, as its years are told."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from peelian.synthetic.spread import spread
from peelian.synthetic.world import World, months_between

FIRST_YEAR, LAST_YEAR = 2014, 2017
_YEARS = {2014: 701_000, 2015: 727_000, 2016: 750_000, 2017: 803_250}
_JULY_ABOVE_JUNE = 4_100
_JUNE, _JULY = 5, 6
# Shares of a year in its months, January first: a day less or more, and more in summer and autumn.
_SHAPE = np.array([63.1, 60.0, 66.3, 64.6, 66.9, 67.4, 71.5, 67.8, 67.7, 71.0, 69.4, 66.9])

Numbers = npt.NDArray[np.float64]


def london_months(world: World) -> Numbers:
    """Return the whole numbers of offences in the months of the published counts, shape (months,)."""
    months = months_between()
    everything = all_london_months(world)
    start = (months[0].year - FIRST_YEAR) * 12 + months[0].month - 1
    return everything[start : start + len(months)].astype(np.float64)


def all_london_months(world: World) -> npt.NDArray[np.int64]:
    """Return the offences of every month from January 2014 to December 2017, shape (48,).

    The years have the sums told of them (2016: 750,000; 2017: 803,250, 7.1 % more), and July 2017 is 4,100
    above June.
    """
    rng = world.stream("months of London")
    rise = np.linspace(-0.5, 0.5, 12)
    years = []
    for year, whole in _YEARS.items():
        tilt = 0.06 if year == LAST_YEAR else 0.03
        shape = _SHAPE * (1 + tilt * rise) * rng.normal(1, 0.006, 12)
        months = spread(whole, shape)
        if year == LAST_YEAR:
            both = int(months[[_JUNE, _JULY]].sum())
            months[_JUNE] = (both - _JULY_ABOVE_JUNE) // 2
            months[_JULY] = months[_JUNE] + _JULY_ABOVE_JUNE
            months[-1] += whole - int(months.sum())
        years.append(months)
    return np.concatenate(years)


def first_months() -> list[dt.date]:
    """Return the first days of the months from January 2014 to December 2017."""
    return months_between(dt.date(FIRST_YEAR, 1, 1), dt.date(LAST_YEAR, 12, 1))
