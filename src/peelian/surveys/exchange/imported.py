"""What was read from a file of another form."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.told import Told
from peelian.surveys.survey import Survey


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read from a file of another form.

    Parameters
    ----------
    survey
        The definition.
    told
        What was taken, what was guessed, and what was left out and why.
    rows
        The answers, where the file holds any.
    """

    survey: Survey
    told: tuple[Told, ...]
    rows: AnswerRows | None = None
