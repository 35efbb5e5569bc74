"""Telling publication of surveys: how people come into them, what is asked, what analyses came to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from peelian.catalogue.codes import CodeList
from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.publication.analysis_text import AnalysisRow, AnalysisText
from peelian.publication.survey_text import QuestionText, SurveyText, WaveText
from peelian.surveys.making.analysing import Made
from peelian.surveys.making.estimates import group_of
from peelian.surveys.question import Question
from peelian.surveys.survey import Survey
from peelian.surveys.wave import Wave
from peelian.workspace.held import Held
from peelian.workspace.said_texts import said_texts

_STARRED = 0.05


def analysis_text(made: Made, measure: str, *, name: str, about: str = "") -> AnalysisText:
    """Return an analysis as a reader meets it.

    Parameters
    ----------
    made
        What came of it.
    measure
        Id under which its findings stand.
    name, about
        Its name within the survey, and what was asked.
    """
    result = made.result
    return AnalysisText(
        id=measure,
        name=name,
        kind=result.analysis,
        title=result.title,
        about=about,
        sentence=result.sentence,
        notes=result.notes,
        rows=tuple(
            AnalysisRow(
                row.kind,
                row.name,
                row.group,
                group_of(row),
                row.judgement,
                row.p_adjusted is not None and row.p_adjusted <= _STARRED,
            )
            for row in result.rows
        ),
        headline=result.headline,
    )


def survey_text(
    survey: Survey,
    source: Source,
    *,
    codes: Mapping[str, CodeList],
    held: Mapping[str, Held],
    analyses: Sequence[AnalysisText],
    not_made: Sequence[tuple[str, str]],
) -> SurveyText:
    """Return a survey as a reader meets it.

    Parameters
    ----------
    survey, source
        The survey and the source it is.
    codes
        Shared code lists by name.
    held
        Wave -> what is loaded of it.
    analyses, not_made
        What was made of it, and what could not be.
    """
    sampling, least = survey.sampling, survey.least_base

    def label(name: str) -> str:
        return source.fields[name].label or name if name in source.fields else name

    return SurveyText(
        name=survey.survey,
        title=survey.title,
        about=survey.about or source.about,
        counts=source.counts,
        kind=sampling.kind,
        of=sampling.of,
        frame=sampling.frame,
        stages=sampling.stages,
        left_out=sampling.left_out,
        weighted=label(sampling.weight) if sampling.weight else "",
        strata=tuple(label(name) for name in sampling.strata),
        units=tuple(label(name) for name in sampling.units),
        to_show=least.to_show,
        to_rely_on=least.to_rely_on,
        waves=tuple(_wave(wave, held.get(wave.wave)) for wave in survey.waves),
        questions=tuple(
            _question(survey, codes, name, field=field)
            for name in survey.questions
            if (field := _field(survey, source, name)) is not None
        ),
        analyses=tuple(analyses),
        not_made=tuple(not_made),
        you_said=said_texts(survey, source, analyses),
        form=survey.form,
    )


def guarded_texts(texts: Sequence[SurveyText], *, untold: Collection[str]) -> tuple[SurveyText, ...]:
    """Return surveys without the numbers of interviews of those whose records are counted only in findings.

    Parameters
    ----------
    texts
        The surveys.
    untold
        Sources whose records are counted nowhere but in findings.
    """
    return tuple(
        replace(text, waves=tuple(replace(wave, held=None, answered=None) for wave in text.waves))
        if text.name in untold
        else text
        for text in texts
    )


def _wave(wave: Wave, held: Held | None) -> WaveText:
    target = f"{wave.target:,}" if wave.target else ""
    if wave.per_area is not None:
        each = f"{wave.per_area.interviews:,} in each {wave.per_area.level}"
        target = f"{target}, {each}" if target else each
    return WaveText(
        wave.wave,
        wave.start,
        wave.end,
        target,
        held.interviews if held else None,
        wave.mode,
        wave.why,
        wave.comparable,
        held.answered if held else None,
    )


def _field(survey: Survey, source: Source, name: str) -> Field | None:
    """Return the field of a question, the first of those of its answers where several may be given."""
    names = (name, *(f"{name}_{code}" for code in survey.words_of(name)))
    return next((source.fields[each] for each in names if each in source.fields), None)


def _question(survey: Survey, codes: Mapping[str, CodeList], name: str, *, field: Field) -> QuestionText:
    asked = survey.questions[name]
    words = (
        {code: each.label for code, each in codes[field.codes].list.items()} if field.codes else field.values
    )
    if asked.kind == "several answers":
        words = survey.words_of(name)
    elif field.type == "flag":
        words = {"yes": "Yes", "no": "No"}
    return QuestionText(
        name=name,
        label=asked.label or field.label,
        asks=asked.asks,
        topic=asked.topic,
        concept=asked.concept,
        answers=tuple(words.values()),
        no_answers=tuple(dict.fromkeys(field.missing.values())),
        asked_of=_asked_of(survey, asked),
        wordings=tuple(
            f"From {wording.from_wave}: "
            + (f"“{wording.asks}”. " if wording.asks else "")
            + wording.why
            + ("" if wording.comparable else " Not comparable with before.")
            for wording in asked.wordings
        ),
    )


def _asked_of(survey: Survey, asked: Question) -> str:
    if asked.asked_of is None:
        return "everyone"
    before = survey.questions[asked.asked_of.question]
    scale = survey.scale_of(asked.asked_of.question)
    words = [scale.answers.get(code, code) if scale else code for code in asked.asked_of.answered]
    return f"those who answered {' or '.join(words)} to “{before.label}”"
