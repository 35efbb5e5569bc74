"""Telling publication what people said and what was done about it, with where each share is found."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.catalogue.source import Source
from peelian.publication.analysis_text import AnalysisText
from peelian.publication.said_text import SaidText
from peelian.surveys.said_agrees import themes_counting
from peelian.surveys.survey import Survey
from peelian.surveys.you_said import YouSaid


def said_texts(survey: Survey, source: Source, analyses: Sequence[AnalysisText]) -> tuple[SaidText, ...]:
    """Return what people said in a survey as a reader meets it.

    Parameters
    ----------
    survey, source
        The survey and the source it is.
    analyses
        What was made of its answers. A theme whose analysis could not be made has no share.
    """
    titles = {measure.measure: measure.title for measure in survey.measures}
    told = []
    for said in survey.you_said:
        words, measure, group = titles.get(said.measure, ""), said.measure, ""
        if said.theme:
            words, measure, group = _theme(survey, source, said, analyses)
        told.append(
            SaidText(words, measure, group, said.did, said.because, said.status, said.on, link=said.link)
        )
    return tuple(told)


def _theme(
    survey: Survey, source: Source, said: YouSaid, analyses: Sequence[AnalysisText]
) -> tuple[str, str, str]:
    """Return a theme in words, and the measure and group under which its share stands, "" for none."""
    (counting,) = themes_counting(survey, said)
    field = source.fields.get(f"{counting.question}_{said.theme}")
    words = survey.words_of(counting.question)[said.theme]
    words = field.label.split(": ", 1)[-1] if field is not None else words
    made = next((each for each in analyses if each.name == counting.name), None)
    row = None if made is None else next((each for each in made.rows if each.name == words), None)
    return words, made.id if made is not None else "", row.group if row is not None else ""
