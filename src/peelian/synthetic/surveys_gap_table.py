"""What synthetic Londoners of eleven ethnic groups say in 2018-19: the founding deck's table of gaps.

The deck does not date its table. It is taken to be of the financial year before the deck, 2018-19, which the
deck gives for its figures of the other survey.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.surveys_settled import settle_closely

_Flags = NDArray[np.bool_]
_Values = NDArray[np.float64]
_Places = NDArray[np.int64]
_GROUPS = (
    *("white_british", "white_irish", "white_other", "mixed", "indian", "pakistani", "bangladeshi"),
    *("other_asian", "black_african", "black_caribbean", "arab"),
)
# Points by which a gap may be off what is printed: whole points are printed, and half a point is lost.
_HELD, _LOOSE, _UNTOLD = 0.44, 4.0, 10.0


@dataclass(frozen=True, slots=True)
class _Row:
    """Everyone's share in per cent, and the gap of each group in points; `only` one of them is printed."""

    level: float
    gaps: tuple[int, ...]
    only: str = ""


_PRINTED: Mapping[str, _Row] = {
    "Relied On": _Row(73, (-3, -5, 6, -5, 0, 0, 3, 5, 4, -13, 7)),
    "Fair Treatment": _Row(76, (-1, 1, 8, -14, 5, 0, -2, 8, -7, -23, 4)),
    "Dealing With Issues": _Row(65, (-2, -2, 7, -11, 3, -4, 1, 11, 3, -16, 8)),
    "Listens To Concerns": _Row(69, (-1, 0, 6, -12, 2, -7, 0, 8, 4, -14, 6)),
    "Informed Local": _Row(38, (3, -3, -3, -7, 1, -3, -1, -1, -2, -12, 2)),
    "Knows Ward Officer": _Row(13, (3, 3, -4, -1, -3, -2, -4, -4, -2, 2, -3)),
    "Good Job Local": _Row(62, (1, -5, 7, -9, 0, -7, -12, 7, 1, -13, 5)),
    # Of these three the deck prints one gap each; what the others feel is made up.
    "Trust": _Row(83, (1, 0, 4, -8, 4, -3, -2, 4, -6, -28, 2), "black_caribbean"),
    "Supports Stop And Search": _Row(75, (2, 2, 2, -8, 3, -3, -3, 3, -8, -16, 0), "black_caribbean"),
    "Would Give Information": _Row(86, (2, 1, 1, -6, 1, -4, -5, 0, -5, -15, 0), "black_caribbean"),
}


def place_in_table(ethnicity: pa.Array, held: Mapping[str, str]) -> _Places:
    """Return the place of each person's group in the table, and one more for those in none, shape (n,).

    Parameters
    ----------
    ethnicity
        Detailed ethnicity, shape (n,).
    held
        Detailed ethnicity -> group of the table; whoever is in none is among everyone only.
    """
    coded = ethnicity.dictionary_encode()
    names = [held.get(code) for code in coded.dictionary.to_pylist()]
    places = [len(_GROUPS) if name is None else _GROUPS.index(name) for name in names]
    return np.asarray(np.array(places)[coded.indices.to_numpy()], dtype=np.int64)


def gap_table_answers(
    rng: np.random.Generator,
    heading: str,
    yes: _Flags,
    *,
    draws: _Values,
    year: _Flags,
    weights: _Values,
    groups: _Places,
) -> tuple[_Flags, dict[str, float]]:
    """Return the answers with those of 2018-19 drawn anew, so that weighted gaps are as the deck prints them.

    The deck's whole points do not add up to nothing over groups as large as they are: some columns are up to
    half a point off. So every gap is moved by less than it loses in printing, and those who would not say
    what they are take the rest.

    Parameters
    ----------
    rng, heading, yes
        Where chance comes from, the question, and the answers of all years, shape (n,). A question that is
        not in the table is returned as it is.
    draws
        Even draws of which those under a share say yes, shape (n,).
    year
        The rows of 2018-19 in which an answer is given, shape (n,).
    weights, groups
        Weights of the interviews, and what `place_in_table` returns of them, shape (n,).

    Returns
    -------
    tuple
        The answers, and the gap of each group that was planted, in points.
    """
    row = _PRINTED.get(heading)
    if row is None:
        return yes, {}
    parts = [year & (groups == place) for place in range(len(_GROUPS) + 1)]
    sizes = np.array([weights[part].sum() for part in parts])
    gaps = _balanced(row, sizes)
    drawn = yes.copy()
    for part, gap in zip(parts, gaps.tolist(), strict=True):
        share = (row.level + gap) / 100
        drawn[part] = draws[part] < share
        drawn = settle_closely(rng, drawn, weights, window=part, share=share)
    return drawn, dict(zip(_GROUPS, gaps.tolist(), strict=False))


def usual_gaps(heading: str, groups: _Places, *, among: _Flags) -> _Values:
    """Return by how much the share of each person's group is usually above that of all `among`, shape (n,).

    Years before the table look like it: groups differ as much there, and what all of them say together is not
    moved. 0 for those in no group of the table, for all others than `among`, and for other questions.

    Parameters
    ----------
    heading, groups
        As for `gap_table_answers`.
    among
        The people whose groups are set apart, shape (n,).
    """
    found = np.zeros(len(groups))
    row = _PRINTED.get(heading)
    if row is None:
        return found
    mine = np.array([*(gap / 100 for gap in row.gaps), 0.0])[groups[among]]
    found[among] = mine - mine.mean()
    return found


def _balanced(row: _Row, sizes: _Values) -> _Values:
    """Return gaps near those printed, and one for those in no group, whose weighted sum is nothing."""
    printed = [not row.only or row.only == name for name in _GROUPS]
    gaps = np.array([*row.gaps, 0], dtype=np.float64)
    # A share cannot leave 0 to 100 %.
    untold = min(_UNTOLD, 0.5 * min(row.level, 100 - row.level))
    reach = np.array([*np.where(printed, _HELD, _LOOSE), untold])
    part = -(sizes @ gaps) / (sizes @ reach)
    if abs(part) > 1:
        raise ValueError("gaps that cannot be those of parts of one whole")
    return np.asarray(gaps + part * reach, dtype=np.float64)
