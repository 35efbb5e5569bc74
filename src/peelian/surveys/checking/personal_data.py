"""A check of text answers for what looks like personal data, by patterns kept as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from peelian.definitions.located import read_located
from peelian.surveys.checking.delivered import Delivered
from peelian.surveys.checking.flaw import Flaw


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    (document,) = read_located(Path(__file__).with_suffix(".yaml"))
    return {
        what: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
        for what, patterns in document.data.items()
    }


def personal_data(given: Delivered) -> Iterator[Flaw]:
    """Yield text answers that look to hold personal data: the lines they stand on, never the text.

    A pattern can be wrong both ways: what is found must be looked at, and what is not found may still name
    somebody.

    Parameters
    ----------
    given
        The answers.
    """
    for name, question in given.survey.questions.items():
        cells = given.cells(name) if question.kind == "text" else None
        if cells is None:
            continue
        for what, patterns in _patterns().items():
            places = [
                place
                for place, cell in enumerate(cells)
                if cell is not None and any(pattern.search(cell) for pattern in patterns)
            ]
            if places:
                yield Flaw(
                    "personal data in text",
                    name,
                    f"looks to hold {what}",
                    len(places),
                    "look at these lines and take it out before the text is read or coded by others",
                    given.lines(places),
                )
