"""Reading SurveyJS: a questionnaire in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from peelian.errors import FileRefused
from peelian.surveys.exchange.form_parts import Asked, form_survey
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.routing import read_route
from peelian.surveys.exchange.survey_js_question import KNOWN_OF_ALL, questions_of_element, words_of
from peelian.surveys.exchange.told import Told

_MOST_BYTES = 16 << 20
_OF_A_PAGE = frozenset({"name", "title", "elements", "questions", "visibleIf", "description"})
_OF_A_FORM = frozenset(
    {"title", "pages", "elements", "questions", "description", "locale", "name", "logoPosition"}
)


def import_survey_js(
    path: Path, *, name: str, title: str = "", columns: Mapping[str, str] | None = None
) -> Imported:
    """Read a SurveyJS questionnaire. What is not understood is told, question by question.

    Parameters
    ----------
    path, name
        The JSON file, and the name of the survey.
    title
        Its title; left out, the form's.
    columns
        Key of `interview`, or level of area -> heading in deliveries.

    Raises
    ------
    FileRefused
        If it is no JSON, or no questionnaire.
    """
    form = _read(path)
    told: list[Told] = []
    _tell_rest(path.name, form, _OF_A_FORM, told)
    asked: list[Asked] = []
    pages: list[Any] = form["pages"] if isinstance(form.get("pages"), list) else [form]
    for number, page in enumerate(pages, start=1):
        if not isinstance(page, dict):
            told.append(Told(f"page {number}", "left out", "is no page"))
            continue
        called = words_of(page.get("title")) or str(page.get("name") or "")
        if page is not form:
            _tell_rest(f"page {called or number}", page, _OF_A_PAGE, told)
        for element, route, topic in _elements(page, str(page.get("visibleIf") or ""), called, told):
            for each in questions_of_element(element, topic=topic, told=told):
                each.route = _route(each, route, told)
                asked.append(each)
    whole = title or words_of(form.get("title")) or name
    survey = form_survey(
        asked,
        named=(name, whole, words_of(form.get("description"))),
        columns=columns or {},
        told=told,
        file=path.name,
    )
    return Imported(survey, tuple(told))


def _read(path: Path) -> dict[str, Any]:
    problem = ""
    form: Any = None
    if path.stat().st_size > _MOST_BYTES:
        problem = f"a file of {path.stat().st_size >> 20} MiB"
    else:
        try:
            form = json.loads(path.read_text(encoding="utf-8-sig"))
        except (UnicodeDecodeError, ValueError, RecursionError) as why:
            problem = f"no JSON ({why})"[:200]
    if not problem and not (
        isinstance(form, dict) and any(k in form for k in ("pages", "elements", "questions"))
    ):
        problem = "JSON without 'pages' or 'elements'"
    if problem:
        raise FileRefused(
            path.name,
            found=problem,
            accepted="the JSON of a SurveyJS questionnaire, with its 'pages'",
            next_step="copy the JSON of the form from where it was made",
        )
    return dict(form)


def _elements(
    parent: dict[str, Any], route: str, topic: str, told: list[Told]
) -> Iterator[tuple[dict[str, Any], list[str], str]]:
    """Yield each question with the conditions it stands under, those of its page and panels among them."""
    above = [route] if route else []
    inside = parent.get("elements") or parent.get("questions") or []
    if not isinstance(inside, list):
        told.append(Told(topic or "a page", "left out", "its elements are no list"))
        return
    for element in inside:
        if not isinstance(element, dict):
            told.append(Told("an element", "left out", "is no question"))
            continue
        own = str(element.get("visibleIf") or "")
        if element.get("type") in ("panel", "flowpanel"):
            called = words_of(element.get("title")) or topic
            _tell_rest(f"panel {element.get('name', '')}", element, {*_OF_A_PAGE, "type"}, told)
            for each, conditions, under in _elements(element, own, called, told):
                yield each, [*above, *conditions], under
        else:
            yield element, [*above, *([own] if own else [])], topic


def _route(asked: Asked, conditions: list[str], told: list[Told]) -> tuple[str, tuple[str, ...]] | None:
    if not conditions:
        return None
    read = read_route(conditions[0], "surveyjs") if len(conditions) == 1 else None
    if read is None:
        says = (
            f"whom it is asked of: {' and '.join(f'({each})' for each in conditions)}; write it as 'asked of'"
        )
        told.append(Told(asked.name, "left out", says))
    return read


def _tell_rest(
    thing: str, element: dict[str, Any], known: frozenset[str] | set[str], told: list[Told]
) -> None:
    rest = sorted(set(element) - known - KNOWN_OF_ALL)
    if rest:
        told.append(Told(thing, "left out", f"what a definition has no words for: {', '.join(rest)}"))
