"""Replicate weights that come with a file."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.errors import DefinitionError, FileRefused
from peelian.statistics.survey.fitted import usable_weights
from peelian.statistics.survey.replicates import Centre, Replicates

Values = NDArray[np.float64]

ReplicateKind = Literal["BRR", "Fay", "JK1", "JKn", "bootstrap", "SDR"]


def supplied_replicates(
    weights: ArrayLike,
    columns: ArrayLike,
    *,
    kind: ReplicateKind,
    fay: float = 0.0,
    combined: bool = True,
    scale: float | None = None,
    scales: ArrayLike | None = None,
    centre: Centre = "mean of replicates",
) -> Replicates:
    """Return replicate weights as they were made by others.

    What squares are multiplied by follows from the kind (R's `survey::svrepdesign`): one of R for `BRR`, that
    over (1 - fay)^2 for `Fay`, (R - 1) of R for `JK1`, one of R - 1 for `bootstrap`, 4 of R for successive
    differences (`SDR`, Fay and Train 1995). For `JKn` it follows from the strata, so it must be given, or is
    read from replicates that are multipliers: 1 over the largest of them.

    Parameters
    ----------
    weights
        Weights of the estimate, shape (n,).
    columns
        Replicate weights, shape (n, R).
    kind
        How they were made.
    fay
        Fay's coefficient, 0 or more and below 1.
    combined
        True when columns are weights, False when they multiply the weight.
    scale, scales
        What squares are multiplied by, in all and for each replicate; left out, what the kind says.
    centre
        What squares are taken about.

    Raises
    ------
    FileRefused
        If a weight is missing or below 0, or the columns do not fit.
    DefinitionError
        If the kind needs something that is not given.
    """
    whole = usable_weights(weights, zeros="kept")
    given = np.asarray(columns, dtype=np.float64)
    if given.ndim != 2 or len(given) != len(whole) or given.shape[1] < 2:
        raise FileRefused(
            "replicate weights",
            found=f"columns of shape {given.shape}",
            accepted=f"two or more columns of {len(whole):,} rows",
            next_step="name all replicate columns of the file",
        )
    usable_weights(given.ravel(), zeros="kept")
    multipliers = given if not combined else given / np.where(whole > 0, whole, np.nan)[:, None]
    made_scale, made_scales = _scales(kind, multipliers, fay, combined)
    if scales is not None:
        made_scales = np.broadcast_to(np.asarray(scales, dtype=np.float64), (given.shape[1],)).copy()
    if made_scales is None:
        raise DefinitionError(
            "replicate weights of kind JKn",
            found="weights, and no scale of each replicate",
            accepted="a scale for each replicate, (units - 1) / units of its stratum",
            next_step="give the scales, or replicates that multiply the weight",
        )
    replicates = given if combined else given * whole[:, None]
    degrees = int(np.linalg.matrix_rank(replicates)) - 1
    return Replicates(whole, replicates, made_scale if scale is None else scale, made_scales, degrees, centre)


def _scales(
    kind: ReplicateKind, multipliers: Values, fay: float, combined: bool
) -> tuple[float, Values | None]:
    count = multipliers.shape[1]
    alike = np.ones(count)
    if kind == "Fay" and not 0 <= fay < 1:
        raise DefinitionError(
            "Fay's coefficient",
            found=f"{fay:g}",
            accepted="a number of 0 or more and below 1",
            next_step="take it from the documentation of the file",
        )
    if kind == "JKn":
        return 1.0, None if combined else 1 / multipliers.max(axis=0)
    scale = {
        "BRR": 1 / count,
        "Fay": 1 / (count * (1 - fay) ** 2),
        "JK1": (count - 1) / count,
        "bootstrap": 1 / (count - 1),
        "SDR": 4 / count,
    }[kind]
    return scale, alike
