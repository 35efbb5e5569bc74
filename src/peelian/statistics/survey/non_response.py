"""Weights of those who did not answer, carried by those like them who did."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.errors import DefinitionError
from peelian.statistics.survey.fitted import usable_weights
from peelian.statistics.survey.margin import Margin

Values = NDArray[np.float64]


def carry_non_response(
    weights: ArrayLike,
    answered: ArrayLike,
    cells: Margin,
    *,
    zeros: Literal["refused", "kept"] = "refused",
) -> Values:
    """Return weights in which those who answered stand for all of their cell; the others have 0.

    The weight of each cell is shared among those of it who answered, in proportion to their weights (the
    weighting-class adjustment: Kalton and Flores-Cervantes, Journal of Official Statistics 19, 2003). It
    takes away what non-response does to an estimate as far as, within a cell, those who answered are like
    those who did not.

    Parameters
    ----------
    weights
        Of all who were asked, shape (n,), above 0.
    answered
        Who answered, shape (n,).
    cells
        The cells; totals are not looked at.
    zeros
        Whether weights of 0 are refused or kept (replicate weights).

    Raises
    ------
    DefinitionError
        If nobody of a cell answered.
    FileRefused
        If a weight cannot be used.
    """
    before = usable_weights(weights, zeros=zeros)
    did = np.asarray(answered, dtype=bool)
    if did.shape != before.shape:
        raise ValueError(f"answered needs a yes or no for each of {len(before)} rows; found {did.shape}")
    size = len(cells.categories)
    asked = np.bincount(cells.codes, weights=before, minlength=size)
    told = np.bincount(cells.codes, weights=before * did, minlength=size)
    for code in np.flatnonzero((asked > 0) & (told == 0)):
        raise DefinitionError(
            f"non-response, cell {cells.label(int(code))} of {cells.name}",
            found=f"{int((cells.codes == code).sum()):,} rows and nobody who answered",
            accepted="somebody who answered in every cell",
            next_step="make cells of fewer fields, or join that category to another in the data",
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = np.where(told > 0, asked / told, 1.0)
    return np.asarray(np.where(did, before * factors[cells.codes], 0.0))
