"""Answers of a survey as columns, the reasons for missing ones kept apart, and the design they came by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.errors import NotFound, PeelianError
from peelian.statistics.survey.design import SurveyDesign
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.sample import Sample
from peelian.surveys.analyses.statement import Statement

Numbers = NDArray[np.float64]

WHY_MISSING = ("don't know", "refused", "not applicable", "not asked", "not recorded")
"""Reasons for which there is no answer; a column's `missing` holds their places, counted from 1, or 0."""


@dataclass(frozen=True, slots=True)
class Column:
    """One question's answers.

    Parameters
    ----------
    values
        Answers as words or numbers, shape (n,); what stands where one is missing does not matter.
    missing
        0 where there is an answer, else the place in `WHY_MISSING` counted from 1, shape (n,).
    """

    values: NDArray[Any]
    missing: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of n people.

    Parameters
    ----------
    columns
        Columns by name, each of n rows.
    sample
        Weights, strata and units of the n rows, or their replicate weights.
    people
        What the people are called, in the plural.
    labels
        What columns are called, by name.
    words
        What answers are called: column -> answer -> words.
    """

    columns: Mapping[str, Column]
    sample: Sample
    people: str = "people"
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def design(self) -> SurveyDesign:
        """The sample as it was drawn, for what can be told from strata and units alone.

        Raises
        ------
        PeelianError
            If the sample is known by its replicate weights.
        """
        if isinstance(self.sample, Replicates):
            raise PeelianError(
                "replicate weights",
                found="an analysis that goes by the strata and units of the sample",
                accepted="a sample whose strata and units are named",
                next_step="name the strata and units, or ask for what replicates can tell",
            )
        return self.sample

    def label(self, name: str) -> str:
        """Return what a column is called in a sentence: its label, else its name in plain words."""
        label = self.labels.get(name, name.replace("_", " "))
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]

    def column(self, name: str) -> Column:
        """Return a column.

        Raises
        ------
        NotFound
            If there is none of that name.
        """
        if name not in self.columns:
            raise NotFound(
                name,
                found="no such column among the answers",
                accepted=", ".join(sorted(self.columns)) or "no column at all",
                next_step="name one of these",
            )
        return self.columns[name]

    def holds(self, statement: Statement) -> Numbers:
        """Return whether a statement holds: 1, 0, or not a number where nobody can say, shape (n,).

        Someone outside what the statement is told among counts as missing, and so does every reason for
        which there is no answer: none is a no.
        """
        column = self.column(statement.column)
        held = _is_any(column.values, statement.counts).astype(np.float64)
        held[column.missing != 0] = np.nan
        for condition in statement.among:
            held[self.holds(condition) != 1] = np.nan
        return held

    def numbers(self, name: str) -> Numbers:
        """Return a column of numbers, not a number where missing, shape (n,).

        Raises
        ------
        NotFound
            If there is no such column, or an answer in it is no number.
        """
        column = self.column(name)
        known = column.missing == 0
        found = np.full(len(known), np.nan)
        try:
            found[known] = column.values[known].astype(np.float64)
        except ValueError:
            words = sorted({str(value) for value in column.values[known]})
            raise NotFound(
                name,
                found=f"answers in words: {', '.join(words[:5])}",
                accepted="a column of numbers, or the answers that count",
                next_step="say which answers count",
            ) from None
        return found


def _is_any(values: NDArray[Any], counts: tuple[str | float, ...]) -> NDArray[np.bool_]:
    if values.dtype.kind in "biuf":
        return np.isin(values.astype(np.float64), [float(each) for each in counts])
    return np.isin(values.astype(str), [str(each) for each in counts])
