"""Whether the items of a construct hang together in one survey."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from peelian.errors import PeelianError
from peelian.statistics.survey.reliability import scale_reliability
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.construct import Construct, ConstructItem
from peelian.surveys.file_estimate import number_or_none

Numbers = NDArray[np.float64]

_USUAL = 0.7
_LEAST = 0.5
"""Under it alpha is unacceptable by the rule of thumb of George and Mallery, SPSS for Windows Step by Step,
4th edition, 2003, page 231, whose 0.7 is Nunnally's."""


def check_reliability(
    answers: Answers,
    construct: Construct,
    *,
    source: str,
    level: float = 0.95,
    margin: Literal["told", "left out"] = "told",
) -> AnalysisResult:
    """Tell how well the items that a source has of a construct measure one thing.

    Alpha is a property of these items among these people. A high one says that they go together, not that
    they measure what their name says, and more items make it higher.

    Parameters
    ----------
    answers
        The answers of the source.
    construct
        The idea and its items.
    source
        Which source the answers are of.
    level
        Confidence level between 0 and 1.
    margin
        "left out" where people chose themselves: alpha is then told of those who answered alone.

    Raises
    ------
    PeelianError
        If the source has fewer than two items of it, or answers that do not vary.
    """
    items = construct.items_of(source)
    if len(items) < 2:
        raise PeelianError(
            construct.name,
            found=f"{len(items)} of its items in {source}",
            accepted="two items or more of one source",
            next_step="add items of that source to the construct, or name another source",
        )
    table = np.column_stack([_scored(answers, item) for item in items])
    try:
        made = scale_reliability(table, answers.design, level=level)
    except ValueError as problem:
        raise PeelianError(
            construct.name,
            found=str(problem),
            accepted="items with answers that vary, given by several people",
            next_step="leave out items that everyone answered alike",
        ) from problem
    name, told = construct.title, margin == "told"
    names = [answers.labels.get(item.field, item.field.replace("_", " ")) for item in items]
    ends = (number_or_none(made.lower), number_or_none(made.upper)) if told else (None, None)
    rows = [Row(name, "", "alpha", made.alpha, *ends, made.base)]
    for at in range(len(items)):
        without = number_or_none(made.without[at])
        better = without is not None and without > made.alpha
        word = "the others hang together better without it" if better else "helps"
        rows.append(
            Row(names[at], "without it", "alpha", without, base=made.base, judgement=word if without else "")
        )
        rows.append(
            Row(
                names[at],
                "the other items",
                "correlation",
                number_or_none(made.with_rest[at]),
                base=made.base,
            )
        )
    worse = [row.name for row in rows if row.judgement.startswith("the others")]
    between = f"({made.lower:.2f} to {made.upper:.2f}) " if told else ""
    sentence = (
        f"The {len(items)} items of '{name}' have an alpha of {made.alpha:.2f} {between}among the "
        f"{made.base:,} {answers.people} who answered all of them"
    )
    quoted = [f"'{each}'" for each in worse]
    sentence += f"; it would be higher without {' or without '.join(quoted)}." if worse else "."
    notes = (
        "Alpha lies between 0 and 1 where items go together: 1 says that all are answered alike. A usual "
        f"mark for a scale is {_USUAL} (Nunnally, Psychometric Theory, 1978).",
        "Alpha says that items go together, not that they measure what the name says.",
    )
    how = _how(made.alpha, made.lower if told else None)
    headline = f"The {len(items)} items of '{name}' {how}: alpha {made.alpha:.2f}"
    return AnalysisResult("reliability", f"Reliability of {name}", sentence, tuple(rows), notes, headline)


def _how(alpha: float, lower: float | None) -> str:
    """Say how items go together; `lower` is None where alpha is told of those who answered alone."""
    if alpha >= _USUAL:
        return "go together"
    if lower is not None and not lower > 0:
        return "do not clearly go together"
    return "go together only loosely" if alpha >= _LEAST else "hardly go together"


def _scored(answers: Answers, item: ConstructItem) -> Numbers:
    if not item.scores:
        values = answers.numbers(item.field)
    else:
        column = answers.column(item.field)
        values, said = np.full(len(column.values), np.nan), column.values.astype(str)
        for word, score in item.scores.items():
            values[said == word] = score
        values[column.missing != 0] = np.nan
    return -values if item.turned else values
