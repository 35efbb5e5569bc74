"""A sheet that compares two groups over several questions: shares, gaps, adjusted gaps and their marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.statistics.survey.effects import average_effects
from peelian.statistics.survey.equivalence import judge_equivalence
from peelian.statistics.survey.group_shares import group_difference, group_shares
from peelian.statistics.survey.linearised import interval_of
from peelian.statistics.survey.logistic import fit_logistic
from peelian.surveys.analyses.adjusting import adjusting_columns
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.listing import begin, listed
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.rows import difference_row, share_row
from peelian.surveys.analyses.statement import Statement
from peelian.surveys.analyses.words import say_gap, say_shares

Numbers = NDArray[np.float64]


def compare_groups(
    answers: Answers,
    group: Statement,
    *,
    questions: Sequence[Statement],
    adjust_for: Sequence[str] = (),
    margin: float | None = None,
    level: float = 0.95,
) -> AnalysisResult:
    """Compare those for whom a statement holds with those for whom it does not, question by question.

    The gap is that of two groups of one sample, with their covariance. The adjusted gap is what the gap would
    be with the same mix of other columns in both groups: a design-based logistic model's predicted shares for
    everyone in the one and in the other. Stars count all gaps of the sheet together (false discovery).

    Parameters
    ----------
    answers
        The answers.
    group
        Who is compared with whom (`others`).
    questions
        What they are compared on.
    adjust_for
        Columns to adjust for.
    margin
        The largest gap that does not matter, set beforehand, as a fraction; without it a gap is never called
        absent, only not clear.
    level
        Confidence level between 0 and 1.
    """
    member = answers.holds(group)
    more = adjusting_columns(answers, adjust_for)
    rows: list[Row] = []
    notes: list[str] = []
    for question in questions:
        made, note = _one(answers, group, member, question=question, margin=margin, level=level)
        rows += made
        notes += note
        if adjust_for:
            made, note = _adjusted(answers, group, member, question=question, columns=more, level=level)
            rows += made
            notes += note
    rows = _starred(rows, level)
    if adjust_for:
        mix = listed([answers.label(name) for name in adjust_for])
        notes.append(f"Gaps with the mix alike have the same mix by {mix} in both groups.")
    notes.append(
        "A gap between two groups says what goes with being in one of them, not what brings it about."
    )
    return AnalysisResult(
        "comparison",
        f"{group.title} and {group.others}",
        _sentence(group, questions, rows),
        tuple(rows),
        tuple(dict.fromkeys(notes)),
        _headline(group, questions, rows),
    )


def _one(
    answers: Answers, group: Statement, member: Numbers, *, question: Statement, margin: float | None,
    level: float,
) -> tuple[list[Row], list[str]]:  # fmt: skip
    held = answers.holds(question)
    parts = np.column_stack([member == 1, member == 0])
    made = group_shares(held, parts, answers.design, level=level)
    rows = [
        share_row(question.title, name, of=made.shares, at=at)
        for at, name in enumerate((group.title, group.others))
    ]
    if not np.isfinite(made.shares.share).all():
        return rows, [f"Nobody in one of the groups could be asked whether they were {question.title}."]
    inside = parts.any(axis=1) & ~np.isnan(held)
    gap = group_difference(made, [1.0, -1.0], inside=inside, design=answers.design, level=level)
    word = _word(gap.lower[0], gap.upper[0])
    if margin is not None and word == "no clear difference":
        verdict = judge_equivalence(gap, margin, level=level).verdicts[0]
        if verdict == "no difference larger than the margin":
            word = f"no difference larger than {say_gap(margin)}"
    base = int(made.shares.base.sum())
    rows.append(
        difference_row(question.title, group.title, kind="gap", of=gap, at=0, base=base, judgement=word)
    )
    return rows, []


def _adjusted(
    answers: Answers, group: Statement, member: Numbers, *, question: Statement, columns: Numbers,
    level: float,
) -> tuple[list[Row], list[str]]:  # fmt: skip
    table = np.column_stack([np.ones(len(member)), member, columns])
    # Among those asked a column may be alike for all; it then has nothing to adjust.
    asked = ~np.isnan(answers.holds(question)) & ~np.isnan(table).any(axis=1)
    varies = np.r_[True, True, [bool(asked.any() and np.ptp(each[asked]) > 0) for each in columns.T]]
    try:
        model = fit_logistic(answers.holds(question), table[:, varies], answers.design)
    except ValueError as problem:
        return [], [f"The gap in '{question.title}' could not be adjusted: {problem}."]
    gap = interval_of(average_effects(model, answers.design, places=[1]), answers.design, level=level)
    word = _word(gap.lower[0], gap.upper[0])
    base = int(model.used.sum())
    row = difference_row(
        question.title, group.title, kind="adjusted gap", of=gap, at=0, base=base, judgement=word
    )
    return [row], []


def _word(lower: float, upper: float) -> str:
    if lower > 0:
        return "higher"
    return "lower" if upper < 0 else "no clear difference"


def _starred(rows: Sequence[Row], level: float) -> list[Row]:
    at = [place for place, row in enumerate(rows) if row.kind == "gap"]
    adjusted = adjust_for_false_discovery([np.nan if (p := rows[each].p) is None else p for each in at])
    found = list(rows)
    for place, p in zip(at, adjusted, strict=True):
        row = rows[place]
        if np.isnan(p):
            continue
        word = row.judgement
        if word in ("higher", "lower"):
            word = f"{word}*" if p <= 1 - level else "no clear difference"
        found[place] = replace(row, p_adjusted=float(p), judgement=word)
    return found


def _sentence(group: Statement, questions: Sequence[Statement], rows: Sequence[Row]) -> str:
    clear: dict[str, list[str]] = {"less": [], "more": []}
    alike = []
    for question in questions:
        compared = _compared(question, rows)
        if compared is None:
            continue
        gap, shares = compared
        if not gap.judgement.endswith("*"):
            alike.append(f"{question.title} ({shares})")
            continue
        way = "less" if gap.judgement.startswith("lower") else "more"
        size = f"{say_gap(gap.value or 0)} {'fewer' if way == 'less' else 'more'}"
        clear[way].append(f"{question.title} ({shares}, {size})")
    if not any(clear.values()) and not alike:
        return f"{begin(group.title)} cannot be compared with {group.others}: too few were asked."
    told = [f"{way} often {listed(each)}" for way, each in clear.items() if each]
    said = [f"{begin(group.title)} were {'; they were '.join(told)}, against {group.others}."] if told else []
    if alike:
        against = "" if told else f" between {group.title} and {group.others}"
        said.append(f"There is no clear difference{against} in being {listed(alike)}.")
    return " ".join([*said, *_with_the_same_mix(questions[0], rows)])


def _with_the_same_mix(question: Statement, rows: Sequence[Row]) -> list[str]:
    own = {row.kind: row for row in rows if row.name == question.title}
    gap, adjusted = own.get("gap"), own.get("adjusted gap")
    if gap is None or adjusted is None or gap.value is None or adjusted.value is None:
        return []
    way = "fewer" if adjusted.value < 0 else "more"
    return [f"With the same mix in both, {say_gap(adjusted.value)} {way} would be {question.title}."]


def _headline(group: Statement, questions: Sequence[Statement], rows: Sequence[Row]) -> str:
    compared = _compared(questions[0], rows)
    if compared is None:
        return f"{begin(group.title)} cannot be compared with {group.others}"
    gap, shares = compared
    if not gap.judgement.endswith("*"):
        return f"No clear difference between {group.title} and {group.others} in being {questions[0].title}"
    way = "less" if gap.judgement.startswith("lower") else "more"
    return f"{begin(group.title)} were {way} often {questions[0].title}: {shares}"


def _compared(question: Statement, rows: Sequence[Row]) -> tuple[Row, str] | None:
    """Return the gap in a question and the two shares in words, where all are known."""
    gap = next((row for row in rows if row.name == question.title and row.kind == "gap"), None)
    shares = [row.value for row in rows if row.name == question.title and row.kind == "share"]
    if gap is None or gap.value is None or shares[0] is None or shares[1] is None:
        return None
    return gap, say_shares(shares[0], shares[1])
