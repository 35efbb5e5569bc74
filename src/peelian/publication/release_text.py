"""The release as it is told: which one it is, what it rests on, and what changed since the one before."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


@dataclass(frozen=True, slots=True)
class ReleaseText:
    """One release of the figures.

    Parameters
    ----------
    id
        What the release is called for ever; it stands in addresses and file names, so letters, digits, "-"
        and "_" only.
    made_at
        When it was made (UTC).
    code_version, policy
        Version of the code, and name and version of the disclosure policy it was made under.
    says
        What changed since the release before, a sentence each: revisions, new measures, states.
    counts
        What it holds, as words and numbers, such as ("findings", 2829946).
    data_to
        Title of each source and the last day its rows speak of.
    corrections
        Mistakes put right, a sentence each; they are told apart from revisions that were expected.

    Raises
    ------
    ValueError
        If the id could not stand in an address.
    """

    id: str
    made_at: dt.datetime
    code_version: str = ""
    policy: str = ""
    says: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    data_to: tuple[tuple[str, dt.date], ...] = ()
    corrections: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"the id of a release is letters, digits, '-' and '_', not {self.id!r}")
