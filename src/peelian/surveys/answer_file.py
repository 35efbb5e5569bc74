"""Files of answers: a CSV or an SPSS file read column by column, with no workspace."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.csv_answers import read_csv
from peelian.surveys.headings_like import headings_like
from peelian.surveys.sav_answers import is_sav, read_sav

_SHOWN = 12
# What stands in the first bytes of files of other packages that would else be taken for text.
_OTHER_KINDS = {b"<stata_dta>": "a Stata file (.dta)", b"SPSS PORT FILE": "an SPSS portable file (.por)"}


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """The columns of a file that were asked for.

    Parameters
    ----------
    name
        The file as its user wrote it.
    rows
        How many rows of answers it has.
    columns
        The columns by heading.
    unmet
        Words named as no answer that stand in none of the columns: a slip, perhaps.
    """

    name: str
    rows: int
    columns: Mapping[str, AnswerColumn]
    unmet: tuple[str, ...] = ()


def read_answers(
    file: str, *, columns: Sequence[str], missing: Collection[str] = (), like: Sequence[str] = ()
) -> AnswerFile:
    """Read columns of a CSV or an SPSS .sav file.

    Which of the two it is, is told from its first bytes. A CSV may begin with a byte order mark, be UTF-8 or
    Windows-1252, and have commas, semicolons, tabs or bars between values; blank, NA, N/A, NaN, NULL and a
    lone full stop are no answer. In an SPSS file codes declared as missing are no answer, and labels are the
    names of answers.

    Parameters
    ----------
    file
        Path of the file.
    columns
        Headings wanted.
    missing
        More words or codes that stand for no answer.
    like
        Names and patterns of more columns, as `headings_like` reads them.

    Raises
    ------
    NotFound
        If the file or a column is not there, or the package that reads SPSS files is not installed.
    FileRefused
        If it is empty, not a table, has rows of another length than its header, or no rows.
    """
    path = Path(file)
    if not path.is_file():
        raise NotFound(
            file,
            found="a folder" if path.is_dir() else "no such file",
            accepted="a CSV or an SPSS .sav file",
            next_step="check the path and its spelling",
        )
    _refuse_other_kinds(path, file)
    read = read_sav if is_sav(path) else read_csv
    headings, found, rows = read(path, name=file, wanted=columns, missing=frozenset(missing), like=like)
    for pattern in like:
        if not headings_like(headings, [pattern]):
            raise _no_column(file, pattern, headings)
    for column in (*columns, *headings_like(headings, like)):
        if column not in found:
            raise _no_column(file, column, headings)
        if headings.count(column) > 1:
            raise FileRefused(
                file,
                found=f"{headings.count(column)} columns named '{column}'",
                accepted="headings that differ",
                next_step="give each column a heading of its own",
            )
    if rows == 0:
        raise FileRefused(
            file,
            found="headings and no rows",
            accepted="a row for each person who answered",
            next_step="export the answers again",
        )
    unmet = (word for word in dict.fromkeys(missing) if not any(each.has(word) for each in found.values()))
    return AnswerFile(file, rows, found, tuple(unmet))


def _refuse_other_kinds(path: Path, file: str) -> None:
    with path.open("rb") as opened:
        start = opened.read(400)
    for mark, kind in _OTHER_KINDS.items():
        if mark in start:
            raise FileRefused(
                file,
                found=kind,
                accepted="a CSV or an SPSS .sav file",
                next_step="save it as .sav or CSV in the package it comes from",
            )

    if path.suffix.lower() in (".sav", ".zsav") and not is_sav(path):
        raise FileRefused(
            file,
            found=f"a name that ends in '{path.suffix}', and no SPSS file inside",
            accepted="a CSV or an SPSS .sav file",
            next_step="ask the sender for the file again; if it is a CSV, give it a name that says so",
        )


def _no_column(file: str, column: str, headings: Sequence[str]) -> NotFound:
    folded = {heading.casefold(): heading for heading in headings}
    near = [folded[each] for each in difflib.get_close_matches(column.casefold(), list(folded), n=3)]
    listed = near or list(headings[:_SHOWN])
    more = f" and {len(headings) - _SHOWN} more" if not near and len(headings) > _SHOWN else ""
    return NotFound(
        file,
        found=f"no column '{column}'",
        accepted=", ".join(listed) + more,
        next_step=f"write '{near[0]}'" if near else "use one of those listed",
    )
