"""Answers in an SPSS .sav file, with its labels and the codes it declares as missing."""

from __future__ import annotations

import importlib.util
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.headings_like import headings_like

_STARTS = (b"$FL2", b"$FL3")


def is_sav(path: Path) -> bool:
    """Return whether a file begins as SPSS files do.

    Parameters
    ----------
    path
        The file.
    """
    with path.open("rb") as file:
        return file.read(4) in _STARTS


def read_sav(
    path: Path, *, name: str, wanted: Sequence[str], missing: Collection[str], like: Sequence[str] = ()
) -> tuple[tuple[str, ...], dict[str, AnswerColumn], int]:
    """Return the headings, the columns wanted that are there, and the number of rows.

    Parameters
    ----------
    path, name
        The file, and how its user wrote it.
    wanted
        Names of variables.
    missing
        More codes or labels that stand for no answer.
    like
        Patterns of more names, as `headings_like` reads them.

    Raises
    ------
    NotFound
        If pyreadstat is not installed.
    FileRefused
        If the file is damaged.
    """
    if importlib.util.find_spec("pyreadstat") is None:
        raise NotFound(
            name,
            found="an SPSS file, and no package that reads it",
            accepted="the package pyreadstat",
            next_step="run 'pip install peelian[spss]', or save the file as CSV",
        )
    import pyreadstat

    try:
        _, told = pyreadstat.read_sav(str(path), metadataonly=True)
        headings = tuple(str(each) for each in told.column_names)
        present = [each for each in headings if each in {*wanted, *headings_like(headings, like)}]
        answers, meta = pyreadstat.read_sav(
            str(path), usecols=present or list(headings[:1]), user_missing=True, output_format="dict"
        )
    except pyreadstat.ReadstatError as problem:
        raise FileRefused(
            name,
            found=f"an SPSS file that cannot be read ({problem})",
            accepted="a .sav file as SPSS writes it",
            next_step="copy it again and compare its size with the sender's, or save it as CSV",
        ) from problem
    rows = len(next(iter(answers.values()), ()))
    columns = {each: _column((name, each), answers[each], meta, missing) for each in present}
    return headings, columns, rows


def _column(
    named: tuple[str, str], values: Sequence[Any], meta: Any, missing: Collection[str]
) -> AnswerColumn:
    file, heading = named
    labels = meta.variable_value_labels.get(heading, {})
    ranges = meta.missing_ranges.get(heading, [])
    absent: Counter[str] = Counter()
    codes = np.empty(len(values), dtype=object)
    words = np.empty(len(values), dtype=object)
    reasons = np.empty(len(values), dtype=object)
    for row, value in enumerate(values):
        code = _code(value)
        label = str(labels[value]).strip() if value is not None and value in labels else ""
        if code is None:
            reasons[row] = "blank"
            absent["blank"] += 1
        elif _declared(value, ranges) or code in missing or (label and label in missing):
            reasons[row] = f"{code} {label}".strip()
            absent[reasons[row]] += 1
        else:
            codes[row], words[row] = code, label or code
    return AnswerColumn(file, heading, words, codes, dict(absent), reasons=reasons)


def _code(value: Any) -> str | None:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip() or None


def _declared(value: Any, ranges: Sequence[dict[str, Any]]) -> bool:
    for each in ranges:
        low, high = each["lo"], each["hi"]
        if isinstance(value, str) == isinstance(low, str) and low <= value <= high:
            return True
    return False
