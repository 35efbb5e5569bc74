"""Writing an SPSS file from a definition and rows of answers."""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np

from peelian.errors import FileRefused
from peelian.surveys.exchange.answer_rows import AnswerRows, Cells
from peelian.surveys.exchange.columns import SurveyColumn, survey_columns
from peelian.surveys.exchange.sav_days import day_kind, number_of
from peelian.surveys.exchange.sav_package import frame_package, spss_package
from peelian.surveys.exchange.told import Told
from peelian.surveys.in_spss import SpssFile, SpssRange, SpssVariable
from peelian.surveys.survey import Survey

_NAME = re.compile(r"[^\W\d_][\w.@#$]*", re.UNICODE)
_LONGEST_NAME = 64
_DAY = "SDATE10"


@dataclass(frozen=True, slots=True)
class _Made:
    """One variable ready to be written."""

    name: str
    label: str
    form: str
    facts: SpssVariable
    labels: dict[Any, str]
    cells: list[Any]
    is_text: bool


def export_sav(survey: Survey, rows: AnswerRows, *, path: Path) -> tuple[Told, ...]:
    """Write rows of answers as an SPSS file, and tell what it does not carry.

    Variables come in the order of the file the survey was read from, if it was, with their formats, levels,
    labels and missing values; others get them from the definition: codes that are no answers are declared as
    missing. The writer sets how long strings are by the longest one there is, and writes neither sets of
    several answers nor alignment.

    Parameters
    ----------
    survey
        The definition.
    rows
        The answers by heading.
    path
        The file to write.

    Raises
    ------
    NotFound
        If pyreadstat, or a package of tables that it writes from, is not installed.
    FileRefused
        If a column of numbers holds something else.
    """
    package, backend = spss_package(path.name), frame_package(path.name)
    spss = survey.spss or SpssFile()
    told: list[Told] = []
    columns = {column.heading: column for column in survey_columns(survey)}
    order = [
        *(h for h in spss.variables if h in rows.columns),
        *(h for h in rows.columns if h not in spss.variables),
    ]
    made: list[_Made] = []
    for heading in order:
        facts = spss.variables.get(heading)
        made.append(
            _made(heading, columns.get(heading), facts, cells=rows.columns[heading], told=told, taken=made)
        )
    told += _not_carried(survey, made)
    table = nw.from_dict(
        {each.name: _array(each) for each in made},
        schema={each.name: nw.String() if each.is_text else nw.Float64() for each in made},
        backend=importlib.import_module(backend),
    ).to_native()
    package.write_sav(
        table,
        str(path),
        file_label=spss.label if survey.spss is not None else _short(survey.title),
        column_labels={each.name: each.label for each in made if each.label},
        note=list(spss.notes) or None,
        variable_value_labels={each.name: each.labels for each in made if each.labels},
        missing_ranges={each.name: _ranges(each.facts) for each in made if each.facts.missing},
        variable_measure={each.name: each.facts.measure for each in made},
        variable_format={each.name: each.form for each in made if each.form},
        variable_display_width={each.name: each.facts.width for each in made if each.facts.width},
    )
    return tuple(told)


def _made(
    heading: str,
    column: SurveyColumn | None,
    facts: SpssVariable | None,
    *,
    cells: Cells,
    told: list[Told],
    taken: list[_Made],
) -> _Made:
    words = {} if column is None else column.words
    label = "" if column is None else column.label
    if facts is not None:
        words = words if facts.labels is None else facts.labels
        label = label if facts.label is None else facts.label
        form, is_text = facts.format, facts.format.upper().startswith("A")
        is_text = is_text and not facts.format.upper().startswith("ADATE")
    else:
        form, is_text, facts = _facts(column, words, cells, told)
    name = _name(heading, {each.name.casefold() for each in taken})
    if name != heading:
        told.append(Told(heading, "guessed", f"is named {name}: SPSS takes letters, digits and '_' alone"))
    kind = "" if is_text else day_kind(form)
    return _Made(
        name=name,
        label=label,
        form=form,
        facts=facts,
        labels={code if is_text else number_of(code, kind): text for code, text in words.items()},
        cells=[_value(cell, (heading, kind, is_text)) for cell in cells],
        is_text=is_text,
    )


