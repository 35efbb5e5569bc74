"""Whether the residents that those who answered are set beside are told for every answer, and add up."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from peelian.definitions.located import Located
from peelian.errors import DefinitionError
from peelian.surveys.survey import Survey
from peelian.surveys.wanted.together import WhoAnswered

_SHARES_UNDER = 2.0
"""Numbers that add up to less are shares: no place has so few residents."""
_ROUNDED = 0.02


def check_residents(survey: Survey, document: Located) -> None:
    """Refuse residents of answers that are none or not of all answers, and shares that do not add up to 1.

    An answer without its residents would be left out in silence, and the others would be set beside shares of
    too few people.

    Parameters
    ----------
    survey, document
        The survey, and the document it was read from, which knows the lines.

    Raises
    ------
    DefinitionError
        Naming the line, what was found and what would be accepted.
    """
    for place, wanted in enumerate(survey.analyses):
        if not isinstance(wanted, WhoAnswered):
            continue
        for question, residents in wanted.by.items():
            where = document.where(("analyses", place, "by", question))
            _check_answers(survey, question, residents, where=where)
            _check_sum(residents, where=where)


def _check_answers(survey: Survey, question: str, residents: Mapping[str, float], *, where: str) -> None:
    words = survey.words_of(question)
    if not words:
        return
    strange = [code for code in residents if code not in words]
    untold = [code for code in words if code not in residents]
    if not strange and not untold:
        return
    near = difflib.get_close_matches(strange[0], untold, n=1) if strange else []
    raise DefinitionError(
        where,
        found=f"residents of '{strange[0]}', which is no answer to '{question}'"
        if strange
        else f"no residents of '{untold[0]}'",
        accepted=f"a number for each answer: {', '.join(words)}",
        next_step=f"write '{near[0]}'"
        if near
        else "write how many people, or what share of them, each stands for",
    )


def _check_sum(residents: Mapping[str, float], *, where: str) -> None:
    whole = sum(residents.values())
    if min(residents.values(), default=0.0) >= 0 and whole > 0:
        if whole >= _SHARES_UNDER or abs(whole - 1) <= _ROUNDED:
            return
        found = f"shares that add up to {whole:g}"
    else:
        found = ", ".join(f"{number:g}" for number in residents.values()) or "nothing"
    raise DefinitionError(
        where,
        found=found,
        accepted="numbers of people, or shares that add up to 1; none below 0",
        next_step="correct the numbers",
    )
