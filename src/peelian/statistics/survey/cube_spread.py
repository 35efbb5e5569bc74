"""The variance of totals of scores from the sums of a cube."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from peelian.statistics.survey.answer_sums import QuestionSums
from peelian.statistics.survey.cube_parts import CubeParts
from peelian.statistics.survey.design import LonelyRule
from peelian.statistics.survey.lonely import SMALLEST_FREE

if TYPE_CHECKING:
    from peelian.statistics.survey.cube import SurveyCube

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SpreadPlan:
    """How the cells of a cube come together in n totals, each of the scores of one part or of several.

    A total of one part is that of an estimate; of two, that of the difference of two estimates, whose parts
    may share people. The sample of a total is everything drawn in the months of its parts. Months are always
    added up and never taken off, which would let errors of rounding grow. Made by `plan_spread`.

    Parameters
    ----------
    rows
        For each part, which cells belong to each row of the plan, a unit of a total; sparse, (rows, cells).
    shared
        For each two parts, the same of the cells they share; empty where units are clusters.
    either
        The same of the cells of any part.
    total, home
        Of each row, the total and the stratum of a total that it belongs to, shape (rows,).
    gather
        Which strata belong to each total, sparse, shape (n, homes).
    units, free
        Units drawn in each stratum of a total, and 1 less the fraction of its population that they are,
        shape (homes,).
    clustered
        Whether units are clusters.
    lonely
        What to do with a stratum of one unit. With "average" it has the mean variance of the other strata
        with anybody in the base.
    """

    rows: tuple[Any, ...]
    shared: dict[tuple[int, int], Any]
    either: Any
    total: Codes
    home: Codes
    gather: Any
    units: Codes
    free: Values
    clustered: bool
    lonely: LonelyRule

    def degrees(self, question: QuestionSums, base: Values) -> Values:
        """Return degrees of freedom: units with anybody in the base of any part, less strata, shape (n,).

        Parameters
        ----------
        question
            Sums of the question.
        base
            1 for each column of the base, shape (k,).
        """
        inside = self._inside(question, base)
        return np.asarray(self.gather @ (inside - (inside > 0)))

    def variance(self, question: QuestionSums, scores: Sequence[Values], *, base: Values) -> Values:
        """Return the variance of the totals, shape (n,).

        Parameters
        ----------
        question
            Sums of the question.
        scores
            For each part, what each column counts in the score, shape (n, k) each. Scores of a total must add
            up to 0 over its sample, as linearised ones do.
        base
            1 for each column of the base, shape (k,).

        Raises
        ------
        ValueError
            If a stratum with anybody in the base has one unit and the rule of the design is to refuse that.
        """
        totals = np.zeros(len(self.total))
        for rows, each in zip(self.rows, scores, strict=True):
            totals += np.einsum("rk,rk->r", rows @ question.weight, each[self.total])
        if self.clustered:
            squares, totals = self._by_stratum(totals**2), self._by_stratum(totals)
        else:
            squares = np.zeros(len(self.total))
            for (i, j), rows in self.shared.items():
                counted = question.quadratic(scores[i], scores[j])[self.total]
                squares += (1 if i == j else 2) * np.einsum("rp,rp->r", rows @ question.square, counted)
        several = np.maximum(self.units, 2)
        spread = several / (several - 1) * (squares - totals**2 / several)
        # A difference of sums that is 0 can come out a little under it.
        found = np.where(self.units > 1, np.maximum(spread, 0.0), squares if self.lonely == "adjust" else 0.0)
        told = np.asarray(self.gather @ (found * self.free))
        return told * self._for_lonely(question, base) if self.lonely in ("average", "fail") else told

    def _for_lonely(self, question: QuestionSums, base: Values) -> Values:
        told = self._inside(question, base) > 0
        alone = (self.units == 1) & (self.free > 0)
        if self.lonely == "fail":
            if (told & alone).any():
                strata = self.gather @ (told & alone)
                raise ValueError(
                    f"every stratum needs two units or more; up to {strata.max()} of a part have one"
                )
            return np.ones(self.gather.shape[0])
        several = self.gather @ (told & ~alone).astype(np.float64)
        return np.where(several > 0, 1 + (self.gather @ (told & alone)) / np.maximum(several, 1), np.nan)

    def _inside(self, question: QuestionSums, base: Values) -> Values:
        inside: Values = self.either @ (question.count @ base)
        return self._by_stratum((inside > 0).astype(np.float64)) if self.clustered else inside

    def _by_stratum(self, rows: Values) -> Values:
        return np.asarray(np.bincount(self.home, weights=rows, minlength=len(self.units)))


def plan_spread(cube: SurveyCube, *parts: CubeParts) -> SpreadPlan:
    """Return the plan of totals of the scores of parts.

    Parameters
    ----------
    cube
        The cube.
    parts
        The parts, all of the same length n: those of total i are the i-th of each.
    """
    drawn, count = cube.drawn, len(parts[0])
    height = max(int(cube.unit.max(initial=-1)) + 1, 1)
    members = [part.members for part in parts]
    either = members[0] if len(parts) == 1 else sparse.csr_array(sum(members[1:], start=members[0]))
    distinct = np.unique(_keys(either, cube.unit, height))

    def placed(each: Any) -> Any:
        place = np.searchsorted(distinct, _keys(each, cube.unit, height))
        shape = (len(distinct), each.shape[1])
        return sparse.csr_array((np.ones(len(place)), (place, each.indices)), shape=shape)

    rows = tuple(placed(each) for each in members)
    shared: dict[tuple[int, int], Any] = {}
    if not drawn.clustered:
        for i, one in enumerate(members):
            shared[i, i] = rows[i]
            shared |= {(i, j): placed(sparse.csr_array(one.multiply(members[j]))) for j in range(i)}
    total, unit = distinct // height, distinct % height
    homes, home = np.unique(total * drawn.strata + drawn.stratum_of(unit), return_inverse=True)
    of_total, stratum = homes // max(drawn.strata, 1), homes % max(drawn.strata, 1)
    gather = sparse.csr_array(
        (np.ones(len(homes)), (of_total, np.arange(len(homes)))), shape=(count, len(homes))
    )
    sample, units = _samples(cube, parts)
    free = _free(cube, units)
    place = sample[of_total]
    return SpreadPlan(
        rows,
        shared,
        rows[0] if len(parts) == 1 else placed(either),
        total,
        home,
        gather,
        units[place, stratum],
        free[place, stratum],
        drawn.clustered,
        drawn.lonely,
    )


def _keys(members: Any, unit: Codes, height: int) -> Codes:
    total = np.repeat(np.arange(members.shape[0], dtype=np.int64), np.diff(members.indptr))
    return np.asarray(total * height + unit[members.indices])


def _samples(cube: SurveyCube, parts: Sequence[CubeParts]) -> tuple[Codes, Codes]:
    """Return the sample of each total, and the units drawn in each sample and stratum."""
    windows = np.stack([part.window for part in parts], axis=1)
    distinct, place = np.unique(windows, axis=0, return_inverse=True)
    flags = np.zeros((len(distinct), cube.drawn.months), dtype=bool)
    for column, part in enumerate(parts):
        flags |= part.windows[distinct[:, column]]
    return place.reshape(-1), cube.drawn.units(flags)


def _free(cube: SurveyCube, units: Codes) -> Values:
    """Return what is free to vary of each stratum of each sample, shape (samples, strata)."""
    drawn = cube.drawn
    free = np.ones(units.shape)
    if drawn.populations is not None:
        free = 1 - units / drawn.populations
    return np.where(free < SMALLEST_FREE, 0.0, free)
