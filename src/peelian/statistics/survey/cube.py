"""The cube of a survey: sums by stratum, unit, month, group, question and answer, from one pass over rows.

Every share, mean, net score and ratio of any part of the sample with the variance of the design, every gap,
change and contribution, follows from these sums; rows are not needed again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from peelian.statistics.survey.answer_sums import QuestionSums, sum_codes, sum_numbers
from peelian.statistics.survey.cube_parts import CubeParts
from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.drawn import Drawn, drawn_of

Values = NDArray[np.float64]
Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that go into a cube, one for each row of the sample.

    Parameters
    ----------
    coded
        Question -> its answers as codes from 0, -1 where none was given, shape (n,), and how many codes it
        has.
    numbers
        Question -> its numbers, shape (n,), or two columns of which a ratio is asked, shape (n, 2); missing
        is not a number.
    """

    coded: Mapping[str, tuple[NDArray[np.integer], int]]
    numbers: Mapping[str, Values]


@dataclass(frozen=True, slots=True)
class SurveyCube:
    """Sums of a sample by cell; a cell is a stratum or a unit drawn, a month and a group.

    Parameters
    ----------
    stratum, unit, month, group
        Of each cell, shape (cells,). Without units drawn in clusters `unit` equals `stratum`: squares are
        then kept, so that a person needs no cell of its own. Group -1 is those in no group.
    questions
        The sums of each question.
    drawn
        What was drawn, whoever answered.
    """

    stratum: Codes
    unit: Codes
    month: Codes
    group: Codes
    questions: Mapping[str, QuestionSums]
    drawn: Drawn

    def parts(
        self, groups: Sequence[Sequence[int] | None], *, windows: Sequence[Sequence[int]] | None = None
    ) -> CubeParts:
        """Return parts of the sample: every set of groups in every window, windows varying slowest.

        Parameters
        ----------
        groups
            Sets of groups to be taken together; None is everyone, those in no group included.
        windows
            Sets of months to be taken together, 12 for a rolling year; left out, one of all months.

        Raises
        ------
        ValueError
            If a month is not in the cube.
        """
        months = self.drawn.months
        flags = np.zeros((1 if windows is None else len(windows), months), dtype=bool)
        for place, window in enumerate([range(months)] if windows is None else windows):
            if any(not 0 <= month < months for month in window):
                raise ValueError(f"months from 0 to {months - 1} are needed, not {list(window)}")
            flags[place, list(window)] = True
        homes = [np.arange(len(self.group)) if each is None else self._cells(each) for each in groups]
        found = [cells[window[self.month[cells]]] for window in flags for cells in homes]
        ends = np.cumsum([0, *(len(cells) for cells in found)])
        cells = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
        shape = (len(found), len(self.group))
        members = sparse.csr_array((np.ones(len(cells)), cells, ends), shape=shape)
        return CubeParts(members, np.repeat(np.arange(len(flags)), len(homes)), flags)

    def _cells(self, groups: Sequence[int]) -> Codes:
        return np.flatnonzero(np.isin(self.group, np.asarray(list(groups), dtype=np.int64)))


def make_cube(
    answers: Answers,
    *,
    design: SurveyDesign,
    groups: NDArray[np.integer] | None = None,
    months: NDArray[np.integer] | None = None,
) -> SurveyCube:
    """Add up the answers of a sample, reading each row once.

    Parameters
    ----------
    answers
        The answers.
    design
        How the sample was drawn; only its first stage is looked at.
    groups
        The group of each row, numbered from 0, -1 for none, shape (n,). Several ways of grouping that are not
        told together (sex, then age) make a cube each; an area within which groups are told is part of the
        group.
    months
        The month of each row, or any block of time, numbered from 0, shape (n,).

    Raises
    ------
    ValueError
        If weights were fitted to totals or a later stage adds variance, neither of which sums can tell
        (`survey_estimate` can, from rows); if groups or months do not fit the rows.
    """
    group = _per_row(groups, design, least=-1, named="groups")
    month = _per_row(months, design, least=0, named="months")
    drawn = drawn_of(design, month)
    home = drawn.home
    width, height = int(month.max(initial=0)) + 1, int(group.max(initial=-1)) + 2
    keys = (home * width + month) * height + group + 1
    distinct, cell = np.unique(keys, return_inverse=True)
    unit = distinct // height // width
    sizes = {"cell": cell, "cells": len(distinct), "weights": design.weights}
    questions = {
        name: sum_codes(codes, count=count, **sizes) for name, (codes, count) in answers.coded.items()
    }
    questions |= {name: sum_numbers(values, **sizes) for name, values in answers.numbers.items()}
    return SurveyCube(
        drawn.stratum_of(unit),
        unit,
        distinct // height % width,
        distinct % height - 1,
        questions,
        drawn,
    )


def _per_row(codes: NDArray[np.integer] | None, design: SurveyDesign, *, least: int, named: str) -> Codes:
    if codes is None:
        return np.zeros(len(design.weights), dtype=np.int64)
    given = np.asarray(codes, dtype=np.int64)
    if given.shape != design.weights.shape or given.min(initial=least) < least:
        raise ValueError(
            f"{named} must be whole numbers from {least} on, one for each of {len(design.weights)} rows; "
            f"found shape {given.shape} and a least of {given.min(initial=least)}"
        )
    return given
