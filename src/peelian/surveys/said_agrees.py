"""Whether what people are said to have said is counted: themes that people coded, measures of the survey."""

from __future__ import annotations

from peelian.definitions.located import Located
from peelian.errors import DefinitionError
from peelian.surveys.survey import Survey
from peelian.surveys.wanted.themes import Themes
from peelian.surveys.you_said import YouSaid


def check_said(survey: Survey, document: Located) -> None:
    """Refuse a theme that nobody coded, one that two analyses count, and a measure that the survey has not.

    Parameters
    ----------
    survey, document
        The survey, and the document it was read from, which knows the lines.

    Raises
    ------
    DefinitionError
        Naming the line, what was found and what would be accepted.
    """
    for place, said in enumerate(survey.you_said):
        if said.measure:
            _check_measure(survey, said, where=document.where(("you said", place, "measure")))
        else:
            _check_theme(survey, said, where=document.where(("you said", place, "theme")))


def themes_counting(survey: Survey, said: YouSaid) -> tuple[Themes, ...]:
    """Return the analyses of themes that count what was said; one where the survey agrees with itself.

    Parameters
    ----------
    survey, said
        The survey, and a thing said that names a theme.
    """
    return tuple(
        each
        for each in survey.analyses
        if isinstance(each, Themes)
        and said.question in ("", each.question)
        and said.theme in survey.words_of(each.question)
    )


def _check_measure(survey: Survey, said: YouSaid, *, where: str) -> None:
    names = [each.measure for each in survey.measures]
    if said.measure not in names:
        raise DefinitionError(
            where,
            found=f"'{said.measure}', which is no measure of the survey",
            accepted=", ".join(names) or "a measure under 'measures', of which there are none",
            next_step="name one of these, or add the measure",
        )


def _check_theme(survey: Survey, said: YouSaid, *, where: str) -> None:
    found = themes_counting(survey, said)
    if len(found) == 1:
        return
    if found:
        raise DefinitionError(
            where,
            found=f"the theme '{said.theme}', which {len(found)} analyses count",
            accepted=f"a 'question' beside it: {', '.join(dict.fromkeys(each.question for each in found))}",
            next_step="say to which question it was written",
        )
    coded = {
        code: None
        for each in survey.analyses
        if isinstance(each, Themes) and said.question in ("", each.question)
        for code in survey.words_of(each.question)
    }
    asked = f" in answers to '{said.question}'" if said.question else ""
    raise DefinitionError(
        where,
        found=f"the theme '{said.theme}', which nobody coded{asked}",
        accepted=", ".join(coded) or "a code that an analysis of themes counts, of which there is none",
        next_step="name a theme that was coded" if coded else "add an analysis of 'themes'",
    )
