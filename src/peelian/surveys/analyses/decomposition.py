"""A change of an outcome taken apart: other people, other answers of the same people, and what is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.errors import PeelianError
from peelian.statistics.survey.decomposition import Decomposition, decompose_change
from peelian.statistics.survey.linearised import interval_of
from peelian.surveys.analyses.answers import Answers, Column
from peelian.surveys.analyses.listing import listed
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.rows import difference_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_between, say_gap

PARTS = ("mix", "rate", "residual", "change")
"""The parts of a change in the order of their rows; the first three add up to the last."""


def explain_change(
    answers: Answers, outcome: Statement, *, later: Statement, by: Sequence[str], level: float = 0.95
) -> AnalysisResult:
    """Take a change between two periods apart by categories of people, such as how they reported.

    Parameters
    ----------
    answers
        The answers of both periods.
    outcome
        What changed.
    later
        Holds for the later period; its `others` names the earlier one.
    by
        Columns whose answers together are the categories.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    PeelianError
        If a category has nobody in one of the periods.
    """
    named, codes = _categories(answers, by)
    when = answers.holds(later)
    held = np.where(np.isnan(when), np.nan, answers.holds(outcome))
    # Categories in which nobody can say are none of this change.
    present = np.unique(codes[~np.isnan(held) & (codes >= 0)])
    places = np.full(len(named) + 1, -1)
    places[present] = np.arange(len(present))
    codes = np.where(codes >= 0, places[codes], -1)
    names = [named[each] for each in present]
    try:
        made = decompose_change(held, when == 1, categories=codes, design=answers.design)
    except ValueError as problem:
        counts = [[int(((codes == at) & (when == w) & ~np.isnan(held)).sum()) for w in (0, 1)] for at in
                  range(len(names))]  # fmt: skip
        absent = [name for name, both in zip(names, counts, strict=True) if 0 in both]
        raise PeelianError(
            " and ".join(by),
            found=f"nobody in one of the two periods for {', '.join(absent[:5])}",
            accepted="categories with people in both periods",
            next_step="use broader categories",
        ) from problem
    rows = _rows(answers, made, names, outcome=outcome, level=level)
    notes = (
        "Mix is what the change would be had only the categories grown or shrunk; rate, had only the answers "
        "in them changed; the residual is what comes of both at once. Together they are the change.",
        "A change of rate is what is left when these categories are held still; other differences between "
        "the people of the two periods are in it.",
    )
    kinds = listed([answers.label(name) for name in by])
    sentence = _sentence(rows[:4], outcome, later, kinds)
    title = f"Change in the share {outcome.title}, by {kinds}"
    headline = _headline(rows[:4], outcome, later)
    return AnalysisResult("decomposition", title, sentence, tuple(rows), notes, headline)


def _categories(answers: Answers, by: Sequence[str]) -> tuple[list[str], NDArray[np.int64]]:
    columns = [answers.column(name) for name in by]
    missing = np.any([column.missing != 0 for column in columns], axis=0)
    said = [
        _called(_words(column), answers.words.get(name, {})) for column, name in zip(columns, by, strict=True)
    ]
    # Many people share a category: its words are put together once.
    held, place = np.unique(np.column_stack([at for _, at in said]), axis=0, return_inverse=True)
    words = np.array([", ".join(names[at] for (names, _), at in zip(said, row, strict=True)) for row in held])
    named, codes = np.unique(words, return_inverse=True)
    return [str(name) for name in named], np.where(missing, -1, codes.astype(np.int64)[place.ravel()])


def _called(answers: NDArray[np.str_], words: Mapping[str, str]) -> tuple[list[str], NDArray[np.int64]]:
    """Return what the answers found are called, and the place of each person's among them."""
    found, place = np.unique(answers, return_inverse=True)
    return [words.get(str(each), str(each)) for each in found], place


def _words(column: Column) -> NDArray[np.str_]:
    if column.values.dtype.kind != "f":
        return column.values.astype(str)
    return np.array([f"{value:g}" for value in column.values])


def _rows(
    answers: Answers, made: Decomposition, names: Sequence[str], *, outcome: Statement, level: float
) -> list[Row]:
    base = int(made.bases.sum())
    whole = interval_of(made.whole, answers.design, level=level)
    rows = [
        difference_row(part, "", kind="change", of=whole, at=at, base=base, judgement=_word(whole.lower[at],
                                                                                         whole.upper[at]))
        for at, part in enumerate(PARTS)
    ]  # fmt: skip
    for part, of in (("mix", made.mix), ("rate", made.rate)):
        told = interval_of(of, answers.design, level=level)
        for at, name in enumerate(names):
            rows.append(
                difference_row(
                    part, name, kind="change", of=told, at=at, base=int(made.bases[:, at].sum()),
                    judgement=_word(told.lower[at], told.upper[at]),
                )
            )  # fmt: skip
    for when, people, rates, bases in zip(
        ("earlier", "later"), made.shares_of_people, made.rates, made.bases, strict=True
    ):
        for at, name in enumerate(names):
            own = f"{name}, {when}"
            rows.append(Row(name, when, "share of people", float(people[at]), base=int(bases.sum())))
            rows.append(Row(outcome.title, own, "share", float(rates[at]), base=int(bases[at])))
    return rows


def _word(lower: float, upper: float) -> str:
    if lower > 0:
        return "rise"
    return "fall" if upper < 0 else "no clear change"


def _sentence(rows: Sequence[Row], outcome: Statement, later: Statement, kinds: str) -> str:
    mix, rate, residual, change = rows
    if change.judgement == "no clear change":
        return (
            f"No clear change in the share {outcome.title} from {later.others} to {later.title} "
            f"({say_between(change.lower, change.upper)} points)."
        )
    way = "fell" if change.judgement == "fall" else "rose"
    told = (
        f"The share {outcome.title} {way} by {say_gap(change.value or 0)} from {later.others} "
        f"to {later.title} ({say_between(change.lower, change.upper)}). Taken apart by {kinds}: "
    )
    parts = (
        (mix, "are associated with another mix of cases"),
        (rate, "with other answers from the same kinds of case"),
        (residual, "with both at once"),
    )
    return told + listed([f"{_signed(row)} {words}" for row, words in parts]) + "."


def _headline(rows: Sequence[Row], outcome: Statement, later: Statement) -> str:
    mix, rate, _, change = rows
    if change.judgement == "no clear change":
        return f"No clear change in the share {outcome.title} from {later.others} to {later.title}"
    way = "fell" if change.judgement == "fall" else "rose"
    told = f"The share {outcome.title} {way} by {say_gap(change.value or 0)}"
    same = [row for row in (rate, mix) if row.judgement == change.judgement]
    if not same:
        return told
    most = max(same, key=lambda row: abs(row.value or 0))
    whence = "the same kinds of case fared otherwise" if most is rate else "another mix of cases came"
    return f"{told}, most of it where {whence}"


def _signed(row: Row) -> str:
    value = row.value or 0.0
    sign = "−" if value < 0 else "+"
    clear = "" if row.judgement != "no clear change" else ", not clear"
    return f"{sign}{say_gap(value)} ({say_between(row.lower, row.upper)}{clear})"
