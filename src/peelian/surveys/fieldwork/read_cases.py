"""Reading cases: from rows that are loaded, or from a delivery that is not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.catalogue.source import Source
from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.drawing.frame import Frame, frame_of
from peelian.surveys.drawing.read_frame import headings_of, read_frame
from peelian.surveys.fieldwork.cases import Cases
from peelian.surveys.fieldwork.headings import Headings, headings_of_file, headings_of_source
from peelian.surveys.survey import Survey
from peelian.surveys.why_missing import words_for_missing

Words = NDArray[np.object_]

_WHY = "__missing"
_BLOCK = 3


def cases_of_rows(survey: Survey, rows: pa.Table, source: Source) -> Cases:
    """Return loaded rows of a survey as cases.

    Parameters
    ----------
    survey, source
        The survey and the source it is.
    rows
        Rows of the source, with the reasons why values are missing beside them.

    Raises
    ------
    FileRefused
        If there are no rows.
    """
    headings = headings_of_source(survey, source)
    present = set(rows.column_names)
    wanted = [each for each in headings.all() if each in present]
    why = [f"{each}{_WHY}" for each in headings.questions.values() if f"{each}{_WHY}" in present]
    frame = frame_of(rows, name=source.source, columns=[*wanted, *why])
    return _cases(survey, frame, headings)


def cases_of_file(survey: Survey, path: Path) -> Cases:
    """Return a delivery as cases: a row for each interview, case or attempt.

    Parameters
    ----------
    survey
        The survey, whose `interview` names the headings; without it they are the names of the fields.
    path
        CSV, .sav or Parquet file.

    Raises
    ------
    NotFound
        If the file is not there, or has no column of references.
    FileRefused
        If it is no table, a day or a number cannot be read, or an outcome is not explained.
    """
    headings = headings_of_file(survey)
    present = headings_of(path)
    if headings.number not in present:
        raise NotFound(
            path.name,
            found=f"no column '{headings.number}' with the reference of each interview",
            accepted=", ".join(present[:12]) or "a heading",
            next_step="name it as 'number' under 'interview' in the survey",
        )
    written = survey.interview.written if survey.interview is not None else ""
    wanted = [each for each in headings.all() if each in present]
    return _cases(survey, read_frame(path, columns=wanted, written=written), headings)


def _cases(survey: Survey, frame: Frame, headings: Headings) -> Cases:
    def words(heading: str) -> Words | None:
        return frame.columns[heading].codes if heading in frame.columns else None

    number = frame.columns[headings.number].codes
    day = frame.days(headings.day) if headings.day in frame.columns else None
    minutes = headings.minutes in frame.columns
    asked = {name: heading for name, heading in headings.questions.items() if heading in frame.columns}
    unsure = {name: _unsure(survey, name, heading, frame) for name, heading in asked.items()}
    answers = {
        name: _answered(frame.columns[heading], unsure[name], survey, name) for name, heading in asked.items()
    }
    parts = {part: frame.columns[heading].codes for part, heading in headings.parts.items()
             if heading in frame.columns}  # fmt: skip
    return Cases(
        frame.name,
        number,
        _waves(survey, words(headings.wave), day, len(number)),
        day,
        frame.days(headings.event) if headings.event in frame.columns else None,
        words(headings.interviewer),
        frame.columns[headings.minutes].numbers(wanted_for="minutes") if minutes else None,
        _ends(survey, frame, headings.outcome),
        parts,
        answers,
        unsure,
        _blocks(survey, headings.scales, asked),
    )


def _unsure(survey: Survey, name: str, heading: str, frame: Frame) -> NDArray[np.bool_]:
    scale = survey.scale_of(name)
    codes = set() if scale is None else {*scale.dont_know, *scale.dont_know.values()}
    said = {each.casefold() for each in (*codes, *words_for_missing()["don't know"])}
    columns = [frame.columns[heading].codes]
    if f"{heading}{_WHY}" in frame.columns:
        columns.append(frame.columns[f"{heading}{_WHY}"].codes)
    found = np.zeros(frame.rows, dtype=bool)
    for column in columns:
        found |= np.array([code is not None and code.casefold() in said for code in column])
    return found


def _answered(column: AnswerColumn, unsure: NDArray[np.bool_], survey: Survey, name: str) -> Words:
    """Return codes of answers alone: what was not known, refused or not applicable is none."""
    scale = survey.scale_of(name)
    gone = set() if scale is None else set(scale.no_answers)
    codes = column.codes.copy()
    codes[unsure | np.array([code in gone for code in codes])] = None
    return codes


def _waves(survey: Survey, said: Words | None, day: NDArray[np.float64] | None, rows: int) -> Words:
    found = np.empty(rows, dtype=object)
    if said is not None:
        found[:] = said
        return found
    if day is not None:
        for wave in survey.waves:
            found[(day >= wave.start.toordinal()) & (day <= wave.end.toordinal())] = wave.wave
    return found


def _ends(survey: Survey, frame: Frame, heading: str) -> Words | None:
    if heading not in frame.columns:
        return None
    meanings = survey.fieldwork.outcomes.meanings()
    codes = frame.columns[heading].codes
    strange = sorted({str(code) for code in codes if code is not None and code.casefold() not in meanings})
    blank = sum(code is None for code in codes)
    if strange or blank:
        found = f"outcomes that are not explained: {', '.join(strange[:8])}" if strange else ""
        found += f"{'; ' if strange and blank else ''}{f'{blank:,} rows without one' if blank else ''}"
        raise FileRefused(
            f"{frame.name}, column {heading}",
            found=found,
            accepted=", ".join(meanings),
            next_step="write under 'fieldwork: outcomes' what each stands for; a case at work is 'unknown'",
        )
    ends = np.empty(len(codes), dtype=object)
    ends[:] = [meanings[code.casefold()] for code in codes]
    return ends


def _blocks(
    survey: Survey, scales: Mapping[str, str], asked: Mapping[str, str]
) -> tuple[tuple[str, ...], ...]:
    if survey.fieldwork.blocks:
        named: Sequence[tuple[str, ...]] = survey.fieldwork.blocks
    else:
        groups: dict[str, list[str]] = {}
        for name, scale in scales.items():
            groups.setdefault(scale, []).append(name)
        named = [tuple(group) for group in groups.values()]
    present = (tuple(name for name in block if name in asked) for block in named)
    return tuple(block for block in present if len(block) >= _BLOCK)
