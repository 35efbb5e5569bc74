"""Reading a survey from a file of any form that is known, told from what the file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from peelian.errors import FileRefused, NotFound
from peelian.surveys.exchange.csv_in import import_csv
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.sav_in import import_sav
from peelian.surveys.exchange.survey_js_in import import_survey_js
from peelian.surveys.exchange.triple_s_in import import_triple_s
from peelian.surveys.exchange.xlsform_in import import_xlsform
from peelian.surveys.sav_answers import is_sav

_BY_ENDING: dict[str, Callable[..., Imported]] = {
    ".xml": import_triple_s,
    ".sss": import_triple_s,
    ".json": import_survey_js,
    ".xlsx": import_xlsform,
    ".csv": import_csv,
    ".tsv": import_csv,
    ".txt": import_csv,
}


def read_survey_file(
    path: Path, *, name: str, title: str = "", columns: Mapping[str, str] | None = None
) -> Imported:
    """Read a survey: SPSS, triple-s, SurveyJS, XLSForm, or a CSV of answers.

    Parameters
    ----------
    path, name
        The file, and the name of the survey.
    title
        Its title; left out, what the file says.
    columns
        Key of `interview`, or level of area -> heading, where they are not to be guessed.

    Raises
    ------
    NotFound
        If there is no such file, or `columns` names a column that is not in it.
    FileRefused
        If it is of no form that is read, or not sound.
    """
    if not path.is_file():
        raise NotFound(
            str(path),
            found="a folder" if path.is_dir() else "no such file",
            accepted="a file of a survey",
            next_step="check the path and its spelling",
        )
    if path.stat().st_size == 0:
        raise FileRefused(
            path.name,
            found="an empty file",
            accepted="a file of a survey",
            next_step="ask for the file again",
        )
    read = import_sav if is_sav(path) else _BY_ENDING.get(path.suffix.lower())
    if read is None:
        raise FileRefused(
            path.name,
            found=f"a file that ends in '{path.suffix}'" if path.suffix else "a file without an ending",
            accepted="SPSS (.sav), triple-s (.xml, .sss), SurveyJS (.json), XLSForm (.xlsx), answers (.csv)",
            next_step="save it in one of these forms",
        )
    return read(path, name=name, title=title, columns=columns)
