"""Dominance: when one or a few contributors make up so much of a sum that it tells about them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class Dominance(Definition):
    """When a sum is ruled by its largest contributors (Hundepool and others, Statistical Disclosure Control,
    2012, section 4.2).

    Parameters
    ----------
    largest, share
        The (n, k) rule: a sum is hidden when its `largest` contributions make up more than `share` of it.
    closeness
        The p % rule: a sum is hidden when the second largest contributor can work out the largest to within
        this share of it, because all the others together are smaller than that.
    """

    largest: int = Key(default=1, ge=1)
    share: float | None = Key(default=None, gt=0, lt=1)
    closeness: float | None = Key(default=None, gt=0)

    @model_validator(mode="after")
    def _one_rule(self) -> Dominance:
        if self.share is None and self.closeness is None:
            raise ValueError("'share' (with 'largest'), 'closeness' or both")
        return self


def is_dominated(rule: Dominance, contributions: Sequence[float]) -> bool:
    """Say whether a sum of these contributions may not be shown.

    Parameters
    ----------
    rule
        The rule.
    contributions
        What each contributor adds to the sum; none below 0.

    Raises
    ------
    ValueError
        If a contribution is negative: shares of such a sum mean nothing.
    """
    parts: NDArray[np.float64] = np.sort(np.asarray(contributions, dtype=np.float64))[::-1]
    if parts.size and parts[-1] < 0:
        raise ValueError(f"contributions of 0 or more are needed, not {parts[-1]:g}")
    total = float(parts.sum())
    if total == 0:
        return False
    ruled = rule.share is not None and float(parts[: rule.largest].sum()) > rule.share * total
    close = rule.closeness is not None and float(parts[2:].sum()) < rule.closeness * float(parts[0])
    return ruled or close
