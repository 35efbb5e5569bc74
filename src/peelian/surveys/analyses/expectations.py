"""An outcome by answers that have an order, such as how a service compared with what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from peelian.reference.unit import say_percent
from peelian.statistics.survey.group_shares import group_shares
from peelian.statistics.survey.ordered_shares import compare_in_order
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.listing import listed
from peelian.surveys.analyses.result import AnalysisResult
from peelian.surveys.analyses.rows import difference_row, share_row
from peelian.surveys.analyses.statement import Statement


def compare_by_expectation(
    answers: Answers, outcome: Statement, *, expectations: Sequence[Statement], level: float = 0.95
) -> AnalysisResult:
    """Compare an outcome between people whose expectations were met to a different degree.

    Parameters
    ----------
    answers
        The answers.
    outcome
        What is compared.
    expectations
        Groups in order, from the lowest to the highest, such as below, met, exceeded.
    level
        Confidence level between 0 and 1.
    """
    held = answers.holds(outcome)
    parts = np.column_stack([answers.holds(each) for each in expectations])
    made = group_shares(held, parts == 1, answers.design, level=level)
    everyone = np.ones((len(held), 1), dtype=bool)
    rows = []
    for at, group in enumerate(expectations):
        rows.append(share_row(outcome.title, group.title, of=made.shares, at=at))
        # Of those who said anything on the same question: a code outside the list counts as none of them.
        people = group_shares(parts[:, at], everyone, answers.design, level=level).shares
        rows.append(replace(share_row(group.title, "", of=people, at=0), kind="share of people"))
    told = [
        f'{say_percent(share)} of those who said "{group.title}"'
        for share, group in zip(made.shares.share, expectations, strict=True)
        if np.isfinite(share)
    ]
    sentence = (
        f"{listed(told)} were {outcome.title}"
        if told
        else f"Nobody could say whether they were {outcome.title}"
    )
    headline = f"{told[0]} were {outcome.title}, and {told[-1]}" if len(told) > 1 else sentence
    if np.isfinite(made.shares.share).all() and len(expectations) > 1:
        order = compare_in_order(made.linearised, answers.design, level=level)
        base = int(made.shares.base.sum())
        word = "rises at every step" if order.p_every_step <= 1 - level else "no clear rise at every step"
        rows.append(
            difference_row(
                outcome.title, "each step up", kind="gap", of=order.trend, at=0, base=base, judgement=word
            )
        )
        clear = order.trend.lower[0] > 0
        sentence += (
            ": the better the answer, the more were, and that is more than chance"
            if clear
            else ": no clear rise from one answer to the next"
        )
    return AnalysisResult(
        "expectations",
        f"{outcome.title} by expectation",
        sentence + ".",
        tuple(rows),
        (
            "Both were asked in the same interview, so the one answer may have coloured the other: people "
            "may say that expectations were met because they were content.",
        ),
        headline,
    )
