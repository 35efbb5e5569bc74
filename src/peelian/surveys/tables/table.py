"""A table that is done: columns, rows, cells and notes, from which every form of it is written."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.surveys.tables.cell import TableCell


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column: everyone, or a group under a heading.

    Parameters
    ----------
    heading, label
        The heading, "" for everyone, and the group.
    letter
        What others call it by, "" for everyone.
    after_break
        Whether its answers do not compare with those of the columns before.
    """

    heading: str
    label: str
    letter: str
    after_break: bool = False

    @property
    def title(self) -> str:
        """The column in one line: "Sex: Female (B)"."""
        named = f"{self.heading}: {self.label}" if self.heading else self.label
        sign = " [b]" if self.after_break else ""
        return f"{named} ({self.letter}){sign}" if self.letter else named


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row.

    Parameters
    ----------
    question, label
        Name and label of the question.
    answer
        The answer, the net, or "Mean".
    kind
        "share", "net", "net score", "mean", or "beside" for those who gave no answer.
    cells
        One for each column.
    """

    question: str
    label: str
    answer: str
    kind: str
    cells: tuple[TableCell, ...]

    @property
    def is_share(self) -> bool:
        """Whether its numbers are shown in per cent."""
        return self.kind != "mean"


@dataclass(frozen=True, slots=True)
class SurveyTable:
    """A table.

    Parameters
    ----------
    title
        What it is about.
    columns, rows
        Everyone first, then the groups; questions one after the other.
    notes
        How it was made and what its signs mean, for the reader.
    level
        Confidence level of its intervals.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]
    level: float

    def questions(self) -> dict[str, list[TableRow]]:
        """Return the rows of each question, by its name."""
        found: dict[str, list[TableRow]] = {}
        for row in self.rows:
            found.setdefault(row.question, []).append(row)
        return found
