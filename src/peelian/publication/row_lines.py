"""Row lines: findings as lines of CSV, straight from the columns of their table."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from peelian.publication.csv_line import flat_line
from peelian.publication.csv_text import cell
from peelian.publication.number_texts import number_texts
from peelian.publication.rows import NUMBERS, WORDS
from peelian.publication.unread import Unread

_CHANGE_UNIT, _JUDGEMENT, _SIGNAL = map(WORDS.index, ("change_unit", "judgement", "signal"))
_LEVEL, _AMONG, _RANK, _RANKED = map(NUMBERS.index, ("level", "judged_among", "rank", "ranked"))
_OF_CHANGE, _OF_RANK, _OF_USUAL = slice(8, 14), slice(14, 17), slice(17, 20)
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
    parts = zip(
        taken.words,
        _printed(findings),
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


def _printed(findings: Unread) -> list[list[str]]:
    """Return the texts of the numbers that the findings have as records, "" for the others."""
    told, words = findings.numbers(), findings.taken.words
    told[:, _LEVEL] = np.nan_to_num(told[:, _LEVEL])
    told[_unsaid(words, _JUDGEMENT), _OF_CHANGE] = np.nan
    told[told[:, _AMONG] == 0, _AMONG] = np.nan
    told[np.isnan(told[:, _RANK] + told[:, _RANKED]), _OF_RANK] = np.nan
    told[:, _OF_USUAL] = np.nan_to_num(told[:, _OF_USUAL])
    told[_unsaid(words, _SIGNAL), _OF_USUAL] = np.nan
    texts, wide = number_texts(told.ravel()), len(NUMBERS)
    return [texts[place : place + wide] for place in range(0, len(texts), wide)]


def _unsaid(words: Sequence[Sequence[str | None]], column: int) -> npt.NDArray[np.bool_]:
    return np.array([not row[column] for row in words], dtype=bool)


@functools.lru_cache(maxsize=20_000)
def _day(day: int) -> str:
    return (_EPOCH + dt.timedelta(days=day)).isoformat()
