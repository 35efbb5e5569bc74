"""A check of the numbers of interviews: there, and each once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from peelian.surveys.checking.delivered import Delivered
from peelian.surveys.checking.flaw import Flaw


def repeated_numbers(given: Delivered) -> Iterator[Flaw]:
    """Yield interviews without a number, and numbers that come more than once.

    Parameters
    ----------
    given
        The answers.
    """
    cells = given.cells("respondent_id")
    if cells is None:
        return
    bare = [place for place, cell in enumerate(cells) if cell is None]
    if bare:
        step = "ask for the numbers. These lines are set aside"
        yield Flaw(
            "number of interview",
            given.heading("respondent_id"),
            "no number",
            len(bare),
            step,
            given.lines(bare),
        )
    often = {cell for cell, count in Counter(cells).items() if cell is not None and count > 1}
    again = [place for place, cell in enumerate(cells) if cell in often]
    if again:
        yield Flaw(
            "number of interview",
            given.heading("respondent_id"),
            f"{len(often):,} number{' comes' if len(often) == 1 else 's come'} more than once",
            len(again),
            "only the first is loaded; ask whether they are one person or several",
            given.lines(again),
        )
