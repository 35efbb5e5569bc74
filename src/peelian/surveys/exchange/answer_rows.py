"""Rows of answers as text: what each column of a delivery holds, code by code, nothing made of it yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Cells = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """Answers by heading.

    Numbers are written so that reading them gives the same number again; days as 2018-03-31, and moments as
    2018-03-31T10:30:00.

    Parameters
    ----------
    columns
        Heading -> cells, None where there is nothing. All have one length.
    lines
        The line of its file that each row ends on, or its number from 1 where there are no lines.
    called
        What `lines` are: "line" or "row".
    """

    columns: Mapping[str, Cells]
    lines: tuple[int, ...]
    called: str = "row"

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.lines)


def number_text(number: float) -> str:
    """Return a number as text from which `float` gives the same number.

    Parameters
    ----------
    number
        The number.
    """
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
