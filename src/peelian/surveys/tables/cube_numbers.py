"""The numbers of the columns under one heading, and the gaps between them, from a cube."""

from __future__ import annotations

import numpy as np

from peelian.statistics.survey.cube import Answers, make_cube
from peelian.statistics.survey.cube_difference import difference
from peelian.statistics.survey.cube_estimate import CubeEstimate, IntervalRule, estimate
from peelian.statistics.survey.cube_spread import plan_spread
from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.difference import SurveyDifference
from peelian.statistics.survey.quotient import Quotient
from peelian.surveys.tables.banner import BannerGroup
from peelian.surveys.tables.column_numbers import ColumnNumbers, pairs_of


class CubeNumbers:
    """Numbers of columns by a cube.

    Parameters
    ----------
    answers
        Answers of all questions.
    banner
        The columns, None for everyone alone.
    design
        The design.
    interval, level
        How intervals of shares are made, and their level.
    """

    def __init__(
        self,
        answers: Answers,
        banner: BannerGroup | None,
        *,
        design: SurveyDesign,
        interval: IntervalRule,
        level: float,
    ) -> None:
        columns = () if banner is None else banner.columns
        self._cube = make_cube(answers, design=design, groups=None if banner is None else banner.codes)
        self._parts = self._cube.parts([None, *(column.codes for column in columns)])
        self._plan = plan_spread(self._cube, self._parts)
        self.pairs = pairs_of(len(columns))
        self._sides = tuple(self._parts.take(each) for each in self.pairs)
        self._gaps = plan_spread(self._cube, *self._sides)
        self._interval, self._level = interval, level

    def told(self, quotient: Quotient) -> ColumnNumbers:
        """Return the numbers of a row."""
        found = self._estimate(quotient)
        return ColumnNumbers(
            found.value, found.variance, found.lower, found.upper, found.degrees, found.deff,
            found.base.astype(np.float64), found.weight, found.base_kish, found.base_effective,
        )  # fmt: skip

    def gaps(self, quotient: Quotient) -> SurveyDifference:
        """Return the first of every pair of columns less the second, and each column less everyone."""
        found = self._estimate(quotient)
        one, other = (found.take(each) for each in self.pairs)
        first, second = self._sides
        return difference(
            self._cube,
            quotient,
            first=first,
            second=second,
            plan=self._gaps,
            estimates=(one, other),
            level=self._level,
        )

    def _estimate(self, quotient: Quotient) -> CubeEstimate:
        return estimate(
            self._cube, quotient, self._parts, plan=self._plan, level=self._level, interval=self._interval
        )
