"""What the weights of a fit add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.survey.weighting_fits import AddUpTo
from peelian.errors import DefinitionError
from peelian.statistics.survey.margin import Margin

Values = NDArray[np.float64]


def add_up(margins: Sequence[Margin], rule: AddUpTo, *, weights: Values) -> tuple[Margin, ...]:
    """Return margins scaled to what they are to add up to.

    Parameters
    ----------
    margins
        The margins.
    rule
        What they add up to.
    weights
        Weights before the fit.

    Raises
    ------
    DefinitionError
        If the rule is a number that is not above 0, or a margin has no population.
    """
    if rule == "the targets" or not margins:
        return tuple(margins)
    if rule == "the first margin":
        whole = float(margins[0].totals.sum())
    elif rule == "the rows":
        whole = float((weights > 0).sum())
    elif rule == "the weights before":
        whole = float(weights.sum())
    else:
        whole = float(rule)
    for margin in margins:
        if not whole > 0 or not margin.totals.sum() > 0:
            raise DefinitionError(
                f"margin {margin.name}",
                found=f"totals that add up to {margin.totals.sum():g}, to be scaled to {whole:g}",
                accepted="numbers above 0",
                next_step="correct the totals, or what they are to add up to",
            )
    scales = [whole / margin.totals.sum() for margin in margins]
    return tuple(
        replace(margin, totals=margin.totals * scale) for margin, scale in zip(margins, scales, strict=True)
    )
