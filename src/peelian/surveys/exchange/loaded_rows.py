"""Loaded rows of a survey as rows of a delivery: codes by heading, those of no-answers too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from peelian.surveys.exchange.answer_rows import AnswerRows, Cells, number_text
from peelian.surveys.exchange.columns import SurveyColumn, survey_columns
from peelian.surveys.survey import Survey

_MISSING = "__missing"
_YES = ("y", "yes", "true", "1")


def rows_of_loaded(survey: Survey, table: pa.Table) -> AnswerRows:
    """Return loaded rows by heading; a reason for which there is no answer is its code again.

    Parameters
    ----------
    survey
        The definition.
    table
        Rows of its source, with `_record`, the number of each in its file.
    """
    columns: dict[str, Cells] = {}
    known = survey_columns(survey)
    for column in known:
        if column.field in table.column_names:
            reasons = (
                table[column.field + _MISSING].to_pylist()
                if column.field + _MISSING in table.column_names
                else None
            )
            columns[column.heading] = _cells(table[column.field].to_pylist(), reasons, column)
    if survey.interview is None:
        taken = {column.field for column in known}
        for name in table.column_names:
            if name not in taken and not name.startswith("_") and not name.endswith(_MISSING):
                columns[name] = tuple(_text(value) for value in table[name].to_pylist())
    lines = table["_record"].to_pylist() if "_record" in table.column_names else range(1, len(table) + 1)
    return AnswerRows(columns, tuple(lines), "record")


def _cells(values: list[Any], reasons: list[Any] | None, column: SurveyColumn) -> Cells:
    codes = {} if column.scale is None else {words: code for code, words in column.scale.no_answers.items()}
    flags = _flags(column)
    made: list[str | None] = []
    for place, value in enumerate(values):
        if value is None:
            made.append(codes.get(reasons[place]) if reasons is not None else None)
        elif isinstance(value, bool):
            made.append(flags[value])
        else:
            made.append(_text(value))
    return tuple(made)


def _flags(column: SurveyColumn) -> Mapping[bool, str]:
    answers = () if column.scale is None else tuple(column.scale.answers)
    yes = next((code for code in answers if code.lower() in _YES), "1")
    return {True: yes, False: next((code for code in answers if code.lower() not in _YES), "0")}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return number_text(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
