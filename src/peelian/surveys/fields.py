"""The fields that the questions of a survey become, and the columns of a delivery that fill them."""

from __future__ import annotations

from peelian.catalogue.field import Field, FieldType, Role
from peelian.catalogue.layout import Column, ValueType
from peelian.surveys.question import Question
from peelian.surveys.scale import AnswerKind, Scale
from peelian.surveys.survey import Survey

_NOT_ASKED = {"": "not asked or not recorded"}
_TYPES: dict[str, FieldType] = {"number": "number", "date": "date", "text": "text"}
_WRITTEN: dict[FieldType, ValueType] = {"flag": "flag", "number": "number", "date": "date"}


def fields_of(survey: Survey, name: str) -> dict[str, Field]:
    """Return the fields a question becomes: one, or one for each answer where several may be given.

    Parameters
    ----------
    survey
        The survey.
    name
        Name of the question.
    """
    question, scale = survey.questions[name], _whole_scale(survey, name)
    if question.kind != "several answers" or scale is None:
        return {name: _field(question, scale)}
    return {
        f"{name}_{code}": Field(
            type="flag",
            label=f"{question.label}: {words}",
            about=f"{_about(question)} Whether this answer was given.",
            missing={**_NOT_ASKED, **scale.no_answers},
            role=_role(question),
            captured=_captured(question),
        )
        for code, words in scale.answers.items()
    }


def columns_of(survey: Survey, name: str) -> dict[str, Column]:
    """Return heading -> column for the fields of a question.

    Parameters
    ----------
    survey
        The survey, one that says how its deliveries are written.
    name
        Name of the question.
    """
    question, scale = survey.questions[name], _whole_scale(survey, name)
    heading = question.heading or name
    if question.kind == "several answers" and scale is not None:
        each = heading if "{code}" in heading else f"{heading} {{code}}"
        return {
            each.replace("{code}", code): Column(type="flag", to=f"{name}_{code}", optional=True)
            for code in scale.answers
        }
    field = _field(question, scale)
    written = survey.interview.written if survey.interview is not None and field.type == "date" else ""
    return {
        heading: Column(
            type=_WRITTEN.get(field.type, "text"),
            written=written,
            to=name,
            at_least=question.at_least,
            optional=bool(question.wordings) or field.role == "free text",
        )
    }


def _whole_scale(survey: Survey, name: str) -> Scale | None:
    """Return one scale of every code that any wave had, so that answers of each wave are read."""
    scales = survey.scales_of(name)
    if len(scales) < 2:
        return scales[0] if scales else None
    whole: dict[AnswerKind, dict[str, str]] = {}
    for scale in scales:
        for kind, words in scale.by_kind.items():
            whole.setdefault(kind, {}).update(words)
    return Scale(
        answers=whole["answer"],
        dont_know=whole["don't know"],
        refused=whole["refused"],
        not_applicable=whole["not applicable"],
        not_recorded=whole["not recorded"],
    )


def _field(question: Question, scale: Scale | None) -> Field:
    kind: FieldType = "flag" if question.kind == "yes or no" else _TYPES.get(question.kind, "code")
    no_answers = {} if scale is None else scale.no_answers
    return Field(
        type=kind,
        label=question.label,
        about=_about(question),
        unit=question.unit,
        codes=question.codes if kind == "code" else "",
        values=dict(scale.answers) if scale is not None and kind == "code" else {},
        missing={**_NOT_ASKED, **no_answers},
        role=_role(question),
        captured=_captured(question),
    )


def _about(question: Question) -> str:
    asked = f'Asked: "{question.asks}"' if question.asks else ""
    return " ".join(part for part in (question.about, asked) if part) or question.label


def _role(question: Question) -> Role:
    if question.kind == "text":
        return "free text"
    if question.sensitive:
        return "sensitive"
    return "quasi-identifier" if question.of_the_person else "measure"


def _captured(question: Question) -> str:
    return "asked of the person" if question.asks else "from the record or set by the survey"
