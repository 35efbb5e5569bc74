"""Listing the surveys of a workspace."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peelian.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ListedSurvey:
    """One survey in a list.

    Parameters
    ----------
    name, title, kind
        Its name and title, and how people come into it.
    waves, questions, measures, analyses
        How many it has.
    loaded
        Interviews loaded, counting a corrected delivery once for each time it came.
    """

    name: str
    title: str
    kind: str
    waves: int
    questions: int
    measures: int
    analyses: int
    loaded: int

    def as_record(self) -> dict[str, Any]:
        """Return it as plain values for JSON."""
        return asdict(self)


def listed_surveys(workspace: Workspace) -> tuple[ListedSurvey, ...]:
    """Return every survey of a workspace with what it holds.

    Parameters
    ----------
    workspace
        The workspace.
    """
    loaded: dict[str, int] = {}
    for vintage in workspace.vintages():
        loaded[vintage.source] = loaded.get(vintage.source, 0) + vintage.accepted
    return tuple(
        ListedSurvey(
            name,
            read.survey.title,
            read.survey.sampling.kind,
            len(read.survey.waves),
            len(read.survey.questions),
            len(read.survey.measures),
            len(read.survey.analyses),
            loaded.get(name, 0),
        )
        for name, read in workspace.surveys.items()
    )
