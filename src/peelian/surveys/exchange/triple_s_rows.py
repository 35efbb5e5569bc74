"""Answers of triple-s, in fixed columns or CSV, read and written."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from peelian.errors import FileRefused
from peelian.surveys.exchange.answer_rows import AnswerRows
from peelian.surveys.exchange.triple_s_variable import TripleVariable


def read_triple_rows(path: Path, variables: Sequence[TripleVariable], *, form: str, skip: int) -> AnswerRows:
    """Return the answers of a file of triple-s. A multiple is read into one column of 1 and 0 for each code.

    Parameters
    ----------
    path
        The file of answers.
    variables
        What stands in a record.
    form
        "fixed" or "csv".
    skip
        Records at the beginning that hold no answers.

    Raises
    ------
    FileRefused
        If a record is shorter than the last position.
    """
    text = _decoded(path)
    last = max(variable.finish for variable in variables)
    records: list[tuple[int, list[str]]] = []
    if form == "csv":
        reader = csv.reader(io.StringIO(text, newline=""))
        cut = [(reader.line_num, row) for row in reader if row]
    else:
        cut = [
            (line, list(record)) for line, record in enumerate(text.splitlines(), start=1) if record.strip()
        ]
        cut = [(line, cells + [" "] * (last - len(cells))) for line, cells in cut]
    for line, cells in cut[skip:]:
        if len(cells) < last:
            raise FileRefused(
                f"{path.name}, line {line:,}",
                found=f"{len(cells)} values",
                accepted=f"{last}, as the definition says",
                next_step="export the two files of triple-s together again",
            )
        records.append((line, cells))
    columns: dict[str, list[str | None]] = {}
    for variable in variables:
        raw = [_cut(cells, variable) for _, cells in records]
        if variable.type == "multiple":
            for code in variable.codes:
                columns[f"{variable.name}_{code}"] = [_given(each, code, variable) for each in raw]
        else:
            columns[variable.name] = [_value(each, variable) for each in raw]
    return AnswerRows({h: tuple(c) for h, c in columns.items()}, tuple(line for line, _ in records), "line")


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _cut(cells: list[str], variable: TripleVariable) -> str:
    part = cells[variable.start - 1 : variable.finish]
    return "".join(part)


def _value(raw: str, variable: TripleVariable) -> str | None:
    text = raw.rstrip() if variable.type == "character" else raw.strip()
    if not text.strip():
        return None
    if variable.type == "date" and len(text) == 8 and text.isdigit():
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    if variable.type == "time" and len(text) == 6 and text.isdigit():
        return f"{text[:2]}:{text[2:4]}:{text[4:]}"
    if variable.type == "single" and text not in variable.codes and text.isdigit():
        plain = str(int(text))
        return plain if plain in variable.codes or not variable.codes else text
    return text


def _given(raw: str, code: str, variable: TripleVariable) -> str | None:
    if not raw.strip():
        return None
    if variable.subfields:
        width = variable.width or max(len(each) for each in variable.codes)
        padded = raw.ljust(width * variable.subfields)
        parts = [padded[place * width : (place + 1) * width].strip() for place in range(variable.subfields)]
        given = {part.lstrip("0") or "0" for part in parts if part}
        return "1" if (code.lstrip("0") or "0") in given - {"0"} else "0"
    # A row of 0 and 1: the place of a code is the code itself, counted from 1.
    place = int(code) - 1 if code.isdigit() else list(variable.codes).index(code)
    return "1" if raw[place : place + 1] == "1" else "0"
