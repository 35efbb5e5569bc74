"""Reading a CSV of answers: a definition guessed from its headings and what stands under them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from peelian.surveys.exchange.answer_csv import read_answer_csv
from peelian.surveys.exchange.answer_rows import Cells
from peelian.surveys.exchange.answers_in import answers_offered
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.interview_columns import interview_columns
from peelian.surveys.exchange.plain_name import plain_name
from peelian.surveys.exchange.skeleton import Parts, question_name, survey_of
from peelian.surveys.exchange.told import Told

_MOST_ANSWERS = 15
_LEAST_PER_ANSWER = 3
_DAY = len("2018-03-31")


def import_csv(
    path: Path, *, name: str, title: str = "", columns: Mapping[str, str] | None = None
) -> Imported:
    """Read a CSV of answers. It says nothing of questions, so all but the headings is guessed and told.

    A column of few different values, each met several times, is a question with those answers; numbers and
    days are told from how they are written; anything else is text.

    Parameters
    ----------
    path, name
        The file, and the name of the survey.
    title
        Its title; left out, the name.
    columns
        Key of `interview`, or level of area -> heading, where they are not to be guessed.

    Raises
    ------
    NotFound
        If `columns` names a heading that is not there.
    FileRefused
        If it is no table.
    """
    rows = read_answer_csv(path, name=path.name)
    interview, areas, more = interview_columns(dict.fromkeys(rows.columns, ""), said=columns or {})
    told = list(more)
    taken = {*interview.values(), *areas.values()}
    questions: dict[str, dict[str, Any]] = {}
    for heading, cells in rows.columns.items():
        if heading not in taken:
            questions[question_name(heading, taken=questions)] = _question(heading, cells, told)
    written = {**interview, **({"areas": areas} if areas else {})}
    survey = survey_of(
        Parts(plain_name(name), title or name, questions=questions, interview=written), file=path.name
    )
    return Imported(survey, tuple(told), rows)


def _question(heading: str, cells: Cells, told: list[Told]) -> dict[str, Any]:
    question: dict[str, Any] = {"label": heading, "heading": heading}
    held = [cell for cell in cells if cell is not None]
    different = sorted(
        set(held), key=lambda cell: (not _is_number(cell), float(cell) if _is_number(cell) else 0, cell)
    )
    few = 0 < len(different) <= min(_MOST_ANSWERS, max(2, len(held) // _LEAST_PER_ANSWER))
    if few:
        question["answers"] = answers_offered(heading, [(cell, cell) for cell in different], told=told)
        says = f"a question with the {len(different)} answers that are met; write their words"
    elif held and all(_is_number(cell) for cell in held):
        question["kind"] = "number"
        says = "a number"
    elif held and all(len(cell) == _DAY and cell[4] == cell[7] == "-" for cell in held):
        question["kind"] = "date"
        says = "a day"
    else:
        question["kind"] = "text"
        says = "text, which is never published" if held else "text, for nothing stands in it"
    told.append(Told(heading, "guessed", says))
    return question


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text
