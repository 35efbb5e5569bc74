"""Tests on a survey whether two questions go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.estimate import Degrees, survey_estimate
from peelian.statistics.survey.shares import share_of

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Association:
    """Rao and Scott's tests of a table of two questions.

    Parameters
    ----------
    f, degrees_above, degrees_below, p
        The second-order test: F, its two degrees of freedom (fractions) and its p value.
    chi_square, degrees, p_first_order
        Pearson's chi-square of the weighted shares times the rows that answered both questions, its degrees
        of freedom, and the p value after division by the mean generalised design effect.
    base
        Rows that answered both.
    """

    f: float
    degrees_above: float
    degrees_below: float
    p: float
    chi_square: float
    degrees: int
    p_first_order: float
    base: int


def association(
    rows: ArrayLike,
    columns: ArrayLike,
    *,
    design: SurveyDesign,
    inside: ArrayLike | None = None,
    degrees: Degrees = "part",
) -> Association:
    """Test whether two questions go together (Rao and Scott, Annals of Statistics 12, 1984; `svychisq`).

    The degrees of freedom below F are those of the design times those above. Rows with an answer missing stay
    in the design.

    Parameters
    ----------
    rows, columns
        Number of the category from 0, below 0 where missing, shape (n,). Categories nobody chose drop out.
    design
        The design.
    inside
        Rows of the part, shape (n,); left out, all.
    degrees
        Whose degrees of freedom count: those of the rows that answered both (`svychisq` of a `subset`) or
        those of the whole design (`svychisq` where R leaves out missing answers itself).

    Raises
    ------
    ValueError
        If fewer than two categories of a question were chosen, or too many cells are empty.
    """
    first, second = np.asarray(rows, dtype=np.int64), np.asarray(columns, dtype=np.int64)
    known = (first >= 0) & (second >= 0)
    if inside is not None:
        known &= np.asarray(inside, dtype=bool)
    high, wide = np.unique(first[known]), np.unique(second[known])
    if min(len(high), len(wide)) < 2:
        raise ValueError(f"two categories of each question are needed; found {len(high)} and {len(wide)}")
    cell = np.searchsorted(high, first) * len(wide) + np.searchsorted(wide, second)
    cells = share_of(np.where(known, cell, -1), len(high) * len(wide))
    found = survey_estimate(cells, design, degrees=degrees)
    base = int(known.sum())
    share = found.values.reshape(len(high), len(wide))
    expected = np.outer(share.sum(axis=1), share.sum(axis=0))
    pearson = base * float(((share - expected) ** 2 / expected).sum())
    effects = _generalised_effects(found.values, found.covariance * base, shape=share.shape)
    above = effects.sum() ** 2 / (effects**2).sum()
    below = above * found.degrees[0]
    f = pearson / effects.sum()
    return Association(
        f=float(f),
        degrees_above=float(above),
        degrees_below=float(below),
        p=float(special.fdtrc(above, below, f)),
        chi_square=pearson,
        degrees=len(effects),
        p_first_order=float(special.chdtrc(len(effects), pearson / effects.mean())),
        base=base,
    )


def _generalised_effects(share: Values, covariance: Values, *, shape: tuple[int, int]) -> Values:
    """Return the eigenvalues of what the covariance of interactions is against that of simple sampling."""
    high, wide = shape
    row, column = np.divmod(np.arange(high * wide), wide)
    main = np.column_stack([row[:, None] == np.arange(high), column[:, None] == np.arange(1, wide)]) * 1.0
    both = (row[:, None] == np.repeat(np.arange(1, high), wide - 1)) & (
        column[:, None] == np.tile(np.arange(1, wide), high - 1)
    )
    apart = both - main @ np.linalg.lstsq(main, both * 1.0, rcond=None)[0]
    with np.errstate(divide="ignore"):
        inverse = np.where(share > 0, 1 / share, 0.0)
    weighed = apart * inverse[:, None]
    simple = apart.T @ weighed
    if np.linalg.matrix_rank(simple) < len(simple):
        raise ValueError("too many cells of the table are empty for this test: put categories together")
    effects = np.linalg.eigvals(np.linalg.solve(simple, weighed.T @ covariance @ weighed))
    return np.asarray(effects.real)