def _facts(
    column: SurveyColumn | None, words: Mapping[str, str], cells: Cells, told: list[Told]
) -> tuple[str, bool, SpssVariable]:
    """Return format, whether it is text, and level and missing values of a variable no file ever had."""
    kind = "text" if column is None else column.kind
    numeric = all(_is_number(cell) for cell in (*words, *cells) if cell is not None)
    if kind == "date" and all(cell is None or _is_day(cell) for cell in cells):
        return _DAY, False, SpssVariable(measure="scale")
    if kind in ("text", "date") or not numeric:
        is_text, form = True, ""
    else:
        is_text, form = False, "F8.2" if kind == "number" else "F8.0"
    codes = () if column is None or column.scale is None else tuple(column.scale.no_answers)
    missing: tuple[Any, ...] = codes if is_text else tuple(float(code) for code in codes)
    if len(missing) > 3 or (is_text and any(len(code.encode()) > 8 for code in codes)):
        missing = _as_range(missing, words) if not is_text else ()
        if not missing and column is not None:
            says = (
                f"{len(codes)} codes of no answer are not declared missing: SPSS takes three, or short ones"
            )
            told.append(Told(column.heading, "left out", says))
    level = "scale" if kind == "number" else "nominal"
    return form, is_text, SpssVariable.model_validate({"measure": level, "missing": missing})


def _as_range(missing: tuple[float, ...], words: Mapping[str, str]) -> tuple[SpssRange | float, ...]:
    """Return more than three missing numbers as a range without an answer in it, or nothing."""
    low, high = min(missing), max(missing)
    others = [float(code) for code in words if float(code) not in missing]
    return () if any(low <= each <= high for each in others) else (SpssRange(low=low, high=high),)


def _value(cell: str | None, of: tuple[str, str, bool]) -> Any:
    heading, kind, is_text = of
    if cell is None:
        return "" if is_text else np.nan
    if is_text:
        return cell
    try:
        return number_of(cell, kind)
    except ValueError as problem:
        raise FileRefused(
            f"column '{heading}'",
            found="a value that is no number",
            accepted="numbers, for SPSS keeps this variable as numbers",
            next_step="mend the column, or take its format out of 'spss' in the definition",
        ) from problem


def _array(each: _Made) -> Any:
    return each.cells if each.is_text else np.array(each.cells, dtype=np.float64)


def _ranges(facts: SpssVariable) -> list[Any]:
    return [
        {
            "lo": -np.inf if each.low is None else each.low,
            "hi": np.inf if each.high is None else each.high,
        }
        if isinstance(each, SpssRange)
        else each
        for each in facts.missing
    ]


def _name(heading: str, taken: set[str]) -> str:
    name = heading if _NAME.fullmatch(heading) else re.sub(r"[^\w.@#$]+", "_", heading).strip("_.") or "V"
    name = name if name[0].isalpha() else f"V{name}"
    while len(name.encode()) > _LONGEST_NAME:
        name = name[:-1]
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def _not_carried(survey: Survey, made: list[_Made]) -> list[Told]:
    told = [
        Told(name, "left out", "a set of several answers is written as single variables")
        for name, question in survey.questions.items()
        if question.kind == "several answers"
    ]
    for each in made:
        wide = re.fullmatch(r"A(\d+)", each.facts.format.upper())
        longest = max((len(cell.encode()) for cell in each.cells), default=0) if each.is_text else 0
        if wide and int(wide.group(1)) > max(longest, 1):
            says = f"{each.facts.format} is written as long as its longest value ({max(longest, 1)})"
            told.append(Told(each.name, "left out", says))
    return told


def _is_number(text: str) -> bool:
    try:
        return np.isfinite(float(text)) and "_" not in text
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) is not None


def _short(title: str) -> str:
    return title.encode()[:_LONGEST_NAME].decode(errors="ignore")
