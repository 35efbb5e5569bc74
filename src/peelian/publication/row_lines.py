"""Row lines: findings as lines of CSV, straight from the columns of their table."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from peelian.publication.csv_line import WIDTHS, flat_line
from peelian.publication.csv_text import cell
from peelian.publication.number_texts import number_texts
from peelian.publication.rows import NUMBERS, WORDS, Taken
from peelian.publication.unread import Unread

_CHANGE_UNIT, _JUDGEMENT, _SIGNAL = map(WORDS.index, ("change_unit", "judgement", "signal"))
_LEVEL, _AMONG, _RANK, _RANKED = map(NUMBERS.index, ("level", "judged_among", "rank", "ranked"))
_OF_CHANGE, _OF_RANK, _OF_USUAL = slice(8, 14), slice(14, 17), slice(17, 20)
_Told = tuple[tuple[str, str, str, str, str, str], str, tuple[str, str], str, str, str, str]
_EPOCH = dt.date(1970, 1, 1)


def row_lines(findings: Unread, *, synthetic: bool, release: str) -> list[str]:
    """Return findings as `finding_lines` does, without turning them into records.

    Parameters
    ----------
    findings
        The findings.
    synthetic
        Whether the whole file is made up.
    release
        Id of the release, or "".
    """
    taken = findings.taken
    told = [_told(words) for words in taken.words]
    parts = zip(
        taken.kinds,
        zip(*number_texts(_numbers(findings), WIDTHS), strict=True),
        taken.dates,
        taken.synthetic,
        zip(taken.vintages, taken.caveats, taken.breaks, strict=True),
        strict=True,
    )
    lines = []
    for kind, numbers, (start, end, since, until), made_up, limits in parts:
        what, period, compared, signal, state, method, code = told[kind]
        against = f"{_day(since)},{_day(until)}" if compared[1] else ","
        lines.append(
            flat_line(
                what,
                f"{_day(start)},{_day(end)},{period}",
                numbers,
                compared=(against, *compared),
                signal=signal,
                state=state,
                made_up=synthetic or made_up,
                origin=(method, code, release, *limits),
            )
        )
    return lines


def _told(words: Sequence[Any]) -> _Told:
    """Return the words of a row as they stand in its line."""
    measure, title, area, level, place, group, period, kind, unit, *_, state, method, code, signal = words
    judgement = words[_JUDGEMENT] or ""
    return (
        (measure, title, area, level, place, group or ""),
        f"{period},{kind},{cell(unit)}",
        ((words[_CHANGE_UNIT] or "percent") if judgement else "", judgement),
        signal or "",
        state,
        method,
        code,
    )


def _numbers(findings: Unread) -> npt.NDArray[np.float64]:
    """Return the numbers that the findings have as records, NaN for the others."""
    told, taken = findings.numbers(), findings.taken
    told[:, _LEVEL] = np.nan_to_num(told[:, _LEVEL])
    told[_unsaid(taken, _JUDGEMENT), _OF_CHANGE] = np.nan
    told[told[:, _AMONG] == 0, _AMONG] = np.nan
    told[np.isnan(told[:, _RANK] + told[:, _RANKED]), _OF_RANK] = np.nan
    told[:, _OF_USUAL] = np.nan_to_num(told[:, _OF_USUAL])
    told[_unsaid(taken, _SIGNAL), _OF_USUAL] = np.nan
    return told


def _unsaid(taken: Taken, column: int) -> npt.NDArray[np.bool_]:
    """Return which rows have no word in a column."""
    return np.array([not words[column] for words in taken.words], dtype=bool)[
        np.array(taken.kinds, dtype=np.intp)
    ]


@functools.lru_cache(maxsize=20_000)
def _day(day: int) -> str:
    return (_EPOCH + dt.timedelta(days=day)).isoformat()
