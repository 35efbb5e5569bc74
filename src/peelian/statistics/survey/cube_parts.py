"""Parts of the sample that a cube is asked for: groups taken together, in months taken together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Codes = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class CubeParts:
    """Parts of one cube.

    Parameters
    ----------
    members
        Which cells belong to each part, a sparse array of ones, shape (parts, cells).
    window
        The window of each part, shape (parts,).
    windows
        Which months belong to each window, shape (windows, months).
    """

    members: Any
    window: Codes
    windows: Flags

    def __len__(self) -> int:
        return int(self.members.shape[0])

    def take(self, places: ArrayLike) -> CubeParts:
        """Return some of the parts in another order; one may come more than once.

        Parameters
        ----------
        places
            Shape (n,).
        """
        chosen = np.asarray(places, dtype=np.int64)
        return CubeParts(self.members[chosen], self.window[chosen], self.windows)
