"""All checks of a survey, one after the other."""

from __future__ import annotations

from peelian.surveys.checking.bases import small_bases
from peelian.surveys.checking.codes import missing_columns, other_scales, unknown_codes
from peelian.surveys.checking.delivered import Delivered
from peelian.surveys.checking.design import lonely_units, open_questions, wrong_weights
from peelian.surveys.checking.fieldwork import days_since, wrong_days, wrong_waves
from peelian.surveys.checking.flaw import Flaw
from peelian.surveys.checking.interview_numbers import repeated_numbers
from peelian.surveys.checking.personal_data import personal_data
from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.survey import Survey

_OF_ANSWERS = (
    missing_columns,
    repeated_numbers,
    wrong_days,
    wrong_waves,
    days_since,
    unknown_codes,
    other_scales,
    wrong_weights,
    lonely_units,
    small_bases,
    personal_data,
)


def check_answers(survey: Survey, rows: AnswerRows | None) -> tuple[Flaw, ...]:
    """Return what is wrong, or to be known, of a survey: first of its definition, then of its answers.

    Parameters
    ----------
    survey
        The definition.
    rows
        The answers by heading, or None to look at the definition alone.
    """
    given = Delivered(survey, AnswerRows({}, ()) if rows is None else rows)
    flaws = list(open_questions(given))
    for check in _OF_ANSWERS if rows is not None else ():
        flaws += check(given)
    return tuple(flaws)
