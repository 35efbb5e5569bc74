"""Answers under check: the cells of each field, whichever way they came."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import cached_property

from peelian.surveys.exchange.answer_rows import AnswerRows, Cells
from peelian.surveys.exchange.columns import SurveyColumn, survey_columns
from peelian.surveys.survey import Survey


@dataclass(frozen=True)
class Delivered:
    """The answers of a survey by field.

    Parameters
    ----------
    survey
        The definition.
    rows
        The answers by heading; a field without a heading in the definition stands under its own name.
    """

    survey: Survey
    rows: AnswerRows

    @cached_property
    def columns(self) -> tuple[SurveyColumn, ...]:
        """The columns that the definition expects."""
        return survey_columns(self.survey)

    @cached_property
    def headings(self) -> dict[str, str]:
        """Field -> the heading it stands under."""
        return {column.field: column.heading for column in self.columns}

    def cells(self, field: str) -> Cells | None:
        """Return the cells of a field with blanks around them cut off, or None where no column holds it.

        Parameters
        ----------
        field
            Name of the field.
        """
        found = self.rows.columns.get(self.headings.get(field, field))
        return (
            None if found is None else tuple(None if cell is None else cell.strip() or None for cell in found)
        )

    def heading(self, field: str) -> str:
        """Return what a field is called in the file."""
        return self.headings.get(field, field)

    def lines(self, places: list[int]) -> tuple[int, ...]:
        """Return the lines of rows, by their places.

        Parameters
        ----------
        places
            Places of rows, from 0.
        """
        return tuple(self.rows.lines[place] for place in places)

    def day(self, cell: str | None) -> dt.date | None:
        """Return a day as it is written in a delivery, or None where it is none.

        Parameters
        ----------
        cell
            The cell.
        """
        if cell is None:
            return None
        written = "" if self.survey.interview is None else self.survey.interview.written
        if written:
            try:
                return dt.datetime.strptime(cell, written).date()
            except ValueError:
                pass
        try:
            return dt.datetime.fromisoformat(cell).date()
        except ValueError:
            return None


def number_of(cell: str | None) -> float | None:
    """Return a cell as a number, or None where it is none.

    Parameters
    ----------
    cell
        The cell.
    """
    if cell is None or "_" in cell:
        return None
    try:
        number = float(cell.replace(",", ""))
    except ValueError:
        return None
    return number if math.isfinite(number) else None
