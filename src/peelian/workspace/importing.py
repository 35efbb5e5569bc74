"""Taking a survey of another form into a workspace."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from peelian.errors import FileRefused, NotFound
from peelian.surveys.as_layout import layout_of
from peelian.surveys.as_source import source_of
from peelian.surveys.exchange.answer_csv import write_answer_csv
from peelian.surveys.exchange.definition_text import definition_text
from peelian.surveys.exchange.imported import Imported
from peelian.surveys.exchange.plain_name import plain_name
from peelian.surveys.exchange.read_file import read_survey_file
from peelian.surveys.survey import Survey

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ImportedInto:
    """A survey taken into a workspace.

    Parameters
    ----------
    imported
        The definition and what is told.
    definition, answers
        The files written; None where no answers were.
    """

    imported: Imported
    definition: Path
    answers: Path | None

    def as_record(self) -> dict[str, Any]:
        """Return it as plain values for JSON; no answers are in it."""
        rows = self.imported.rows
        return {
            "survey": self.imported.survey.survey,
            "definition": str(self.definition),
            "answers": None if self.answers is None else str(self.answers),
            "questions": len(self.imported.survey.questions),
            "interviews": 0 if rows is None else rows.count,
            "told": [each.as_record() for each in self.imported.told],
        }


def import_into(
    workspace: Workspace,
    file: Path,
    *,
    name: str = "",
    title: str = "",
    columns: Sequence[str] = (),
    with_answers: bool = False,
    replace: bool = False,
) -> ImportedInto:
    """Read a survey of another form and write it into `surveys`, and its answers into `inbox` if asked to.

    Parameters
    ----------
    workspace
        The workspace.
    file
        The file.
    name, title
        Of the survey; left out, those of the file.
    columns
        "key=heading": what a column says of the interview, or which level of area it holds.
    with_answers
        True to write the answers too.
    replace
        True to write over files that are there.

    Raises
    ------
    NotFound
        If there is no such file or column.
    FileRefused
        If the file cannot be read, a source has that name, or a file is there already.
    """
    called = plain_name(name or file.stem)
    definition = workspace.folder / "surveys" / f"{called}.yaml"
    answers = workspace.inbox / f"{called}.csv" if with_answers else None
    for path in (definition, answers):
        if path is not None and path.exists() and not replace:
            raise FileRefused(
                str(path),
                found="a file that is there already",
                accepted="a new name, or '--replace'",
                next_step="choose another name with '--as'; nothing was changed",
            )
    if called in workspace.catalogue.sources and not definition.exists():
        raise FileRefused(
            f"--as {called}",
            found="the name of a source that is described already",
            accepted="a name of its own",
            next_step="choose another name with '--as'; nothing was changed",
        )
    imported = read_survey_file(file, name=called, title=title, columns=_columns(columns))
    _check(imported.survey, file.name)
    opening = f"Made from {file.name}. Guesses are to be looked at: see 'peelian survey import'."
    definition.parent.mkdir(parents=True, exist_ok=True)
    definition.write_text(definition_text(imported.survey, opening=opening), encoding="utf-8")
    if answers is not None and imported.rows is None:
        answers = None
    if answers is not None and imported.rows is not None:
        answers.parent.mkdir(parents=True, exist_ok=True)
        answers.write_text(write_answer_csv(imported.rows), encoding="utf-8")
    return ImportedInto(imported, definition, answers)


def survey_named(workspace: Workspace, name: str) -> Survey:
    """Return a survey of a workspace, or of the package.

    Parameters
    ----------
    workspace, name
        The workspace, and the survey's name.

    Raises
    ------
    NotFound
        If there is none.
    """
    known = workspace.surveys
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        raise NotFound(
            f"survey '{name}'",
            found="no such survey",
            accepted=", ".join(known) or "none is defined",
            next_step=f"write '{near[0]}'" if near else "run 'peelian survey list' to see every survey",
        )
    return known[name].survey


def _columns(columns: Sequence[str]) -> dict[str, str]:
    found = {}
    for each in columns:
        key, sign, heading = each.partition("=")
        if not sign or not key.strip() or not heading.strip():
            raise NotFound(
                f"--column {each}",
                found="no 'key=heading'",
                accepted="number=, date=, wave=, weight=, stratum= ... or a level of area, then a heading",
                next_step="write for example --column date=IntDate",
            )
        found[key.strip()] = heading.strip()
    return found


def _check(survey: Survey, file: str) -> None:
    try:
        source_of(survey)
        layout_of(survey)
    except ValueError as problem:
        raise FileRefused(
            file,
            found="what cannot be loaded as it is",
            accepted=str(problem).splitlines()[0],
            next_step="mend the file where it was made, or say by '--column' what its columns are",
        ) from problem
