"""Grid: a table as it is printed, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.figures.place import Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what is printed in it, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Parameters
    ----------
    rows
        Rows of cells as printed; they may differ in length.
    headings
        How many of the first rows are headings.
    """

    rows: tuple[tuple[Cell, ...], ...]
    headings: int = 1

    @property
    def body(self) -> tuple[tuple[Cell, ...], ...]:
        """Rows below the headings."""
        return self.rows[self.headings :]

    def heading(self, column: int) -> str:
        """Return the words above a column, joined where there are several rows of headings."""
        words = [row[column].text.strip() for row in self.rows[: self.headings] if column < len(row)]
        return " ".join(dict.fromkeys(word for word in words if word))

    @property
    def width(self) -> int:
        """Number of columns of the longest row."""
        return max((len(row) for row in self.rows), default=0)


def count_headings(texts: list[list[str]]) -> int:
    """Say how many of the first rows of a table are headings: those before the first row that holds a figure.

    A first row of figures alone (years, say) above words is a heading too. At least one row is left below.
    """
    for position, row in enumerate(texts[:4]):
        figures = [text for text in row[1:] if text.strip() and text.strip()[0] in "0123456789.-+−<£("]
        if figures and not all(
            text.strip()[:4].isdigit() and len(text.strip()) in {4, 7} for text in figures
        ):
            return position
    return 1 if len(texts) > 1 else 0
