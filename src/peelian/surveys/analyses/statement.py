"""Statements: something that holds for a person or not, such as "satisfied" or "reported by telephone"."""

from __future__ import annotations

from dataclasses import dataclass

ALL_OTHERS = "all others"
"""What the people of the other answers are called where nothing else is said."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A question and the answers with which something holds.

    Parameters
    ----------
    column
        The question's column.
    title
        What holds, as it stands after "were" in a sentence ("satisfied overall") or, for a group, as its
        people are called ("victims served by telephone").
    counts
        The answers with which it holds.
    others
        What the people of the other answers are called, for a group.
    among
        Statements that must hold for somebody to be in the base.
    stage
        The stage of the service that it is about, if any.
    named
        True where the title is the name of a column, which does not go on from "being".
    """

    column: str
    title: str
    counts: tuple[str | float, ...] = (1.0,)
    others: str = ALL_OTHERS
    among: tuple[Statement, ...] = ()
    stage: str = ""
    named: bool = False

    @property
    def being(self) -> str:
        """How it stands in a sentence: "being satisfied", or a column's name in quotes."""
        return f"'{self.title}'" if self.named else f"being {self.title}"
