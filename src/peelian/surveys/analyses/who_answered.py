"""Who answered, against who lives here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from peelian.reference.unit import say_percent
from peelian.statistics.survey.group_shares import group_shares
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.rows import share_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_gap

_SELF_SELECTED = (
    "These are the views of those who answered; how others think is not known, and no weight mends that."
)


def compare_with_residents(
    answers: Answers,
    by: Mapping[str, Sequence[Statement]],
    *,
    residents: Mapping[str, Mapping[str, float]],
    taken_from: str,
    kind: str = "open to all",
    level: float = 0.95,
) -> AnalysisResult:
    """Set the mix of those who answered beside that of the residents, answer by answer.

    Shares of those who answered are not weighted: the question is who came. The difference is of a sample
    from numbers taken as known.

    Parameters
    ----------
    answers
        The answers.
    by
        Question -> a statement for each of its answers.
    residents
        Question -> code -> number or share of the residents.
    taken_from
        Where those are from.
    kind
        How people came to answer; where whoever wished could, the notes say what that means.
    level
        Confidence level between 0 and 1.
    """
    everyone = np.ones((len(answers.design.weights), 1), dtype=bool)
    weights = np.ones(len(answers.design.weights))
    plain = replace(answers.design, weights=weights, calibrations=())
    rows: list[Row] = []
    gaps: list[tuple[float, str]] = []
    for name, statements in by.items():
        known = residents[name]
        whole = sum(known.values())
        for statement in statements:
            code = str(statement.counts[0])
            if code not in known:
                continue
            made = group_shares(answers.holds(statement), everyone, plain, level=level).shares
            came, lives = float(made.share[0]), known[code] / whole
            base = int(made.base[0])
            rows.append(share_row(statement.title, "those who answered", of=made, at=0))
            rows.append(Row(statement.title, "residents", "share of people", lives, base=base))
            ends = float(made.lower[0]) - lives, float(made.upper[0]) - lives
            word = (
                "more than live here"
                if ends[0] > 0
                else "fewer than live here"
                if ends[1] < 0
                else "about alike"
            )
            rows.append(Row(statement.title, "difference", "gap", came - lives, *ends, base, judgement=word))
            gaps.append((came - lives, statement.title))
    notes = (f"Residents: {taken_from}.", *((_SELF_SELECTED,) if kind != "drawn by chance" else ()))
    return AnalysisResult(
        "who answered",
        "Who answered and who lives here",
        _sentence(gaps),
        tuple(rows),
        notes,
        _sentence(gaps).removesuffix("."),
    )


def _sentence(gaps: Sequence[tuple[float, str]]) -> str:
    if not gaps:
        return "Nothing is known of the residents in the words of these answers."
    least, most = min(gaps), max(gaps)
    if most[0] < 0.01 and least[0] > -0.01:
        return f"Those who answered are like those who live here, within {say_percent(0.01)}."
    return (
        f"Among those who answered, '{most[1]}' is over-represented by {say_gap(most[0])} and '{least[1]}' "
        f"under-represented by {say_gap(-least[0])}."
    )
