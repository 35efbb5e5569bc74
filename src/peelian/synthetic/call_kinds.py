"""What synthetic calls are about: how they were opened, closed and marked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.apportion import apportion
from peelian.synthetic.drawn import picked

Places = NDArray[np.int64]

MENTAL_HEALTH, ASB, OTHERS = 0, 1, 2
_TYPES = (
    "mental_health", "anti_social_behaviour", "violence", "domestic", "sexual", "theft", "missing_person",
    "welfare", "traffic", "alarm", "other", "", "duplicate", "no_trace",
)  # fmt: skip
_OPENED = (0.13, 0.1, 0.015, 0.2, 0.035, 0.13, 0.16, 0.08, 0.14, 0.01)
"""Shares of the types from "violence" to blank among calls that are none of the first two."""
_WELFARE, _DUPLICATE, _NO_TRACE = 7, 12, 13
_WAYS = (0.62, 0.2, 0.18)
"""Mental health shows in how a call was opened, only in how it was closed, or only in the mark."""
_LINKED, _LINK_BLANK, _LEFT_OPEN = 0.08, 0.2, 0.01


@dataclass(frozen=True, slots=True)
class Kinds:
    """What n calls are about: arrays of shape (n,).

    Parameters
    ----------
    class_
        0 for mental health, 1 for anti-social behaviour, 2 for all others.
    opened, closed
        Places in the list of types.
    mark, linked
        0 for yes, 1 for no, 2 for blank.
    """

    class_: Places
    opened: Places
    closed: Places
    mark: Places
    linked: Places

    def take(self, order: Places) -> Kinds:
        """Return the calls in another order."""
        return Kinds(*(getattr(self, name)[order] for name in self.__slots__))

    def columns(self) -> dict[str, pa.Array]:
        """Return the columns of the extract."""
        return {
            "Opening Type": picked(_TYPES, self.opened),
            "Closing Type": picked(_TYPES, self.closed),
            "MH Mark": picked(("Y", "N", ""), self.mark),
            "Linked Call": picked(("Y", "N", ""), self.linked),
        }


def draw_kinds(rng: np.random.Generator, size: int, mental_health: int, *, asb: int) -> Kinds:
    """Draw what calls are about, class by class: mental health, anti-social behaviour, others.

    Parameters
    ----------
    rng
        Source of chance.
    size
        All calls.
    mental_health, asb
        How many are of the first two classes, exactly.
    """
    sizes = (mental_health, asb, size - mental_health - asb)
    class_ = np.repeat([MENTAL_HEALTH, ASB, OTHERS], sizes)
    opened = np.where(class_ == ASB, 1, 2 + rng.choice(len(_OPENED), size, p=_OPENED))
    way = rng.permutation(np.repeat([0, 1, 2], apportion(mental_health, _WAYS)))
    opened[:mental_health] = np.where(way == 0, 0, np.where(rng.random(mental_health) < 0.6, _WELFARE, 3))
    closed = np.where(rng.random(size) < 0.78, opened, _NO_TRACE)
    closed[(closed == opened) & (rng.random(size) < _LEFT_OPEN)] = 11
    linked = np.where(rng.random(size) < _LINKED, 0, np.where(rng.random(size) < _LINK_BLANK, 2, 1))
    closed[linked == 0] = _DUPLICATE
    # Closing as mental health is what makes a call of the second way one, so nothing may take it away.
    closed[:mental_health][way == 1] = 0
    linked[:mental_health][(way == 1) & (linked[:mental_health] == 0)] = 1
    mark = np.where(rng.random(size) < 0.4, 2, 1)
    marked = rng.random(mental_health) < np.array([0.7, 0.5, 1.1])[way]
    mark[:mental_health] = np.where(marked, 0, mark[:mental_health])
    return Kinds(class_, opened, closed, mark, linked)
