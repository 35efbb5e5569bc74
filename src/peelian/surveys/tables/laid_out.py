"""Tables as a reader sees them: answers down, columns across, bases below each question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from peelian.surveys.tables.cell import SIGNS, TableCell
from peelian.surveys.tables.table import SurveyTable, TableRow

Shown = str | float | int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a laid-out table.

    Parameters
    ----------
    question, answer
        Label of the question and what the line tells.
    kind
        Kind of the row, or "base".
    cells
        What stands in each column: a number, or a sign where there is none.
    """

    question: str
    answer: str
    kind: str
    cells: tuple[Shown, ...]


def lines_of(table: SurveyTable, shown: Callable[[TableRow, TableCell], Shown]) -> Iterator[Line]:
    """Yield the lines: the rows of each question, then its bases.

    Parameters
    ----------
    table
        The table.
    shown
        How a cell that has a number is shown.
    """
    for rows in table.questions().values():
        for row in rows:
            cells = tuple(shown(row, cell) if cell.is_told else SIGNS[cell.state] for cell in row.cells)
            yield Line(row.label, row.answer, row.kind, cells)
        yield from _bases(rows)


def text_of(table: SurveyTable, *, width: int = 14) -> str:
    """Return the table as text, each number with its margin, letters and stars.

    Parameters
    ----------
    table
        The table.
    width
        The least width of a column.
    """
    lines = list(lines_of(table, _with_margin))
    first = max([len(line.answer) for line in lines] + [len("Base, effective")]) + 2
    widths = [max(width, len(column.title) + 2) for column in table.columns]
    for line in lines:
        widths = [max(each, len(str(cell)) + 2) for each, cell in zip(widths, line.cells, strict=True)]
    head = "".ljust(first) + "".join(c.title.rjust(w) for c, w in zip(table.columns, widths, strict=True))
    out = [table.title, ""] if table.title else []
    question = None
    for line in lines:
        if line.question != question:
            out += (
                ["", line.question, head.rstrip()] if question is not None else [line.question, head.rstrip()]
            )
            question = line.question
        body = "".join(str(cell).rjust(w) for cell, w in zip(line.cells, widths, strict=True))
        out.append((line.answer.ljust(first) + body).rstrip())
    return "\n".join([*out, "", *table.notes]) + "\n"


def _with_margin(row: TableRow, cell: TableCell) -> str:
    by, digits = (100, 1) if row.is_share else (1, 2)
    parts = [f"{(cell.value or 0.0) * by:.{digits}f}"]
    if cell.lower is not None and cell.upper is not None:
        parts.append(f"±{(cell.upper - cell.lower) / 2 * by:.{digits}f}")
    parts += [SIGNS[cell.state], "".join(cell.higher_than) + cell.against_all]
    return " ".join(filter(None, parts))


def _bases(rows: Sequence[TableRow]) -> Iterator[Line]:
    """Yield the three bases of the question, and three more for rows of another base."""
    told: set[tuple[str, ...]] = set()
    for row in rows:
        # The same weights added up in another order differ in the last digits.
        bases = tuple(f"{cell.base} {cell.weighted_base or 0:.9g}" for cell in row.cells)
        if row.kind != "beside" and bases not in told:
            name = f" of {row.answer}" if told else ""
            told.add(bases)
            yield Line(row.label, f"Base, people{name}", "base", _column(row, lambda cell: cell.base))
            yield Line(
                row.label, f"Base, weighted{name}", "base", _column(row, lambda cell: cell.weighted_base)
            )
            yield Line(row.label, f"Base, effective{name}", "base", _column(row, lambda cell: cell.kish_base))


def _column(row: TableRow, of: Callable[[TableCell], float | None]) -> tuple[Shown, ...]:
    found = ((of(cell), SIGNS[cell.state]) for cell in row.cells)
    return tuple((sign or "[x]") if number is None else round(number) for number, sign in found)
