"""Writing SurveyJS: a questionnaire in JSON."""

from __future__ import annotations

import json
from typing import Any

from peelian.surveys.exchange.not_carried import not_carried
from peelian.surveys.exchange.routing import write_route
from peelian.surveys.exchange.told import Told
from peelian.surveys.scale import Scale
from peelian.surveys.survey import Survey


def export_survey_js(survey: Survey) -> tuple[str, tuple[Told, ...]]:
    """Return the questionnaire as JSON, and what it cannot say.

    Each topic is a page. What comes from records and was never asked (a question without words) is left out.

    Parameters
    ----------
    survey
        The definition.
    """
    told: list[Told] = []
    pages: list[dict[str, Any]] = []
    for name, question in survey.questions.items():
        if not question.asks and question.of_the_person:
            told.append(Told(name, "left out", "has no words to ask; it comes from records"))
            continue
        topic = question.topic or "Questions"
        if not pages or pages[-1]["title"] != topic:
            pages.append({"name": f"page{len(pages) + 1}", "title": topic, "elements": []})
        pages[-1]["elements"].append(_element(survey, name, told))
    told += not_carried(survey, says_labels=False)
    form: dict[str, Any] = {"title": survey.title}
    if survey.about:
        form["description"] = survey.about
    return json.dumps({**form, "pages": pages}, ensure_ascii=False, indent=1) + "\n", tuple(told)


def _element(survey: Survey, name: str, told: list[Told]) -> dict[str, Any]:
    question, scale = survey.questions[name], survey.scale_of(name)
    made: dict[str, Any] = {"type": "comment", "name": name, "title": question.asks or question.label}
    heading = question.heading.replace("_{code}", "")
    if heading and heading != name and "{code}" not in heading:
        made["valueName"] = heading
    if question.about:
        made["description"] = question.about
    choices = (
        []
        if scale is None
        else [{"value": c, "text": w} for c, w in {**scale.answers, **scale.no_answers}.items()]
    )
    match question.kind:
        case "one answer" if choices:
            made |= {"type": "radiogroup", "choices": choices}
        case "several answers":
            made |= {"type": "checkbox", "choices": choices}
        case "yes or no" if scale is None or not scale.no_answers:
            made |= {"type": "boolean", **({} if scale is None else _yes_and_no(scale))}
        case "yes or no":
            made |= {"type": "radiogroup", "choices": choices}
        case "number" | "date":
            made |= {"type": "text", "inputType": question.kind}
            if question.at_least is not None:
                made["min"] = question.at_least
            if choices:
                told.append(
                    Told(name, "left out", f"codes of no answer: {', '.join(c['value'] for c in choices)}")
                )
        case "one answer":
            made["type"] = "text"
            told.append(
                Told(name, "guessed", f"a text: the answers are those of the list '{question.codes}'")
            )
        case _:
            pass
    before = question.asked_of
    if before is not None:
        several = survey.questions[before.question].kind == "several answers"
        codes = before.answered
        made["visibleIf"] = write_route(before.question, codes, dialect="surveyjs", several=several)
    return made


def _yes_and_no(scale: Scale) -> dict[str, str]:
    yes = [code for code in scale.answers if code.lower() in ("y", "yes", "true", "1")]
    no = [code for code in scale.answers if code not in yes]
    if len(yes) != 1 or len(no) != 1:
        return {}
    values = {} if (yes[0], no[0]) == ("true", "false") else {"valueTrue": yes[0], "valueFalse": no[0]}
    return {**values, "labelTrue": scale.answers[yes[0]], "labelFalse": scale.answers[no[0]]}
