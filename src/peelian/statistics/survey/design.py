"""The design of a sample: weights, strata, units drawn stage by stage, and the sizes they were drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from peelian.statistics.survey.calibrated import KnownTotals

Values = NDArray[np.float64]
Codes = NDArray[np.int64]

LonelyRule = Literal["fail", "remove", "adjust", "average", "certainty"]
"""What to do with a stratum of which one unit was drawn, which has no spread of its own.

`fail` refuses it. `adjust` takes the squared score of its unit: for means, shares, ratios and models, whose
scores add up to 0, that is the distance from the mean over all strata; for a total it is the whole of what
the unit adds, which overstates. `average` gives it the mean variance of the other strata (in later stages, of
those in the same unit of the stage before; not a number where there is no other). `remove` and `certainty`
let it add nothing, `certainty` because the unit was bound to be drawn, `remove` because nothing is known. The
words and what they do are those of R's `options(survey.lonely.psu =)`.
"""


@dataclass(frozen=True, slots=True)
class SurveyDesign:
    """A sample of n people or other rows, as it was drawn, stage by stage.

    Parameters
    ----------
    weights
        Sampling weight of each row, above 0, shape (n,).
    strata, units
        For each stage, a code for each row of the stratum and of the unit drawn in it, shape (n,), numbered
        from 0. Units of a later stage are numbered apart in each unit of the stage before, so a code is never
        shared by two of those.
    populations
        For each stage, how many units the stratum of each row has in the population, shape (n,), or None
        where units were drawn with replacement or so few of so many that it does not matter.
    lonely
        What to do with a stratum of one unit.
    calibrations
        What the weights were fitted to after the sample was drawn, in the order it was done.
    """

    weights: Values
    strata: tuple[Codes, ...]
    units: tuple[Codes, ...]
    populations: tuple[Values | None, ...]
    lonely: LonelyRule = "adjust"
    calibrations: tuple[KnownTotals, ...] = ()

    @property
    def degrees(self) -> int:
        """Degrees of freedom of the whole sample: first-stage units less first-stage strata."""
        return self.degrees_within(np.ones(len(self.weights), dtype=bool))

    def degrees_within(self, inside: NDArray[np.bool_]) -> int:
        """Return the degrees of freedom of a part of the sample: its units less its strata.

        Parameters
        ----------
        inside
            Which rows belong to the part, shape (n,).
        """
        units = int(np.count_nonzero(np.bincount(self.units[0][inside])))
        return units - int(np.count_nonzero(np.bincount(self.strata[0][inside])))


def design_of(
    weights: ArrayLike,
    *,
    strata: Sequence[ArrayLike | None] | ArrayLike | None = None,
    units: Sequence[ArrayLike | None] | ArrayLike | None = None,
    populations: Sequence[ArrayLike | None] | ArrayLike | None = None,
    lonely: LonelyRule = "adjust",
) -> SurveyDesign:
    """Return a design made of columns as they stand in a file; values may be numbers or words.

    Parameters
    ----------
    weights
        Shape (n,), above 0.
    strata, units, populations
        One column of shape (n,), or a list with a column (or None) for each stage. Without `units` each row
        is a unit; without `strata` a stage has one stratum. Units are nested: the same name in two strata, or
        in two units of the stage before, is two units (R's `svydesign(nest = TRUE)`). A column of populations
        at or under 1 is read as the fractions drawn, as R's `svydesign(fpc =)` does.
    lonely
        What to do with a stratum of one unit.

    Raises
    ------
    ValueError
        If weights are not above 0 or columns differ in length, if a column holds a missing value, if a
        population is smaller than what was drawn from it or differs within a stratum, if a column of them
        holds both fractions and numbers, or if there are no rows.
    """
    weight = np.asarray(weights, dtype=np.float64)
    if weight.shape == (0,):
        raise ValueError("a design needs rows; found none")
    if weight.ndim != 1 or not np.all(weight > 0) or np.isinf(weight).any():
        raise ValueError(f"weights must be one column of numbers above 0; {_bad(weight)}")
    stages = max(len(_stages(part)) for part in (strata, units, populations)) or 1
    strata_by, units_by, sizes_by = (_padded(part, stages) for part in (strata, units, populations))
    above = np.zeros(len(weight), dtype=np.int64)
    made_strata: list[Codes] = []
    made_units: list[Codes] = []
    made_sizes: list[Values | None] = []
    for stage in range(stages):
        stratum = _nested(above, strata_by[stage], weight, f"strata of stage {stage + 1}")
        unit = (
            np.arange(len(weight))
            if units_by[stage] is None
            else _nested(stratum, units_by[stage], weight, f"units of stage {stage + 1}")
        )
        made_strata.append(stratum)
        made_units.append(unit)
        made_sizes.append(_sizes(sizes_by[stage], stratum, unit, stage + 1))
        above = unit
    return SurveyDesign(weight, tuple(made_strata), tuple(made_units), tuple(made_sizes), lonely)


def _bad(weight: Values) -> str:
    if weight.ndim != 1:
        return f"found shape {weight.shape}"
    missing, nought, below = np.isnan(weight).sum(), (weight == 0).sum(), (weight < 0).sum()
    endless = np.isinf(weight).sum()
    return f"found {missing} missing, {nought} of 0, {below} below 0 and {endless} without end"


def _stages(part: Any) -> list[Any]:
    if part is None:
        return []
    if isinstance(part, list | tuple) and (not part or part[0] is None or np.ndim(part[0]) == 1):
        return list(part)
    return [part]


def _padded(part: Any, stages: int) -> list[Any]:
    given = _stages(part)
    return given + [None] * (stages - len(given))


def _nested(above: Codes, column: Any, weight: Values, named: str) -> Codes:
    if column is None:
        return above
    values = np.asarray(column)
    if values.shape != weight.shape:
        raise ValueError(f"{named} must have a value for each row ({len(weight)}); found {values.shape}")
    if values.dtype == object:
        if any(value is None or (isinstance(value, float) and np.isnan(value)) for value in values):
            raise ValueError(f"{named} must have a value for each row; found a missing one")
        values = values.astype(str)
    elif values.dtype.kind == "f" and np.isnan(values).any():
        raise ValueError(f"{named} must have a value for each row; found a missing one")
    codes = np.unique(values, return_inverse=True)[1].astype(np.int64)
    pairs = above * (codes.max(initial=0) + 1) + codes
    return np.unique(pairs, return_inverse=True)[1].astype(np.int64)


def _sizes(column: Any, stratum: Codes, unit: Codes, stage: int) -> Values | None:
    if column is None:
        return None
    size = np.asarray(column, dtype=np.float64)
    if size.shape != stratum.shape or not np.all(size > 0):
        raise ValueError(f"populations of stage {stage} must be above 0 for each row; {_bad(size)}")
    if (size < 1).any() and (size > 1).any():
        raise ValueError(
            f"populations of stage {stage} must be all fractions (at most 1) or all numbers; found "
            f"{size.min():g} and {size.max():g}"
        )
    first = np.unique(unit, return_index=True)[1]
    drawn = np.bincount(stratum[first], minlength=stratum.max(initial=0) + 1)[stratum]
    whole = np.where(size <= 1, drawn / size, size)
    least = np.full(stratum.max() + 1, np.inf)
    np.minimum.at(least, stratum, whole)
    if np.any(whole > least[stratum] * (1 + 1e-9)):
        raise ValueError(f"populations of stage {stage} must be the same in all rows of a stratum")
    if np.any(whole < drawn * (1 - 1e-9)):
        raise ValueError(
            f"populations of stage {stage} must be at least what was drawn; found {whole.min():g} of which "
            f"{drawn[whole < drawn].max()} were drawn"
        )
    return whole
