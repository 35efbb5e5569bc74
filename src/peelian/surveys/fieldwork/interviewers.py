"""Interviewers whose interviews differ from the others', by reference only, and never as a verdict."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.outlying import Outlying, outlying_in_rank, outlying_in_share
from peelian.surveys.fieldwork.cases import Cases
from peelian.surveys.fieldwork.plan import Fieldwork

Rows = NDArray[np.int64]
Numbers = NDArray[np.float64]

_BLOCK = 3


@dataclass(frozen=True, slots=True)
class InterviewerLook:
    """One thing about one interviewer.

    Parameters
    ----------
    interviewer
        Reference, never a name.
    what
        "length", "all answers alike" or "don't know".
    interviews
        Interviews it is told from.
    value, others
        Median minutes, or share, of theirs and of all interviews of the other interviewers.
    score
        Standard errors they are apart; None where there are too few interviews to tell.
    p_adjusted
        P value adjusted for all interviewers and all things looked at.
    apart
        Whether they stand apart at the level asked for.
    """

    interviewer: str
    what: str
    interviews: int
    value: float | None
    others: float | None
    score: float | None
    p_adjusted: float | None
    apart: bool

    def as_record(self) -> dict[str, object]:
        """Return the look as plain values."""
        return asdict(self)


def look_at_interviewers(cases: Cases, limits: Fieldwork, *, interviews: Rows) -> tuple[InterviewerLook, ...]:
    """Compare interviewers by length, by blocks answered all alike and by don't-knows.

    Each is compared with all the others; calls are held to a false-discovery rate of the level over all
    interviewers and all that is looked at. Whoever works in one area or at one hour may differ for that
    reason.

    Parameters
    ----------
    cases, interviews
        The cases, and the rows that are interviews.
    limits
        Least interviews of an interviewer, and the level.
    """
    if cases.interviewer is None:
        return ()
    rows = np.array([row for row in interviews if cases.interviewer[row] is not None], dtype=np.int64)
    if not len(rows):
        return ()
    names, unit = np.unique(cases.interviewer[rows].astype(str), return_inverse=True)
    looks: list[tuple[str, Numbers, Outlying]] = []
    number, least = len(names), limits.least_interviews
    if cases.minutes is not None:
        minutes = cases.minutes[rows]
        looks.append(("length", minutes, outlying_in_rank(minutes, unit, number=number, least=least)))
    alike = _alike(cases, rows)
    if not np.isnan(alike).all():
        known = ~np.isnan(alike)
        yes = np.bincount(unit[known], weights=alike[known], minlength=number).astype(np.int64)
        of = np.bincount(unit[known], minlength=number)
        looks.append(("all answers alike", alike, outlying_in_share(yes, of, least=least)))
    unsure = _unsure(cases, rows)
    if np.nansum(unsure) > 0:
        looks.append(("don't know", unsure, outlying_in_rank(unsure, unit, number=number, least=least)))
    return tuple(_told(looks, names, unit, level=limits.level))


def _told(
    looks: list[tuple[str, Numbers, Outlying]], names: NDArray[np.str_], unit: Rows, *, level: float
) -> list[InterviewerLook]:
    if not looks:
        return []
    adjusted = adjust_for_false_discovery(np.concatenate([found.p for _, _, found in looks]))
    table = adjusted.reshape(len(looks), len(names))
    told = []
    for (what, values, found), p in zip(looks, table, strict=True):
        middle = np.nanmedian if what == "length" else np.nanmean
        known = ~np.isnan(values)
        for place, name in enumerate(names):
            own, rest = values[(unit == place) & known], values[(unit != place) & known]
            told.append(
                InterviewerLook(
                    str(name),
                    what,
                    len(own),
                    float(middle(own)) if len(own) else None,
                    float(middle(rest)) if len(rest) else None,
                    None if np.isnan(found.score[place]) else float(found.score[place]),
                    None if np.isnan(p[place]) else float(p[place]),
                    bool(p[place] <= level),
                )
            )
    return told


def _alike(cases: Cases, rows: Rows) -> Numbers:
    """Return whether every block that was answered was answered all alike; not a number where none was."""
    answered, alike = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.int64)
    for block in cases.blocks:
        for place, row in enumerate(rows):
            given = [code for name in block if (code := cases.answers[name][row]) is not None]
            if len(given) >= _BLOCK:
                answered[place] += 1
                alike[place] += len(set(given)) == 1
    return np.where(answered > 0, (alike == answered).astype(np.float64), np.nan)


def _unsure(cases: Cases, rows: Rows) -> Numbers:
    """Return the share of don't-knows among questions answered or not known, of each interview."""
    asked, said = np.zeros(len(rows)), np.zeros(len(rows))
    for name, codes in cases.answers.items():
        unsure = cases.unsure[name][rows]
        said += unsure
        asked += unsure | np.array([code is not None for code in codes[rows]], dtype=bool)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(said / asked)
