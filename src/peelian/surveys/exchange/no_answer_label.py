"""What kind of no-answer the label of a code speaks of, by rules kept as data."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

from peelian.definitions.located import read_located

NoAnswer = Literal["don't know", "refused", "not applicable", "not recorded"]

_AT_THE_END = re.compile(r"\s*(?:\([^)]*\)|[.!*])\s*$")
_AT_THE_START = re.compile(r"^\W*(?:-?\d+\s*[.:=)-]\s*)?")


@cache
def _rules() -> tuple[tuple[NoAnswer, re.Pattern[str]], ...]:
    (document,) = read_located(Path(__file__).with_name("no_answer_labels.yaml"))
    return tuple(
        (kind, re.compile(pattern, re.IGNORECASE))
        for kind, patterns in document.data.items()
        for pattern in patterns
    )


def no_answer_kind(label: str) -> NoAnswer | None:
    """Return the kind of no-answer that a label says, or None when it is an answer.

    The whole label must say it: "Don't know the officer" is an answer, "Don't know" is none.

    Parameters
    ----------
    label
        The label of a code.
    """
    plain = " ".join(label.split())
    for said in (plain, _AT_THE_END.sub("", plain), _AT_THE_START.sub("", _AT_THE_END.sub("", plain))):
        for kind, pattern in _rules():
            if pattern.fullmatch(said):
                return kind
    return None
