"""Writing a survey in a form of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from peelian.errors import FileRefused, NotFound
from peelian.surveys.exchange.answer_csv import write_answer_csv
from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.columns import survey_columns
from peelian.surveys.exchange.ddi_out import export_ddi
from peelian.surveys.exchange.sav_out import export_sav
from peelian.surveys.exchange.survey_js_out import export_survey_js
from peelian.surveys.exchange.told import Told
from peelian.surveys.exchange.triple_s_out import export_triple_s
from peelian.surveys.exchange.xlsform_out import export_xlsform
from peelian.surveys.survey import Survey

ExportForm = Literal["ddi", "sav", "triple-s", "surveyjs", "xlsform", "csv"]

_ENDINGS: dict[str, str] = {
    "ddi": ".xml", "sav": ".sav", "triple-s": ".xml", "surveyjs": ".json", "xlsform": ".xlsx", "csv": ".csv",
}  # fmt: skip
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_NO_ANSWERS = ("ddi", "surveyjs", "xlsform")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written.

    Parameters
    ----------
    files
        The files.
    people
        How many interviews they hold; 0 for a definition alone.
    told
        What could not be written, or was written otherwise.
    """

    files: tuple[Path, ...]
    people: int
    told: tuple[Told, ...]


def write_survey_file(
    survey: Survey, rows: AnswerRows | None, *, to: str, out: Path | None, replace: bool = False
) -> Exported:
    """Write a survey; with rows, the answers of people too.

    Parameters
    ----------
    survey
        The definition.
    rows
        The answers, or None for the definition alone.
    to
        The form.
    out
        The file; left out, the survey's name with the form's ending, in the folder one is in.
    replace
        True to write over a file that is there.

    Raises
    ------
    NotFound
        If there is no such form.
    FileRefused
        If the form cannot hold answers and there are some, or a file is there already.
    """
    if to not in get_args(ExportForm):
        raise NotFound(
            f"--to {to}",
            found="no such form",
            accepted=", ".join(get_args(ExportForm)),
            next_step="choose one of these",
        )
    if rows is not None and to in _NO_ANSWERS:
        raise FileRefused(
            f"--to {to} --with-answers",
            found="a form of questionnaires, which holds no answers",
            accepted="--with-answers with sav, triple-s or csv",
            next_step="leave '--with-answers' out, or choose another form",
        )
    path = out or Path(f"{survey.survey}{'_ddi' if to == 'ddi' else ''}{_ENDINGS[to]}")
    data = path.with_suffix(".csv") if to == "triple-s" and rows is not None else None
    for each in (path, data):
        if each is not None and each.exists() and not replace:
            raise FileRefused(
                str(each),
                found="a file that is there already",
                accepted="a new name, or '--replace'",
                next_step="choose another name with '--out'; nothing was changed",
            )
    told = _write(survey, rows, to=to, path=path, data=data)
    files = (path,) if data is None else (path, data)
    return Exported(files, 0 if rows is None else rows.count, told)


def _write(
    survey: Survey, rows: AnswerRows | None, *, to: str, path: Path, data: Path | None
) -> tuple[Told, ...]:
    told: tuple[Told, ...] = ()
    empty = AnswerRows({column.heading: () for column in survey_columns(survey)}, ())
    match to:
        case "ddi":
            path.write_text(export_ddi(survey), encoding="utf-8")
        case "sav":
            given = empty if rows is None else rows
            told = _whole(path, lambda whole: export_sav(survey, given, path=whole))
        case "xlsform":
            told = _whole(path, lambda whole: export_xlsform(survey, path=whole))
        case "surveyjs":
            text, told = export_survey_js(survey)
            path.write_text(text, encoding="utf-8")
        case "triple-s":
            text, answers, told = export_triple_s(survey, rows, data_name="" if data is None else data.name)
            path.write_text(text, encoding="utf-8")
            if data is not None and answers is not None:
                data.write_text(answers, encoding="utf-8", newline="")
        case _:
            given, told = _without_formulas(survey, empty if rows is None else rows)
            path.write_text(write_answer_csv(given), encoding="utf-8")
    return told


def _whole(path: Path, write: Callable[[Path], tuple[Told, ...]]) -> tuple[Told, ...]:
    """Write a file beside its place and move it there, so that a half-written one is never met."""
    beside = path.with_name(f".{path.name}.part{path.suffix}")
    try:
        told = write(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return told


def _without_formulas(survey: Survey, rows: AnswerRows) -> tuple[AnswerRows, tuple[Told, ...]]:
    """Return rows in which no text starts a spreadsheet's formula, and tell which columns were changed."""
    columns = dict(rows.columns)
    told = []
    for column in survey_columns(survey):
        if column.kind != "text" or column.heading not in columns:
            continue
        cells = tuple(
            f"'{cell}" if cell and cell.startswith(_STARTS_FORMULA) and not _is_number(cell) else cell
            for cell in columns[column.heading]
        )
        changed = sum(old != new for old, new in zip(columns[column.heading], cells, strict=True))
        if changed:
            says = f"{changed:,} texts that a spreadsheet takes for a formula begin with an apostrophe"
            told.append(Told(column.heading, "guessed", says))
            columns[column.heading] = cells
    return AnswerRows(columns, rows.lines, rows.called), tuple(told)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
