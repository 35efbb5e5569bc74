"""The measures of a survey, in the words in which measures are written."""

from __future__ import annotations

from typing import Any

from peelian.definitions.located import Located
from peelian.surveys.named_measure import NamedMeasure
from peelian.surveys.read_surveys import ReadSurvey
from peelian.surveys.survey import Survey


def measures_of(read: ReadSurvey) -> dict[str, Located]:
    """Return the named measures of a survey by name, as documents of measures ready to be read.

    Each knows the line of the survey's file on which it stands, for messages.

    Parameters
    ----------
    read
        The survey and its document.
    """
    found: dict[str, Located] = {}
    for index, measure in enumerate(read.survey.measures):
        line = read.document.line_of(("measures", index))
        found[measure.measure] = Located(_written(read.survey, measure), read.document.path, {(): line})
    return found


def _written(survey: Survey, measure: NamedMeasure) -> dict[str, Any]:
    sampling, base = survey.sampling, survey.least_base
    written: dict[str, Any] = {
        "measure": measure.measure,
        "title": measure.title,
        "about": measure.about or f"From the {survey.title}, of {sampling.of}.",
        "source": survey.survey,
        "where": [_condition(survey, measure.question, measure.counts)],
        "share of": [_condition(survey, part.question, part.answered) for part in measure.among],
        "least base": {"to show": base.to_show, "to rely on": base.to_rely_on},
        "direction": measure.direction,
        "areas": list(measure.areas),
        "groups": list(measure.groups),
        "family": measure.family or survey.title,
    }
    for key, fields in (
        ("weight", (sampling.weight,)),
        ("strata", sampling.strata),
        ("cluster", sampling.units),
    ):
        if fields and fields[0]:
            written[key] = fields[0]
    if survey.interview is not None and not any(key in written for key in ("weight", "strata", "cluster")):
        # Each person came alone and counts as one: the design of a consultation, or of a plain sample.
        written["cluster"] = "respondent_id"
    optional = {
        "broad groups": measure.broad,
        "groups at": list(measure.groups_at),
        "windows": list(measure.windows),
    }
    written.update({key: value for key, value in optional.items() if value})
    return written


def _condition(survey: Survey, question: str, answers: tuple[str, ...]) -> dict[str, Any]:
    asked = survey.questions.get(question)
    if asked is not None and asked.kind == "yes or no":
        return {"field": question, "is": not answers or answers[0].lower() in ("y", "yes", "true", "1")}
    if asked is not None and asked.kind == "several answers" and len(answers) == 1:
        return {"field": f"{question}_{answers[0]}", "is": True}
    return {"field": question, "is any of": list(answers)}
