"""The columns of a survey's deliveries: which question or part of the interview each holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peelian.surveys.fields import columns_of
from peelian.surveys.interview_fields import interview_fields
from peelian.surveys.scale import Scale
from peelian.surveys.survey import Survey

Kind = Literal["one answer", "yes or no", "number", "date", "text"]


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """One column of a delivery.

    Parameters
    ----------
    heading, field
        Its heading, and the field of the source it becomes.
    question
        The question, or "" for a part of the interview.
    code
        For a question with several answers, the answer that is a yes or no here; else "".
    kind
        What stands in it.
    label
        What it is called.
    scale
        Its codes, where it has any.
    """

    heading: str
    field: str
    question: str
    code: str
    kind: Kind
    label: str
    scale: Scale | None

    @property
    def words(self) -> dict[str, str]:
        """Code -> words, those of no-answers last."""
        return {} if self.scale is None else {**self.scale.answers, **self.scale.no_answers}


_KINDS: dict[str, Kind] = {"date": "date", "weight": "number", "minutes": "number"}


def survey_columns(survey: Survey) -> tuple[SurveyColumn, ...]:
    """Return the columns of a survey's deliveries, those of the interview first.

    A survey that describes no delivery has those of its questions alone.

    Parameters
    ----------
    survey
        The survey.
    """
    found: list[SurveyColumn] = []
    if survey.interview is not None:
        fields = {"number": "respondent_id", "date": "interviewed_on"}
        fields_known = interview_fields()
        known = {fields.get(key, key): key for key in type(survey.interview).model_fields}
        for field, heading in survey.interview.headings.items():
            if heading:
                holds = _KINDS.get(known.get(field, ""), "text")
                label = fields_known[field].label if field in fields_known else field.capitalize()
                found.append(SurveyColumn(heading, field, "", "", holds, label, None))
    for name, question in survey.questions.items():
        for heading, column in columns_of(survey, name).items():
            code = "" if column.to == name else column.to.removeprefix(f"{name}_")
            scale = survey.scale_of(name)
            words = "" if scale is None else scale.answers.get(code, code)
            kind: Kind = "yes or no" if question.kind == "several answers" else question.kind
            found.append(
                SurveyColumn(
                    heading=heading,
                    field=column.to,
                    question=name,
                    code=code,
                    kind=kind,
                    label=f"{question.label}: {words}" if code else question.label,
                    scale=None if code else scale,
                )
            )
    return tuple(found)
