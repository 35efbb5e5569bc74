"""Whether what goes with an outcome matters more to some people than to others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from peelian.errors import PeelianError
from peelian.statistics.survey.interaction import Interaction, measure_interaction
from peelian.statistics.survey.linearised import interval_of
from peelian.surveys.analyses.adjusting import adjusting_columns
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.listing import listed
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.rows import difference_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_between, say_gap
from peelian.surveys.file_estimate import number_or_none


def compare_by_need(
    answers: Answers,
    outcome: Statement,
    *,
    driver: Statement,
    need: Statement,
    adjust_for: Sequence[str] = (),
    level: float = 0.95,
) -> AnalysisResult:
    """Tell whether the gap that goes with a driver is wider for some people, in points and in odds.

    Parameters
    ----------
    answers
        The answers.
    outcome
        What is compared, such as satisfied overall.
    driver
        What goes with it, such as reassured.
    need
        Who it may matter more to, such as vulnerable victims, with `others`.
    adjust_for
        Columns to adjust for.
    level
        Confidence level between 0 and 1.

    Raises
    ------
    PeelianError
        If one of the four groups is empty, or all or none in it had the outcome.
    """
    more = adjusting_columns(answers, adjust_for)
    try:
        made = measure_interaction(
            answers.holds(outcome),
            answers.holds(driver),
            second=answers.holds(need),
            design=answers.design,
            others=more,
            level=level,
        )
    except ValueError as problem:
        raise PeelianError(
            f"{driver.title} by {need.title}",
            found=str(problem),
            accepted="some with and some without the outcome in each of the four groups",
            next_step="use more interviews, or broader groups",
        ) from problem
    rows = _rows(answers, made, (outcome, driver, need), level)
    points, odds = rows[-2], rows[-1]
    sentence = _sentence(made, (outcome, driver, need), (points.judgement, odds.judgement))
    notes = (
        "Points and odds are two ways of comparing; near 0% and 100% they can disagree, so both are told.",
        *([f"Adjusted for {listed([answers.label(name) for name in adjust_for])}."] if adjust_for else []),
    )
    return AnalysisResult(
        "interaction",
        f"{driver.title} and being {outcome.title}, by {need.title}",
        sentence,
        tuple(rows),
        notes,
        _headline(made, (outcome, driver, need), (points.judgement, odds.judgement)),
    )


def _rows(
    answers: Answers, made: Interaction, about: tuple[Statement, Statement, Statement], level: float
) -> list[Row]:
    outcome, driver, need = about
    shares = interval_of(made.shares, answers.design, level=level)
    groups = [
        f"{need.title}, {driver.title}", f"{need.others}, {driver.title}",
        f"{need.title}, {driver.others}", f"{need.others}, {driver.others}",
    ]  # fmt: skip
    # The four predicted shares come in the order both, first alone, second alone, neither.
    rows = [
        Row(
            outcome.title,
            group,
            "share",
            number_or_none(shares.difference[at]),
            number_or_none(max(shares.lower[at], 0.0)),
            number_or_none(min(shares.upper[at], 1.0)),
            made.base,
        )
        for at, group in enumerate(groups)
    ]
    for at, group in enumerate((need.title, need.others)):
        rows.append(difference_row(driver.title, group, kind="gap", of=made.gaps, at=at, base=made.base))
    both = f"{need.title} against {need.others}"
    word = _word(made.points.lower[0], made.points.upper[0])
    rows.append(
        difference_row(
            driver.title, both, kind="points", of=made.points, at=0, base=made.base, judgement=word
        )
    )
    odds = made.log_odds
    value, low, high = (number_or_none(np.exp(e[0])) for e in (odds.difference, odds.lower, odds.upper))
    word = _word(odds.lower[0], odds.upper[0])
    p = number_or_none(odds.p[0])
    rows.append(
        Row(driver.title, both, "ratio of odds ratios", value, low, high, made.base, p=p, judgement=word)
    )
    return rows


def _word(lower: float, upper: float) -> str:
    if lower > 0:
        return "wider"
    return "narrower" if upper < 0 else "no clear difference"


def _sentence(
    made: Interaction, about: tuple[Statement, Statement, Statement], words: tuple[str, str]
) -> str:
    outcome, driver, need = about
    mine, theirs = made.gaps.difference
    told = (
        f"Among {need.title}, those {driver.title} were {outcome.title} {_more(mine)} often than "
        f"{driver.others}, a gap associated with it; among {need.others}, {_more(theirs)} often"
    )
    points, odds = words
    between = say_between(made.points.lower[0], made.points.upper[0])
    if points == "no clear difference" and odds == "no clear difference":
        return f"{told}: no clear difference between the two gaps ({between} points)."
    if points == odds:
        return f"{told}. The first gap is clearly {points}, in points ({between}) and in odds."
    return f"{told}. In points, the first gap against the second: {points} ({between}); in odds: {odds}."


def _headline(
    made: Interaction, about: tuple[Statement, Statement, Statement], words: tuple[str, str]
) -> str:
    outcome, driver, need = about
    if words[0] == "no clear difference":
        return (
            f"Being {driver.title} goes with being {outcome.title} about as much for {need.title} as for "
            f"{need.others}"
        )
    mine, theirs = made.gaps.difference
    return (
        f"Being {driver.title} goes with being {outcome.title} "
        f"{'more' if abs(mine) > abs(theirs) else 'less'} strongly for {need.title} ({say_gap(mine)}) than "
        f"for {need.others} ({say_gap(theirs)})"
    )


def _more(value: float) -> str:
    return f"{say_gap(value)} {'more' if value >= 0 else 'less'}"
