"""The numbers of columns from rows, for designs whose variance a cube cannot tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.survey.cube import Answers
from peelian.statistics.survey.cube_estimate import IntervalRule
from peelian.statistics.survey.difference import SurveyDifference, difference_of
from peelian.statistics.survey.estimate import SurveyEstimate
from peelian.statistics.survey.intervals import share_intervals, t_interval
from peelian.statistics.survey.quotient import Quotient
from peelian.statistics.survey.ratios import Ratios
from peelian.statistics.survey.sample import Sample, sample_estimate
from peelian.surveys.tables.banner import BannerGroup
from peelian.surveys.tables.base_rows import base_rows
from peelian.surveys.tables.column_numbers import ColumnNumbers, pairs_of

Values = NDArray[np.float64]


class RowNumbers:
    """The same as `CubeNumbers`, for fitted weights, replicate weights and later stages that count.

    Parameters
    ----------
    answers, banner, design, interval, level
        As there.
    """

    def __init__(
        self,
        answers: Answers,
        banner: BannerGroup | None,
        *,
        design: Sample,
        interval: IntervalRule,
        level: float,
    ) -> None:
        columns = () if banner is None else banner.columns
        flags = [np.ones(len(design.weights), dtype=bool)]
        if banner is not None:
            flags += [np.isin(banner.codes, column.codes) for column in columns]
        self._flags = np.column_stack(flags)
        self._answers, self._design = answers, design
        self._interval, self._level = interval, level
        self.pairs = pairs_of(len(columns))

    def told(self, quotient: Quotient) -> ColumnNumbers:
        """Return the numbers of a row."""
        ratios, found = self._estimate(quotient)
        squared = self._design.weights**2 @ ratios.inside
        if quotient.is_share:
            ends = share_intervals(found, weights_squared=squared, method=self._interval, level=self._level)
        else:
            ends = t_interval(found, level=self._level)
        with np.errstate(divide="ignore", invalid="ignore"):
            kish, effective = found.weight**2 / squared, (found.base - 1) / found.effect
        return ColumnNumbers(
            found.values, found.variances, ends.lower, ends.upper, found.degrees, found.effect,
            found.base.astype(np.float64), found.weight, kish, effective,
        )  # fmt: skip

    def gaps(self, quotient: Quotient) -> SurveyDifference:
        """Return the first of every pair of columns less the second, and each column less everyone."""
        ratios, found = self._estimate(quotient)
        one, other = self.pairs
        shared = found.covariance
        variance = np.maximum(shared[one, one] + shared[other, other] - 2 * shared[one, other], 0.0)
        inside = ratios.inside
        degrees = [
            self._design.degrees_within(inside[:, i] | inside[:, j]) for i, j in zip(one, other, strict=True)
        ]
        gap = found.values[one] - found.values[other]
        return difference_of(gap, variance, np.array(degrees, dtype=np.float64), level=self._level)

    def _estimate(self, quotient: Quotient) -> tuple[Ratios, SurveyEstimate]:
        columns = self._columns(quotient.question)
        above, below = columns @ np.array(quotient.top), columns @ np.array(quotient.bottom)
        inside = self._flags & base_rows(self._answers, quotient)[:, None]
        ratios = Ratios(above[:, None] * inside, below[:, None] * inside, inside, np.arange(inside.shape[1]))
        return ratios, sample_estimate(ratios, self._design, against="replacement")

    def _columns(self, question: str) -> Values:
        numbers = self._answers.numbers.get(question)
        if numbers is not None:
            held = np.column_stack((np.ones(len(numbers)), numbers))
            known = np.asarray(~np.isnan(held).any(axis=1))
            return np.where(known[:, None], held, 0.0)
        codes, count = self._answers.coded[question]
        return np.asarray(codes[:, None] == np.arange(count), dtype=np.float64)
