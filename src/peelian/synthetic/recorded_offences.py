"""The offences of synthetic criminal records, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Days = NDArray[np.datetime64]

CONVICTED = 0
"""The outcome of an offence of which somebody was found guilty."""


@dataclass(frozen=True, slots=True)
class Offences:
    """Offences brought to a result: arrays of shape (n,).

    Parameters
    ----------
    person
        Place of the person among those on a cohort.
    day, result
        Day of the offence and of its result.
    outcome
        0 found guilty, 1 cautioned, 2 found not guilty, 3 no further action.
    """

    person: Places
    day: Days
    result: Days
    outcome: Places

    def take(self, order: Places) -> Offences:
        """Return the offences in another order."""
        return Offences(*(getattr(self, name)[order] for name in self.__slots__))

    @classmethod
    def joined(cls, *parts: Offences) -> Offences:
        """Return several lists of offences as one."""
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in cls.__slots__))
