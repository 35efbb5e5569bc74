"""You said, we did, as it is told to a reader: how many said it is a finding."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class SaidText:
    """One thing that people said, and what was done about it.

    Parameters
    ----------
    said
        What they said, in words.
    measure, group
        Under which measure the share of those who said it stands, and its group; group "" for a measure that
        is told by itself.
    did, because
        What was done, and why or why not; "" where nothing is said.
    status, on
        "done", "doing" or "will not", and since when.
    link
        Where more is told, "" for nowhere.
    """

    said: str
    measure: str
    group: str
    did: str
    because: str
    status: Literal["done", "doing", "will not"]
    on: dt.date
    link: str = ""
