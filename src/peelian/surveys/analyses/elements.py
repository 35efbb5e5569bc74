"""How much of a good service there was, and the outcome that goes with it, with and without a detection."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.errors import DefinitionError
from peelian.reference.unit import say_count, say_percent
from peelian.statistics.survey.elements import ElementCount, count_elements
from peelian.statistics.survey.group_shares import GroupShares, group_difference, group_shares
from peelian.statistics.survey.linearised import Linearised
from peelian.statistics.survey.ordered_shares import compare_in_order
from peelian.surveys.analyses.answers import WHY_MISSING, Answers
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.rows import difference_row, share_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_between, say_gap
from peelian.surveys.element_rule import ElementRule

Numbers = NDArray[np.float64]

_NOT_APPLICABLE = WHY_MISSING.index("not applicable") + 1


def count_of(answers: Answers, elements: Sequence[Statement], rule: ElementRule) -> ElementCount:
    """Count each person's elements by a rule; one that does not apply is never counted as absent.

    Parameters
    ----------
    answers
        The answers.
    elements
        What makes a good service.
    rule
        How they are counted.

    Raises
    ------
    DefinitionError
        If the rule's bands do not end at the number of elements, or it asks for more than there are.
    """
    last = rule.bands[-1][1]
    if last != len(elements) or rule.least_applicable > len(elements):
        raise DefinitionError(
            "bands",
            found=f"counts up to {last}, at least {rule.least_applicable} applicable, for "
            f"{len(elements)} elements",
            accepted="bands up to the number of elements, and no more applicable than there are",
            next_step="make the last band end at the number of elements",
        )
    there = np.column_stack([answers.holds(each) for each in elements])
    applies = np.column_stack([answers.column(each.column).missing != _NOT_APPLICABLE for each in elements])
    return count_elements(
        there, applies, least_applicable=rule.least_applicable, most_unknown=rule.most_unknown
    )


def compare_by_elements(
    answers: Answers,
    outcome: Statement,
    *,
    elements: Sequence[Statement],
    detected: Statement,
    rule: ElementRule,
    level: float = 0.95,
) -> AnalysisResult:
    """Compare an outcome by how many elements of a good service there were, and by detection.

    Parameters
    ----------
    answers
        The answers.
    outcome
        What is compared.
    elements
        What makes a good service.
    detected
        Whether the crime was detected.
    rule
        How elements are counted, and in which bands.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    DefinitionError
        If the rule does not fit the number of elements.
    """
    counted = count_of(answers, elements, rule)
    held, solved = answers.holds(outcome), answers.holds(detected)
    bands = [(counted.scaled >= first) & (counted.scaled <= last) for first, last in rule.bands]
    names = [f"{first} to {last}" if last > first else f"{first}" for first, last in rule.bands]
    rows: list[Row] = []
    told: list[str] = []
    headline = ""
    groups = ((f"{detected.title}", solved == 1), (detected.others, solved == 0), ("", ~np.isnan(solved)))
    for title, inside in groups:
        parts = np.column_stack([band & inside for band in bands])
        made = group_shares(held, parts, answers.design, level=level)
        for at, name in enumerate(names):
            group = f"{name} elements" + (f", {title}" if title else "")
            rows.append(share_row(outcome.title, group, of=made.shares, at=at))
        rows += _ordered(answers, outcome, title, made=made, level=level)
        if not title:
            told.append(_rising(answers, made, names, word=rows[-1].judgement, outcome=outcome))
            headline = _headline(answers, made, names, outcome=outcome)
    full = np.column_stack([bands[-1] & (solved == 1), bands[-1] & (solved == 0)])
    row, sentence = _detection(answers, outcome, detected, full=full, name=names[-1], level=level)
    rows += row
    left_out = int((np.isnan(counted.scaled) & ~np.isnan(held)).sum())
    notes = (
        f"Of the {len(elements)} elements, those that do not apply to somebody are left out of that person's "
        "count, which is scaled up to all; none is counted as absent.",
        f"{say_count(left_out)} {answers.people} have no count: fewer than {rule.least_applicable} elements "
        f"apply to them, or they could not say of {_too_many(rule.most_unknown)}.",
    )
    return AnalysisResult(
        "elements",
        f"{outcome.title} by elements of service",
        " ".join([*told, *sentence]),
        tuple(rows),
        notes,
        headline,
    )


def _too_many(most: int) -> str:
    return f"more than {most}" if most else "one or more"


def _ordered(
    answers: Answers, outcome: Statement, title: str, *, made: GroupShares, level: float
) -> list[Row]:
    known = np.isfinite(made.shares.share)
    if known.sum() < 2:
        return []
    kept = Linearised(
        made.linearised.values[known], made.linearised.scores[:, known], made.linearised.degrees[known]
    )
    order = compare_in_order(kept, answers.design, level=level)
    if order.p_every_step <= 1 - level and known.all():
        word = "rises at every step"
    elif order.trend.lower[0] > 0:
        word = "rises on the whole"
    else:
        word = "no clear rise"
    group = "each band up" + (f", {title}" if title else "")
    base = int(made.shares.base.sum())
    return [difference_row(outcome.title, group, kind="gap", of=order.trend, at=0, base=base, judgement=word)]


def _rising(
    answers: Answers, made: GroupShares, names: Sequence[str], *, word: str, outcome: Statement
) -> str:
    low, high = made.shares.share[0], made.shares.share[-1]
    if not np.isfinite([low, high]).all():
        return f"Nobody had {names[0]} or nobody {names[-1]} elements."
    told = (
        f"Of {answers.people} with {names[0]} elements of a good service {say_percent(low)} were "
        f"{outcome.title}, of those with {names[-1]} {say_percent(high)}"
    )
    if word == "rises at every step":
        return f"{told}: more elements are associated with a larger share, at every step."
    if word.startswith("rises"):
        return f"{told}: on the whole, more elements are associated with a larger share."
    return f"{told}: no clear rise with the number of elements."


def _headline(answers: Answers, made: GroupShares, names: Sequence[str], *, outcome: Statement) -> str:
    low, high = made.shares.share[0], made.shares.share[-1]
    if not np.isfinite([low, high]).all():
        return ""
    return (
        f"{say_percent(high)} of {answers.people} with {names[-1]} elements of a good service were "
        f"{outcome.title}, {say_percent(low)} of those with {names[0]}"
    )


def _detection(
    answers: Answers, outcome: Statement, detected: Statement, *, full: NDArray[np.bool_], name: str,
    level: float,
) -> tuple[list[Row], list[str]]:  # fmt: skip
    held = answers.holds(outcome)
    made = group_shares(held, full, answers.design, level=level)
    if not np.isfinite(made.shares.share).all():
        return [], []
    inside = full.any(axis=1) & ~np.isnan(held)
    gap = group_difference(made, [1.0, -1.0], inside=inside, design=answers.design, level=level)
    clear = gap.lower[0] > 0 or gap.upper[0] < 0
    word = ("higher" if gap.difference[0] > 0 else "lower") if clear else "no clear difference"
    row = difference_row(
        outcome.title, f"{name} elements, {detected.title}", kind="gap", of=gap, at=0,
        base=int(made.shares.base.sum()), judgement=word,
    )  # fmt: skip
    one, other = made.shares.share
    told = (
        f"With {name} elements, {say_percent(one)} of {detected.title} were {outcome.title} and "
        f"{say_percent(other)} of {detected.others}: "
    )
    told += f"{say_gap(gap.difference[0])} {'more' if gap.difference[0] > 0 else 'fewer'}" if clear else word
    return [row], [f"{told} ({say_between(gap.lower[0], gap.upper[0])} points)."]
