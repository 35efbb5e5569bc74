"""Checking a survey against a delivery or what is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelian.errors import FileRefused, NotFound
from peelian.measures.read_measures import read_measures
from peelian.surveys.as_measures import measures_of
from peelian.surveys.checking.check_answers import check_answers
from peelian.surveys.checking.flaw import Flaw
from peelian.surveys.checking.written_otherwise import written_otherwise
from peelian.surveys.exchange.answer_csv import read_answer_csv
from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.loaded_rows import rows_of_loaded
from peelian.surveys.exchange.sav_variable import read_sav_file
from peelian.surveys.in_catalogue import with_surveys
from peelian.surveys.read_surveys import ReadSurvey, read_surveys
from peelian.surveys.sav_answers import is_sav
from peelian.surveys.survey import Survey
from peelian.workspace.definitions import gather_catalogue
from peelian.workspace.importing import survey_named
from peelian.workspace.settings import SETTINGS_FILE

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class CheckedSurvey:
    """What the checks of a survey found.

    Parameters
    ----------
    survey
        The survey.
    looked_at
        What was looked at, in words.
    called
        What places are: "line", "row" or "record".
    flaws
        What was found.
    """

    survey: Survey
    looked_at: str
    called: str
    flaws: tuple[Flaw, ...]

    def as_record(self) -> dict[str, Any]:
        """Return it as plain values for JSON."""
        return {
            "survey": self.survey.survey,
            "looked_at": self.looked_at,
            "lines_are": self.called,
            "findings": [flaw.as_record() for flaw in self.flaws],
        }


def check_one_survey(named: str, *, workspace: str | Path, data: Path | None) -> CheckedSurvey:
    """Check a survey against a delivery, or against what is loaded, or alone where there is neither.

    Parameters
    ----------
    named
        Name of a survey of the workspace, or a YAML file, for which no workspace is needed.
    workspace
        Folder of the workspace.
    data
        A delivery; left out, the loaded rows of the workspace.

    Raises
    ------
    NotFound
        If there is no such survey, file or workspace.
    DefinitionError
        If the definition is wrong.
    FileRefused
        If the delivery is no table.
    """
    from peelian.workspace.workspace import Workspace

    path, ws = Path(named), None
    if path.suffix.lower() in (".yaml", ".yml"):
        survey = _from_file(path)
        rows = None if data is None else _delivery(data)
    else:
        ws = Workspace.open(workspace)
        survey = survey_named(ws, named)
        ws.measures()
        rows = _delivery(data) if data is not None else _loaded(ws, survey)
    if rows is not None and not rows.count:
        raise FileRefused(
            str(data or survey.survey),
            found="headings and no interview",
            accepted="a line for each interview",
            next_step="ask for the delivery again",
        )
    if rows is None:
        looked_at, called = "its definition alone: nothing is loaded", "row"
    else:
        where = data.name if data is not None else "what is loaded"
        looked_at, called = f"{rows.count:,} interview{'s' * (rows.count != 1)} of {where}", rows.called
    written = () if data is None or is_sav(data) else tuple(written_otherwise(survey, data))
    aside = () if data is not None or ws is None else _set_aside(ws, survey)
    return CheckedSurvey(survey, looked_at, called, (*written, *aside, *check_answers(survey, rows)))


def _set_aside(workspace: Workspace, survey: Survey) -> tuple[Flaw, ...]:
    return tuple(
        Flaw(
            "set aside in loading",
            vintage.file,
            "lines that could not be loaded: no weight, a strange code, no day, a number that came before",
            vintage.quarantined,
            f"run 'peelian survey check {survey.survey} --data FILE' with that file to see them",
        )
        for vintage in workspace.vintages()
        if vintage.source == survey.survey and vintage.quarantined
    )


def _from_file(path: Path) -> Survey:
    if not path.is_file():
        raise NotFound(
            str(path),
            found="no such file",
            accepted="a definition of a survey in YAML",
            next_step="check the path and its spelling",
        )
    found = read_surveys([path], shipped=())
    if len(found) != 1:
        raise NotFound(
            path.name,
            found=f"{len(found)} surveys" if found else "no document that begins with 'survey:'",
            accepted="one survey",
            next_step="put it into the folder 'surveys' of a workspace and name it",
        )
    (read,) = found.values()
    _made_into_its_parts(read, path)
    return read.survey


def _made_into_its_parts(read: ReadSurvey, path: Path) -> None:
    """Make the source, the layout and the measures of a survey, so that what they refuse is said now."""
    from peelian.workspace.workspace import Workspace

    home = path.resolve().parent.parent
    if path.resolve().parent.name == "surveys" and (home / SETTINGS_FILE).is_file():
        Workspace.open(home).measures()
        return
    catalogue = with_surveys(gather_catalogue(None), {read.survey.survey: read})
    read_measures((), catalogue=catalogue, of_surveys=measures_of(read))


def _delivery(path: Path) -> AnswerRows:
    if not path.is_file():
        raise NotFound(
            str(path),
            found="no such file",
            accepted="a CSV or an SPSS .sav file",
            next_step="check the path and its spelling",
        )
    if not is_sav(path):
        return read_answer_csv(path, name=path.name)
    file = read_sav_file(path, name=path.name)
    return AnswerRows({v.name: v.cells for v in file.variables}, tuple(range(1, file.rows + 1)))


def _loaded(workspace: Workspace, survey: Survey) -> AnswerRows | None:
    try:
        return rows_of_loaded(survey, workspace.rows(survey.survey))
    except NotFound:
        return None
