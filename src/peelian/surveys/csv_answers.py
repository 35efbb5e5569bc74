"""Answers in a CSV file, whatever its encoding and the character between its values."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from peelian.errors import FileRefused
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.headings_like import headings_like
from peelian.warehouse.glimpses import take_glimpses
from peelian.warehouse.limits import Limits

_NO_ANSWER = frozenset({"", "NA", "N/A", "NaN", "nan", "NULL", "null", "."})
_LONGEST = 1 << 20


def read_csv(
    path: Path, *, name: str, wanted: Sequence[str], missing: Collection[str], like: Sequence[str] = ()
) -> tuple[tuple[str, ...], dict[str, AnswerColumn], int]:
    """Return the headings, the columns wanted that are there, and the number of rows.

    Parameters
    ----------
    path, name
        The file, and how its user wrote it.
    wanted
        Headings.
    missing
        More words that stand for no answer.
    like
        Patterns of more headings, as `headings_like` reads them.

    Raises
    ------
    FileRefused
        If it is empty, not delimited text, or a row has more or fewer values than there are headings.
    """
    headings, body, decimal = csv_table(path, name=name)
    columns = {}
    chosen = {*wanted, *headings_like(headings, like)}
    for heading in (each for each in headings if each in chosen):
        place = headings.index(heading)
        columns[heading] = _column((name, heading), [row[place] for _, row in body], missing, decimal)
    return headings, columns, len(body)


def csv_table(
    path: Path, *, name: str, blanks: Literal["cut off", "kept"] = "cut off"
) -> tuple[tuple[str, ...], list[tuple[int, list[str]]], str]:
    """Return the headings, each row with the line it ends on, and what stands before decimals.

    Parameters
    ----------
    path, name
        The file, and how its user wrote it.
    blanks
        Whether blanks around a value are cut off.

    Raises
    ------
    FileRefused
        If it is empty, not delimited text, or a row has more or fewer values than there are headings.
    """
    form = _form(path, name)
    rows = _rows(path, name, form, blanks)
    headings = tuple(heading.strip() for heading in rows[0][1])
    body = rows[1:]
    for line, row in body:
        if len(row) != len(headings):
            raise FileRefused(
                f"{name}, line {line:,}",
                found=f"values: {len(row)}",
                accepted=f"values: {len(headings)}, one under each heading",
                next_step="mend that line; a value that holds the separator needs quotes around it",
            )
    return headings, body, "," if form[1] == ";" else "."


def csv_as_written(path: Path, *, name: str) -> tuple[list[list[str]], str]:
    """Return the rows with any value, the headings first and nothing cut off, and what parts their values.

    They are the same rows as those of `read_csv`.

    Parameters
    ----------
    path, name
        The file, and how its user wrote it.

    Raises
    ------
    FileRefused
        If it is empty or not delimited text.
    """
    form = _form(path, name)
    rows = [row for _, row in _rows(path, name, form, "kept") if any(value.strip() for value in row)]
    return rows, form[1]


def _form(path: Path, name: str) -> tuple[str, str]:
    """Return the encoding, and the character between values."""
    try:
        (glimpse, *_) = take_glimpses(path, name=name, limits=Limits())
    except FileRefused as refused:
        raise FileRefused(
            name, found=refused.found, accepted="a CSV or an SPSS .sav file", next_step=refused.next_step
        ) from refused
    if glimpse.format != "csv":
        raise FileRefused(
            name,
            found=f"a file of the kind '{glimpse.format}'",
            accepted="a CSV or an SPSS .sav file",
            next_step="save the table as CSV UTF-8",
        )
    return glimpse.encoding, glimpse.delimiter or ","


def _rows(path: Path, name: str, form: tuple[str, str], blanks: str) -> list[tuple[int, list[str]]]:
    encoding, delimiter = form
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            values = [value.strip() for value in row]
            # Excel's way of saying what parts the values, on a line before the headings.
            if not rows and [value.casefold() for value in values] == ["sep=", ""]:
                continue
            if any(values) or (blanks == "kept" and row):
                rows.append((reader.line_num, row if blanks == "kept" else values))
    except csv.Error as problem:
        raise FileRefused(
            f"{name}, line {reader.line_num:,}",
            found=str(problem),
            accepted="values with quotes that are opened and closed",
            next_step="mend the quotes on that line",
        ) from problem
    return rows


def _column(
    named: tuple[str, str], values: list[str], missing: Collection[str], decimal: str
) -> AnswerColumn:
    file, heading = named
    absent: Counter[str] = Counter()
    codes = np.empty(len(values), dtype=object)
    reasons = np.empty(len(values), dtype=object)
    for row, value in enumerate(values):
        if value in _NO_ANSWER or value in missing:
            reasons[row] = f"'{value}'" if value else "blank"
            absent[reasons[row]] += 1
        else:
            codes[row] = value
    return AnswerColumn(file, heading, codes, codes, dict(absent), decimal, reasons)
