"""Reading surveys from YAML: those that ship with the package, overridden by name by a workspace's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from peelian.definitions.located import Located, read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError
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
        If a survey is wrong, or two have one name.
    """
    return {**_read(shipped_survey_files() if shipped is None else shipped), **_read(files)}


def _read(files: Iterable[Path]) -> dict[str, ReadSurvey]:
    found: dict[str, ReadSurvey] = {}
    for path in files:
        for document in read_located(path):
            if not isinstance(document.data, dict) or next(iter(document.data), None) != "survey":
                continue
            read = ReadSurvey(read_definition(Survey, document), document)
            name = read.survey.survey
            if name in found:
                raise DefinitionError(
                    read.place,
                    found=f"the survey '{name}' a second time (first in {found[name].place})",
                    accepted="each name once",
                    next_step="rename or remove one of the two",
                )
            found[name] = read
    return found
