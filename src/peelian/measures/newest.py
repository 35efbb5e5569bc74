"""The newest windows of each area: what stands beside a figure is told for them alone."""

from __future__ import annotations

import numpy as np

from peelian.measures.limits import Origin
from peelian.measures.numbers import Flags, Numbers


def newest_windows(numbers: Numbers) -> Flags:
    """Return where a window is the newest of its area, shape (n,).

    Told for every window, small numbers beside a figure would have to be hidden by the hundred, and what is
    left out three years ago helps nobody to read today's figure.

    Parameters
    ----------
    numbers
        Numbers of n windows.
    """
    newest = np.full(int(numbers.area.max(initial=-1)) + 1, -1, dtype=np.int64)
    np.maximum.at(newest, numbers.area, numbers.last)
    return np.asarray(numbers.last == newest[numbers.area])


def only(numbers: Numbers, origin: Origin, *, where: Flags) -> tuple[Numbers, Origin]:
    """Return some of n numbers with what stands behind them.

    Parameters
    ----------
    numbers, origin
        Numbers of n windows, and what stands behind each.
    where
        Which of them, shape (n,).
    """
    return (
        Numbers(*(getattr(numbers, name)[where] for name in Numbers.__slots__)),
        Origin(*(getattr(origin, name)[where] for name in Origin.__slots__)),
    )
