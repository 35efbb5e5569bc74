"""Estimating from a file of answers: parts and groups made of its columns, every row left in the design."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused, NotFound
from peelian.statistics.survey.estimate import SurveyEstimate
from peelian.statistics.survey.estimator import Estimator
from peelian.statistics.survey.intervals import share_intervals, t_interval
from peelian.statistics.survey.quantile import survey_quantiles
from peelian.statistics.survey.ratios import mean_of, ratio_of
from peelian.statistics.survey.sample import sample_estimate
from peelian.statistics.survey.shares import share_of
from peelian.statistics.survey.totals import total_of
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import AnswerFile
from peelian.surveys.asked import Asked, condition_of
from peelian.surveys.estimate_notes import notes_of
from peelian.surveys.file_design import FileDesign
from peelian.surveys.file_estimate import FileEstimate, FileEstimates, number_or_none
from peelian.surveys.sampled_file import read_sampled

Inside = NDArray[np.bool_]

_MOST_CATEGORIES = 500


@dataclass(frozen=True, slots=True)
class _Question:
    """A column made ready to be estimated in any part."""

    y: str
    levels: tuple[str | None, ...]
    estimator: Callable[[Inside], Estimator]
    answers: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))


def estimate_file(asked: Asked) -> FileEstimates:
    """Return the estimates asked for.

    Missing answers, rows that fail a condition and rows in no group are parts that are not told about: they
    stay in the design, so that the errors are those of the sample that was drawn.

    Parameters
    ----------
    asked
        File, columns, statistic and design.

    Raises
    ------
    NotFound
        If the file, a column, a value of a condition or a word of an option is not there.
    FileRefused
        If weights, design or answers cannot be used as they are.
    """
    asked.check()
    file, design = read_sampled(asked, asked.columns())
    part = _where(file, asked)[design.kept]
    groups = _groups(file, asked, design.kept)
    found: list[FileEstimate] = []
    for y in dict.fromkeys(asked.y):
        _refuse_unanswered(file.columns[y], design.kept)
        question = _question(file, asked, y, design.kept)
        for group, members in groups:
            found.extend(_estimates(question, asked, design, about=(group, part & members)))
    return FileEstimates(tuple(found), notes_of(file, asked, design=design, found=found))


def _where(file: AnswerFile, asked: Asked) -> Inside:
    part = np.ones(file.rows, dtype=bool)
    for condition in asked.where:
        name, value, wanted = condition_of(condition)
        column = file.columns[name]
        same = (column.words == value) | (column.codes == value)
        if not same.any():
            levels = ", ".join(column.levels()[:12])
            raise NotFound(
                f"--where {condition}",
                found=f"no row of '{name}' with the answer '{value}'",
                accepted=levels or "no answers at all",
                next_step="write one of those listed",
            )
        answered = np.array([code is not None for code in column.codes])
        # An unknown answer is neither the value nor another one.
        part &= answered & (same if wanted else ~same)
    if not part.any():
        raise NotFound(
            " ".join(f"--where {condition}" for condition in asked.where),
            found="no row that meets all of them",
            accepted="conditions that some rows meet",
            next_step="leave one of them out",
        )
    return part


def _groups(file: AnswerFile, asked: Asked, kept: Inside) -> list[tuple[str | None, Inside]]:
    groups: list[tuple[str | None, Inside]] = [(None, np.ones(int(kept.sum()), dtype=bool))]
    for name in dict.fromkeys(asked.by):
        words = file.columns[name].words[kept]
        members = [(level, words == level) for level in file.columns[name].levels()]
        groups = [
            (level if known is None else f"{known}, {level}", inside & rows)
            for known, inside in groups
            for level, rows in members
            if (inside & rows).any()
        ]
    if not groups:
        raise FileRefused(
            f"{file.name}, column {', '.join(asked.by)}",
            found="no row that belongs to a group: all are missing",
            accepted="a group for some rows",
            next_step="choose another column for '--by'",
        )
    return groups


def _refuse_unanswered(column: AnswerColumn, kept: Inside) -> None:
    if all(code is None for code in column.codes[kept]):
        raise FileRefused(
            f"{column.file}, column {column.name}",
            found=f"no answer in any row ({column.says_missing()})",
            accepted="some answers",
            next_step="choose another column; look whether its codes are declared as missing by mistake",
        )


def _question(file: AnswerFile, asked: Asked, y: str, kept: Inside) -> _Question:
    column = file.columns[y]
    if asked.stat == "proportion":
        levels = column.levels()
        if len(levels) > _MOST_CATEGORIES:
            raise FileRefused(
                f"{file.name}, column {y}",
                found=f"{len(levels):,} different answers",
                accepted=f"at most {_MOST_CATEGORIES} categories",
                next_step="ask for '--stat mean' or '--stat quantile', or put answers into bands first",
            )
        number = {level: place for place, level in enumerate(levels)}
        codes = np.array([-1 if word is None else number[word] for word in column.words[kept]])
        return _Question(y, levels, lambda inside: share_of(codes, len(levels), inside=inside))
    answers = column.numbers(wanted_for=f"a {asked.stat}", instead="ask for '--stat proportion'")[kept]
    if asked.over is not None:
        below = file.columns[asked.over].numbers(wanted_for="a ratio")[kept]
        return _Question(y, (None,), lambda inside: ratio_of(answers, below, inside=inside))
    if asked.stat == "total":
        return _Question(y, (None,), lambda inside: total_of(answers, inside=inside))
    levels_of_quantiles = tuple(f"{share:g}" for share in asked.at) if asked.stat == "quantile" else (None,)
    return _Question(y, levels_of_quantiles, lambda inside: mean_of(answers, inside=inside), answers)


def _estimates(
    question: _Question, asked: Asked, design: FileDesign, *, about: tuple[str | None, Inside]
) -> Iterator[FileEstimate]:
    group, inside = about
    if asked.stat == "quantile":
        yield from _quantiles(question, asked, design, about=about)
        return
    estimator = question.estimator(inside)
    against = asked.deff if asked.deff != "auto" else ("replacement" if design.scaled else "finite")
    estimate = sample_estimate(estimator, design.sample, degrees=asked.df, against=against)
    if asked.stat == "proportion":
        squared = (design.sample.weights**2 @ estimator.inside)[estimator.part]
        ends = share_intervals(estimate, weights_squared=squared, method=asked.interval, level=asked.level)
    else:
        ends = t_interval(estimate, level=asked.level)
    for place, level in enumerate(question.levels):
        yield FileEstimate(
            y=question.y,
            group=group,
            level=level,
            value=number_or_none(estimate.values[place]),
            se=_error(estimate, place),
            lower=number_or_none(ends.lower[place]),
            upper=number_or_none(ends.upper[place]),
            df=_degrees(estimate.degrees[place]),
            n=int(estimate.base[place]),
            deff=number_or_none(estimate.effect[place]),
        )


def _error(estimate: SurveyEstimate, place: int) -> float | None:
    # Answers of one unit do not differ among themselves: that is no sign of certainty.
    alone = estimate.degrees[place] < 1 and estimate.errors[place] == 0
    return None if alone else number_or_none(estimate.errors[place])


def _degrees(known: float) -> int | None:
    return int(known) if np.isfinite(known) else None


def _quantiles(
    question: _Question, asked: Asked, design: FileDesign, *, about: tuple[str | None, Inside]
) -> Iterator[FileEstimate]:
    group, inside = about
    found = survey_quantiles(
        question.answers, design.sample, at=asked.at, inside=inside, level=asked.level, degrees=asked.df
    )
    for place, level in enumerate(question.levels):
        yield FileEstimate(
            y=question.y,
            group=group,
            level=level,
            value=number_or_none(found.values[place]),
            se=number_or_none(found.errors[place]),
            lower=number_or_none(found.lower[place]),
            upper=number_or_none(found.upper[place]),
            df=_degrees(found.degrees),
            n=found.base,
            deff=None,
        )
