"""The definition of a survey made of what a file of another form says."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from peelian.errors import FileRefused
from peelian.surveys.exchange.plain_name import plain_name
from peelian.surveys.interview_fields import interview_fields
from peelian.surveys.survey import Survey


@dataclass(frozen=True, slots=True)
class Parts:
    """What a file says, in the words of definitions, before it is one.

    Parameters
    ----------
    name, title, about
        Of the survey.
    questions
        Name -> question, as it would be written.
    interview
        As it would be written.
    more
        Further keys of the survey, as they would be written.
    """

    name: str
    title: str
    about: str = ""
    questions: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    interview: Mapping[str, Any] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)


def survey_of(parts: Parts, *, file: str) -> Survey:
    """Return the definition. Answers that several questions offer become one scale of the survey.

    Parameters
    ----------
    parts
        What the file says.
    file
        The file as its user wrote it, for messages.

    Raises
    ------
    FileRefused
        If the file has no question, or what it says cannot be a definition.
    """
    if not parts.questions:
        raise FileRefused(
            file,
            found="no question",
            accepted="a questionnaire with at least one question",
            next_step="export the questionnaire again, whole",
        )
    questions, scales = _shared({name: _yes_or_no(question) for name, question in parts.questions.items()})
    sampling: dict[str, Any] = {"kind": "not said", "of": "people whom the survey asked"}
    for key, part in (("weight", "weight"), ("strata", "stratum"), ("units", "cluster")):
        if parts.interview.get(part):
            sampling[key] = part if key == "weight" else [part]
    written = {
        "survey": parts.name,
        "title": parts.title,
        "about": parts.about,
        "sampling": sampling,
        "interview": dict(parts.interview),
        "scales": scales,
        "questions": questions,
        **parts.more,
    }
    try:
        return Survey.model_validate(written)
    except ValidationError as problem:
        first = problem.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise FileRefused(
            file,
            found=f"what cannot be a survey: {where} {first.get('input')!r}"[:300].strip(),
            accepted=first["msg"].removeprefix("Value error, "),
            next_step="mend the file where it was made, or write the definition by hand",
        ) from problem


def question_name(heading: str, *, taken: Mapping[str, Any]) -> str:
    """Return the name of a question with a heading, one that no question and no part of an interview has.

    Parameters
    ----------
    heading
        Its heading in a delivery.
    taken
        The questions so far.
    """
    return plain_name(heading, taken={*taken, *_OF_AN_INTERVIEW})


_FLAGS = {**dict.fromkeys(("y", "yes", "true", "1"), "yes"), **dict.fromkeys(("n", "no", "false", "0"), "no")}
_OF_AN_INTERVIEW = ("month", "force", *interview_fields())


def _yes_or_no(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question as one of yes or no when its two answers are those words, in codes read as such."""
    answers = question.get("answers", {}).get("answers", {})
    words = {str(word).casefold() for word in answers.values()}
    flags = all(_FLAGS.get(str(code).casefold()) == str(word).casefold() for code, word in answers.items())
    return (
        {**question, "kind": "yes or no"}
        if words == {"yes", "no"} and flags and "kind" not in question
        else question
    )


def _shared(questions: Mapping[str, dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
    written = {
        name: json.dumps(q["answers"], sort_keys=False) for name, q in questions.items() if "answers" in q
    }
    often = Counter(written.values())
    names: dict[str, str] = {}
    scales: dict[str, Any] = {}
    made: dict[str, dict[str, Any]] = {}
    for name, question in questions.items():
        text = written.get(name)
        may = question.get("kind", "one answer") in ("one answer", "several answers", "yes or no")
        if text is None or often[text] < 2 or not may or not question["answers"].get("answers"):
            made[name] = question
            continue
        if text not in names:
            words = list(question["answers"]["answers"].values())
            names[text] = plain_name(
                f"{words[0]} to {words[-1]}" if len(words) > 1 else words[0], taken=scales
            )
            scales[names[text]] = question["answers"]
        made[name] = {**{k: v for k, v in question.items() if k != "answers"}, "scale": names[text]}
    return made, scales
