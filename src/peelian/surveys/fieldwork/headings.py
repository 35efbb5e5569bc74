"""Where things stand in a delivery, or among loaded rows: which column holds what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from peelian.catalogue.source import Source
from peelian.surveys.survey import Survey


@dataclass(frozen=True, slots=True)
class Headings:
    """Columns by what they hold; they need not all be there.

    Parameters
    ----------
    number, day, wave, interviewer, minutes, outcome, event
        Columns of an interview.
    parts
        Level of area or question of a quota -> column.
    questions
        Question -> column.
    scales
        Question -> a name of the scale of its answers, alike for questions that have one scale.
    """

    number: str
    day: str
    wave: str
    interviewer: str
    minutes: str
    outcome: str
    event: str
    parts: Mapping[str, str]
    questions: Mapping[str, str]
    scales: Mapping[str, str]

    def all(self) -> tuple[str, ...]:
        """Return every column, each once."""
        own = (self.number, self.day, self.wave, self.interviewer, self.minutes, self.outcome, self.event)
        every = (*own, *self.parts.values(), *self.questions.values())
        return tuple(dict.fromkeys(each for each in every if each))


def headings_of_source(survey: Survey, source: Source) -> Headings:
    """Return the fields of a source by what they hold.

    Parameters
    ----------
    survey, source
        The survey and the source it is.
    """
    asked = [
        name
        for name, question in survey.questions.items()
        if name in source.fields and question.kind in ("one answer", "yes or no", "number")
    ]
    scales = {}
    for name in asked:
        field = source.fields[name]
        if field.type == "code" and not survey.questions[name].of_the_person:
            scales[name] = field.codes or "\x1f".join(field.values)
    levels = {level: rows.code for level, rows in source.areas.items() if rows.code}
    return Headings(
        "respondent_id",
        "interviewed_on",
        "wave",
        "interviewer",
        "minutes",
        "outcome",
        _event(survey),
        {**{part: part for part in _quota_parts(survey)}, **levels},
        {name: name for name in asked},
        scales,
    )


def headings_of_file(survey: Survey) -> Headings:
    """Return the headings of a delivery by what they hold.

    Parameters
    ----------
    survey
        The survey; where it does not say how deliveries are written, headings are names of fields.
    """
    interview = survey.interview
    own = {} if interview is None else interview.headings
    questions = {
        name: question.heading or name
        for name, question in survey.questions.items()
        if question.kind in ("one answer", "yes or no", "number")
    }
    scales = {
        name: question.scale
        for name, question in survey.questions.items()
        if question.scale and question.kind == "one answer" and not question.of_the_person
    }

    def of(field: str) -> str:
        return own.get(field, "") if interview is not None else field

    parts = {part: questions.get(part, part) for part in _quota_parts(survey)}
    parts |= {level: of(level) or level for level in _levels(survey)}
    event = _event(survey)
    return Headings(
        of("respondent_id"),
        of("interviewed_on"),
        of("wave"),
        of("interviewer"),
        of("minutes"),
        of("outcome"),
        survey.questions[event].heading or event if event in survey.questions else event,
        parts,
        questions,
        scales,
    )


def _event(survey: Survey) -> str:
    between = survey.sampling.days_between
    return "" if between is None else between.event


def _levels(survey: Survey) -> tuple[str, ...]:
    named = [wave.per_area.level for wave in survey.waves if wave.per_area is not None]
    known = [] if survey.interview is None else list(survey.interview.areas)
    return tuple(dict.fromkeys([*known, *named]))


def _quota_parts(survey: Survey) -> tuple[str, ...]:
    named = [part for wave in survey.waves for part in wave.quotas]
    named += [part for wave in survey.waves for cell in wave.cells for part in cell.of]
    return tuple(dict.fromkeys(named))
