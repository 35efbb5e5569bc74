"""The step in which those who answered come to stand for those who did not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.catalogue.survey.weighting_steps import NonResponse
from peelian.errors import DefinitionError
from peelian.statistics.survey.margin import Margin, margin_of
from peelian.statistics.survey.non_response import carry_non_response
from peelian.surveys.weighting.columns import Columns
from peelian.surveys.weighting.margins import complete_column
from peelian.surveys.weighting.outcome import Outcome, Run, Zeros

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


def ready_non_response(body: NonResponse, columns: Columns, kept: Codes) -> tuple[Run, NDArray[np.bool_]]:
    """Return the step, and which of the rows answered.

    Parameters
    ----------
    body
        The step.
    columns, kept
        The data and its rows that are weighted.

    Raises
    ------
    DefinitionError
        If an outcome that the recipe names is not in the data.
    """
    outcomes = columns.words(body.outcome)
    found = {outcomes[row] for row in kept}
    strange = [name for name in body.answered if name not in found]
    if strange:
        raise DefinitionError(
            f"non-response, 'answered' of column '{body.outcome}'",
            found=f"'{strange[0]}', which no row of the data has",
            accepted=", ".join(sorted(found)[:20]),
            next_step="write the outcome as the data do",
        )
    answered = np.array([outcomes[row] in body.answered for row in kept])
    cells = _cells(columns, kept, body.by)

    def run(weights: Values, zeros: Zeros) -> Outcome:
        made = carry_non_response(weights, answered, cells, zeros=zeros)
        with np.errstate(divide="ignore", invalid="ignore"):
            factors = made[answered] / weights[answered]
        facts = {
            "asked": len(answered),
            "answered": int(answered.sum()),
            "cells": len(cells.categories),
            "largest_factor": float(np.nanmax(factors)),
        }
        return Outcome(made, None, facts)

    return run, answered


def _cells(columns: Columns, kept: Codes, names: tuple[str, ...]) -> Margin:
    if not names:
        return Margin(("all",), (("all",),), np.zeros(len(kept), dtype=np.int64), np.zeros(1))
    values = {name: complete_column(columns, kept, name) for name in names}
    return margin_of(values, dict.fromkeys(zip(*values.values(), strict=True), 0.0))
