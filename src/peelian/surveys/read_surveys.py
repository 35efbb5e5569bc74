"""Reading surveys from YAML: those that ship with the package, overridden by name by a workspace's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from peelian.definitions.located import Located
from peelian.definitions.read_named import read_named
from peelian.surveys.consultation_agrees import check_consultation
from peelian.surveys.residents_agree import check_residents
from peelian.surveys.said_agrees import check_said
from peelian.surveys.survey import Survey

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ReadSurvey:
    """A survey and the document it was read from, which knows the lines of its parts.

    Parameters
    ----------
    survey
        The survey.
    document
        The document.
    """

    survey: Survey
    document: Located

    @property
    def place(self) -> str:
        """File and line of the survey, for messages."""
        return self.document.where(("survey",))


def shipped_survey_files() -> tuple[Path, ...]:
    """Return the files of the surveys that ship with the package."""
    return tuple(sorted(_DATA.glob("*.yaml")))


def read_surveys(files: Iterable[Path], *, shipped: Iterable[Path] | None = None) -> dict[str, ReadSurvey]:
    """Read surveys by name. Documents that do not begin with `survey:` are passed over.

    Parameters
    ----------
    files
        Files of the workspace. A survey of the same name replaces a shipped one.
    shipped
        Files of the surveys to start from; left out, those of the package.

    Raises
    ------
    DefinitionError
        If a survey is wrong, its parts do not agree, or two have one name.
    """
    return {**_read(shipped_survey_files() if shipped is None else shipped), **_read(files)}


def _read(files: Iterable[Path]) -> dict[str, ReadSurvey]:
    read = read_named(Survey, files, kind="survey")
    for each in read.values():
        check_consultation(each.definition, each.document)
        check_said(each.definition, each.document)
        check_residents(each.definition, each.document)
    return {name: ReadSurvey(each.definition, each.document) for name, each in read.items()}
