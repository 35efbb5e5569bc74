"""Rows of answers as a CSV file, to load or to keep: UTF-8, a comma between values, and nothing changed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from peelian.errors import FileRefused
from peelian.surveys.csv_answers import csv_table
from peelian.surveys.exchange.answer_rows import AnswerRows


def write_answer_csv(rows: AnswerRows) -> str:
    """Return rows as the text of a CSV file; nothing is written in a cell without an answer.

    Parameters
    ----------
    rows
        The rows.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    headings = list(rows.columns)
    writer.writerow(headings)
    writer.writerows(
        zip(*(["" if cell is None else cell for cell in rows.columns[h]] for h in headings), strict=True)
    )
    return out.getvalue()


def read_answer_csv(path: Path, *, name: str) -> AnswerRows:
    """Read a CSV file of answers with the lines it stands on; blanks around a value stay.

    Parameters
    ----------
    path, name
        The file, and how its user wrote it.

    Raises
    ------
    FileRefused
        If it is empty, not delimited text, has two columns of one heading, or a row has more or fewer values
        than there are headings.
    """
    headings, body, _ = csv_table(path, name=name, blanks="kept")
    twice = next((each for each in headings if each and headings.count(each) > 1), None)
    if twice is not None:
        raise FileRefused(
            name,
            found=f"{headings.count(twice)} columns named '{twice}'",
            accepted="headings that differ",
            next_step="give each column a heading of its own",
        )
    cells = {
        heading: tuple(row[place] if row[place].strip() else None for _, row in body)
        for place, heading in enumerate(headings)
        # A comma at the end of every line makes no column.
        if heading or any(row[place].strip() for _, row in body)
    }
    return AnswerRows(cells, tuple(line for line, _ in body), "line")
