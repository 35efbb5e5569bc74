"""A column of a file as a statement that holds or does not: of yes and no, or with the answers that count."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.errors import NotFound
from peelian.surveys.analyses.answers import WHY_MISSING, Column
from peelian.surveys.answer_column import AnswerColumn

_YES = frozenset({"yes", "y", "true", "1", "1.0"})
_NO = frozenset({"no", "n", "false", "0", "0.0"})


def named_answers(written: str) -> tuple[str, tuple[str, ...]]:
    """Return the column and the answers of "column=answer|answer"; no answers where none are written.

    Parameters
    ----------
    written
        As it was written.
    """
    name, _, answers = written.partition("=")
    return name, tuple(each.strip() for each in answers.split("|") if each.strip())


def statement_column(column: AnswerColumn, counts: Sequence[str], *, kept: NDArray[np.bool_]) -> Column:
    """Return whether a statement holds in the rows kept: 1 or 0, and where there is no answer, why.

    Parameters
    ----------
    column
        The column as it stands in the file.
    counts
        Answers, in words or codes, with which it holds; without any, the column must be of yes and no.
    kept
        Which rows are kept, shape (rows,).

    Raises
    ------
    NotFound
        If no row has an answer that is named, or a column without answers named is not of yes and no.
    """
    words = [(word, code) for word, code, keep in zip(column.words, column.codes, kept, strict=True) if keep]
    missing = np.array([code is None for _, code in words])
    if counts:
        given = {each for pair in words for each in pair}
        absent = [each for each in counts if each not in given]
        if absent:
            raise _refused(column, f"no answer '{absent[0]}'", ", ".join(column.levels()[:12]))
        held = np.array([word in counts or code in counts for word, code in words], dtype=np.float64)
    else:
        held = np.array([_yes_or_no(word, code) for word, code in words], dtype=np.float64)
        strange = sorted({str(word) for (word, code), each in zip(words, held, strict=True)
                          if code is not None and np.isnan(each)})  # fmt: skip
        if strange:
            raise _refused(
                column,
                f"answers other than yes and no: {', '.join(strange[:5])}",
                "yes and no (Y and N, 1 and 0), or the answers that count as yes",
            )
    place = WHY_MISSING.index("not recorded") + 1
    return Column(np.where(missing, 0.0, held), np.where(missing, place, 0).astype(np.int8))


def _yes_or_no(word: str | None, code: str | None) -> float:
    for each in (word, code):
        said = "" if each is None else str(each).casefold()
        if said in _YES:
            return 1.0
        if said in _NO:
            return 0.0
    return float("nan")


def _refused(column: AnswerColumn, found: str, accepted: str) -> NotFound:
    return NotFound(
        f"{column.file}, column {column.name}",
        found=found,
        accepted=accepted,
        next_step=f"write '{column.name}=answer|answer' with the answers that count as yes, or name what "
        "stands for no answer by '--missing'",
    )
