"""Row lines: findings as lines of CSV, straight from the columns of their table."""

from __future__ import annotations

import datetime as dt
import functools

import numpy as np
import numpy.typing as npt

from peelian.publication.csv_line import flat_line
from peelian.publication.csv_text import cell, number
from peelian.publication.rows import NUMBERS, WORDS, Taken

_CHANGE_UNIT, _JUDGEMENT, _SIGNAL = map(WORDS.index, ("change_unit", "judgement", "signal"))
_LEVEL, _AMONG, _RANK, _RANKED = map(NUMBERS.index, ("level", "judged_among", "rank", "ranked"))
_OF_CHANGE, _OF_RANK, _OF_USUAL = slice(8, 14), slice(14, 17), slice(17, 20)
_EPOCH = dt.date(1970, 1, 1)


def row_lines(taken: Taken, *, synthetic: bool, release: str) -> list[str]:
    """Return rows as `finding_line` returns the findings that they are.

    Parameters
    ----------
    taken
        What the columns hold of the rows.
    synthetic
        Whether the whole file is made up.
    release
        Id of the release, or "".
    """
    parts = zip(
        taken.words,
        _printed(taken),
        taken.dates,
        taken.synthetic,
        taken.vintages,
        taken.caveats,
        taken.breaks,
        strict=True,
    )
    lines = []
    for word, numbers, dates, made_up, *limits in parts:
        measure, title, area, level, place, group, period, kind, unit, *_, state, method, code, signal = word
        compared = (",", "", "")
        if word[_JUDGEMENT]:
            against = f"{_day(dates[2])},{_day(dates[3])}"
            compared = (against, word[_CHANGE_UNIT] or "percent", word[_JUDGEMENT])
        lines.append(
            flat_line(
                (measure, title, area, level, place, group or ""),
                f"{_day(dates[0])},{_day(dates[1])},{period},{kind},{cell(unit)}",
                numbers,
                compared=compared,
                signal=signal or "",
                state=state,
                made_up=synthetic or made_up,
                origin=(method, code, release, *limits),
            )
        )
    return lines


def _printed(taken: Taken) -> list[list[str]]:
    """Return the numbers of rows in words: those that their findings have, "" for the others."""
    told = taken.numbers.copy()
    told[:, _LEVEL] = np.nan_to_num(told[:, _LEVEL])
    told[_unsaid(taken, _JUDGEMENT), _OF_CHANGE] = np.nan
    told[told[:, _AMONG] == 0, _AMONG] = np.nan
    told[np.isnan(told[:, _RANK] + told[:, _RANKED]), _OF_RANK] = np.nan
    told[:, _OF_USUAL] = np.nan_to_num(told[:, _OF_USUAL])
    told[_unsaid(taken, _SIGNAL), _OF_USUAL] = np.nan
    return [["" if value != value else number(value) for value in row] for row in told.tolist()]


def _unsaid(taken: Taken, column: int) -> npt.NDArray[np.bool_]:
    return np.array([not words[column] for words in taken.words], dtype=bool)


@functools.lru_cache(maxsize=20_000)
def _day(day: int) -> str:
    return (_EPOCH + dt.timedelta(days=day)).isoformat()
