"""Writing XLSForm: a questionnaire as a workbook with the sheets survey, choices and settings."""

from __future__ import annotations

import re
from pathlib import Path

import xlsxwriter

from peelian.surveys.exchange.not_carried import not_carried
from peelian.surveys.exchange.routing import write_route
from peelian.surveys.exchange.told import Told
from peelian.surveys.survey import Survey

_SURVEY = ("type", "name", "label", "hint", "relevant")
_TYPES = {"number": "decimal", "date": "date", "text": "text"}
_FORM_NAME = re.compile(r"[^A-Za-z0-9_]+")
Row = tuple[str, ...]


def export_xlsform(survey: Survey, *, path: Path) -> tuple[Told, ...]:
    """Write the questionnaire as an XLSForm, and return what it cannot say.

    Each topic is a group. What comes from records and was never asked is left out.

    Parameters
    ----------
    survey
        The definition.
    path
        The workbook to write.
    """
    told: list[Told] = []
    lists: dict[str, list[Row]] = {}
    rows: list[Row] = []
    if survey.interview is not None:
        rows.append(("today", "interviewed_on", "", "", ""))
    topic, groups = "", 0
    for name, question in survey.questions.items():
        if not question.asks and question.of_the_person:
            told.append(Told(name, "left out", "has no words to ask; it comes from records"))
            continue
        if question.topic != topic:
            if topic:
                rows.append(("end_group", "", "", "", ""))
            topic = question.topic
            if topic:
                groups += 1
                rows.append(("begin_group", f"group_{groups}", topic, "", ""))
        rows.append(_row(survey, name, lists, told))
    if topic:
        rows.append(("end_group", "", "", "", ""))
    told += not_carried(survey, says_labels=False)
    choices = [row for listed in lists.values() for row in listed]
    settings: list[Row] = [(survey.title, _FORM_NAME.sub("_", survey.survey))]
    _write(
        path,
        {
            "survey": (_SURVEY, rows),
            "choices": (("list_name", "name", "label"), choices),
            "settings": (("form_title", "form_id"), settings),
        },
    )
    return tuple(told)


def _row(survey: Survey, name: str, lists: dict[str, list[Row]], told: list[Told]) -> Row:
    question, scale = survey.questions[name], survey.scale_of(name)
    words = {} if scale is None else {**scale.answers, **scale.no_answers}
    several = question.kind == "several answers"
    if question.kind == "yes or no" and not words:
        words = {"yes": "Yes", "no": "No"}
    if question.kind in ("one answer", "several answers", "yes or no") and words:
        listed = question.scale or name
        lists.setdefault(
            listed, [(listed, _code(code, several, name, told), text) for code, text in words.items()]
        )
        kind = f"{'select_multiple' if several else 'select_one'} {listed}"
    elif question.kind == "one answer":
        kind = "text"
        told.append(Told(name, "guessed", f"a text: the answers are those of the list '{question.codes}'"))
    else:
        kind = _TYPES[question.kind]
        if words:
            told.append(Told(name, "left out", f"codes of no answer: {', '.join(words)}"))
    if question.at_least is not None:
        told.append(Told(name, "left out", f"that it is at least {question.at_least:g}"))
    relevant = ""
    before = question.asked_of
    if before is not None:
        many = survey.questions[before.question].kind == "several answers"
        codes = before.answered
        relevant = write_route(before.question, codes, dialect="xlsform", several=many)
    return kind, name, question.asks or question.label, question.about, relevant


def _code(code: str, several: bool, name: str, told: list[Told]) -> str:
    """Return a code as a form may have it: blanks part the answers of a question with several."""
    if several and " " in code:
        told.append(Told(name, "guessed", f"the code '{code}' is written '{code.replace(' ', '_')}'"))
        return code.replace(" ", "_")
    return code


def _write(path: Path, sheets: dict[str, tuple[Row, list[Row]]]) -> None:
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for title, (headings, rows) in sheets.items():
            sheet = book.add_worksheet(title)
            for line, row in enumerate([headings, *rows]):
                for place, cell in enumerate(row):
                    sheet.write_string(line, place, cell)
