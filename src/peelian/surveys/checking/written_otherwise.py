"""Checks of a delivery as a file: whether loading will read it, which is stricter than checking is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from peelian.surveys.checking.flaw import Flaw
from peelian.surveys.survey import Survey
from peelian.warehouse.glimpses import take_glimpses
from peelian.warehouse.limits import Limits

_NAMES = {"\t": "a tab"}


def written_otherwise(survey: Survey, path: Path) -> Iterator[Flaw]:
    """Yield what of a CSV file differs from how the survey says that its deliveries are written.

    Parameters
    ----------
    survey
        The survey; one that is a described source is written as its layouts say, and nothing is yielded.
    path
        The file.

    Raises
    ------
    FileRefused
        If it is no table.
    """
    if survey.interview is None:
        return
    glimpse = take_glimpses(path, name=path.name, limits=Limits())[0]
    if glimpse.format != "csv":
        return
    for check, key, found, expected in (
        ("separator", "delimiter", glimpse.delimiter, survey.interview.delimiter),
        ("encoding", "encoding", glimpse.encoding, survey.interview.encoding),
    ):
        # UTF-8 that holds plain letters only reads alike in all of them.
        if found and found != expected and (key == "delimiter" or found != "utf-8"):
            yield Flaw(
                check,
                path.name,
                f"{_said(found)} in the file and {_said(expected)} in the definition, as which it is loaded",
                1,
                f"write '{key}: {json.dumps(found)}' under 'interview', or save the file in the other way",
            )


def _said(word: str) -> str:
    return _NAMES.get(word, f"'{word}'")
