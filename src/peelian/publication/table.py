"""Tables: rows of printed cells with a caption; the first cell of each row names it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed cell.

    Parameters
    ----------
    text
        What it says.
    css
        Class of the style sheet, "" for none.
    href
        Where it leads, or "".
    drawn
        A drawing that stands in the cell after the text.
    symbol
        A sign before the text that is read out by the words in another cell.
    anchor
        Id under which the row can be linked to, in the first cell of a row; "" for none.
    """

    text: str
    css: str = ""
    href: str = ""
    drawn: Markup | str = ""
    symbol: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings.

    Parameters
    ----------
    caption
        What the table holds, for those who meet it alone.
    heads
        Heading of each column and its class: "" for numbers, "w" for words, "d" for drawings.
    rows
        Cells, as many in each row as there are headings.
    """

    caption: str
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.heads):
                raise ValueError(f"a table of {len(self.heads)} columns was given a row of {len(row)} cells")

    def without_empty(self, *heads: str) -> Table:
        """Return the table without those columns, of some headings, in which no row says anything.

        Parameters
        ----------
        *heads
            The headings that may go.
        """
        kept = [
            place
            for place, (head, _) in enumerate(self.heads)
            if head not in heads or any(row[place].text or row[place].drawn for row in self.rows)
        ]
        return Table(
            self.caption,
            tuple(self.heads[place] for place in kept),
            tuple(tuple(row[place] for place in kept) for row in self.rows),
        )
