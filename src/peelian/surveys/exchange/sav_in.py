"""Reading an SPSS file: the definition of a survey, and its rows of answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.columns import survey_columns
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.interview_columns import interview_columns
from peelian.surveys.exchange.plain_name import plain_name
from peelian.surveys.exchange.sav_days import day_kind
from peelian.surveys.exchange.sav_question import question_of_variable
from peelian.surveys.exchange.sav_sets import questions_of_sets
from peelian.surveys.exchange.sav_variable import SavFile, SavVariable, read_sav_file
from peelian.surveys.exchange.skeleton import Parts, question_name, survey_of
from peelian.surveys.exchange.told import Told
from peelian.surveys.in_spss import SpssFile, SpssVariable
from peelian.surveys.survey import Survey

_MOMENT = "%Y-%m-%dT%H:%M:%S"


def import_sav(
    path: Path, *, name: str, title: str = "", columns: Mapping[str, str] | None = None
) -> Imported:
    """Read an SPSS file into a definition and rows.

    Parameters
    ----------
    path, name
        The file, and the name of the survey.
    title
        Its title; left out, the file's label or the name.
    columns
        Key of `interview`, or level of area -> variable, where they are not to be guessed.

    Raises
    ------
    NotFound
        If pyreadstat is not installed, or `columns` names a variable that is not there.
    FileRefused
        If the file is damaged or has no question.
    """
    file = read_sav_file(path, name=path.name)
    labels = {variable.name: variable.label for variable in file.variables}
    interview, areas, told = interview_columns(labels, said=columns or {})
    by_name = {variable.name: variable for variable in file.variables}
    written, more_told = _interview(interview, areas, by_name)
    questions, inside, set_told = questions_of_sets(file)
    all_told = [*told, *more_told, *set_told]
    taken = {*interview.values(), *areas.values(), *inside}
    for variable in file.variables:
        if variable.name not in taken:
            question, said = question_of_variable(variable)
            questions[question_name(variable.name, taken=questions)] = question
            all_told += said or [
                Told(variable.name, "taken", f"a question: {question.get('kind', 'one answer')}")
            ]
    parts = Parts(
        name=plain_name(name),
        title=title or file.label or name,
        questions=questions,
        interview=written,
    )
    survey = survey_of(parts, file=path.name)
    whole = survey.model_copy(update={"spss": _spss(file, survey)})
    rows = AnswerRows({v.name: v.cells for v in file.variables}, tuple(range(1, file.rows + 1)))
    return Imported(whole, tuple(all_told), rows)


def _interview(
    found: Mapping[str, str], areas: Mapping[str, str], by_name: Mapping[str, SavVariable]
) -> tuple[dict[str, Any], list[Told]]:
    written: dict[str, Any] = dict(found)
    told: list[Told] = []
    if areas:
        written["areas"] = dict(areas)
    date = by_name.get(found["date"])
    if date is not None:
        kind = "" if date.is_text else day_kind(date.format)
        if kind == "moment":
            written["written"] = _MOMENT
            told.append(Told(date.name, "taken", "holds moments; interviews are dated by their day"))
        elif kind != "date":
            says = f"has the format {date.format}, which is no day: say how days are written by 'written'"
            told.append(Told(date.name, "guessed", says))
    for key in ("weight", "minutes"):
        variable = by_name.get(found.get(key, ""))
        if variable is not None and variable.is_text:
            told.append(Told(variable.name, "left out", f"is text and cannot be the {key} of the interview"))
            del written[key]
    return written, told


def _spss(file: SavFile, survey: Survey) -> SpssFile:
    known = {column.heading: column for column in survey_columns(survey)}
    variables = {}
    for variable in file.variables:
        column = known.get(variable.name)
        same_label = column is not None and column.label == variable.label
        same_words = (column.words if column is not None else {}) == dict(variable.labels)
        variables[variable.name] = SpssVariable.model_validate(
            {
                "format": variable.format,
                "measure": variable.measure,
                "width": variable.width,
                "missing": variable.missing,
                "label": None if same_label else variable.label,
                "labels": None if same_words else dict(variable.labels),
            }
        )
    return SpssFile(label=file.label, notes=file.notes, variables=variables)
