"""Several ways of splitting people in two, each held against one outcome and all of them marked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from peelian.statistics.false_discovery import adjust_for_false_discovery
from peelian.surveys.analyses.answers import Answers
from peelian.surveys.analyses.comparison import compare_groups
from peelian.surveys.analyses.listing import begin, listed
from peelian.surveys.analyses.result import AnalysisResult, Row
from peelian.surveys.analyses.statement import ALL_OTHERS, Statement
from peelian.surveys.analyses.words import say_gap, say_shares


def compare_subgroups(
    answers: Answers,
    outcome: Statement,
    *,
    groups: Sequence[Statement],
    adjust_for: Sequence[str] = (),
    level: float = 0.95,
) -> AnalysisResult:
    """Compare an outcome between those in each of several groups and those not in it.

    Groups may overlap and are told one by one, each against others of its own. A mark counts
    all of them together (false discovery).

    Parameters
    ----------
    answers
        The answers.
    outcome
        What is compared.
    groups
        Who is compared with whom, one statement a line.
    adjust_for
        Columns to adjust for.
    level
        Confidence level between 0 and 1.
    """
    groups = [replace(each, others=f"all but {each.title}") if each.others == ALL_OTHERS else each
              for each in groups]  # fmt: skip
    tables = [
        compare_groups(answers, group, questions=[outcome], adjust_for=adjust_for, level=level)
        for group in groups
    ]
    rows = [row for table in tables for row in table.rows]
    at = [place for place, row in enumerate(rows) if row.kind == "gap"]
    p = adjust_for_false_discovery([np.nan if (one := rows[each].p) is None else one for each in at])
    for place, adjusted in zip(at, p, strict=True):
        rows[place] = _marked(rows[place], float(adjusted), level)
    notes = tuple(dict.fromkeys(note for table in tables for note in table.notes))
    return AnalysisResult(
        "subgroups",
        f"{outcome.title}, group by group",
        _sentence(outcome, groups, rows),
        tuple(rows),
        notes,
        _headline(outcome, groups, rows),
    )


def _marked(row: Row, adjusted: float, level: float) -> Row:
    if np.isnan(adjusted):
        return row
    word = row.judgement
    if word.endswith("*") and adjusted > 1 - level:
        word = "no clear difference"
    return replace(row, p_adjusted=adjusted, judgement=word)


def _sentence(outcome: Statement, groups: Sequence[Statement], rows: Sequence[Row]) -> str:
    clear, not_clear = [], []
    for group in groups:
        shares = [row.value for row in rows if row.kind == "share" and row.group == group.title]
        gaps = [row for row in rows if row.kind == "gap" and row.group == group.title]
        if not gaps or shares[0] is None or gaps[0].value is None:
            continue
        if gaps[0].judgement.endswith("*"):
            other = shares[0] - gaps[0].value
            way = "less" if gaps[0].value < 0 else "more"
            clear.append(
                f"{group.title} were {way} often {outcome.title} than {group.others} "
                f"({say_shares(shares[0], other)}, {say_gap(gaps[0].value)})"
            )
        else:
            not_clear.append(group.title)
    told = "; ".join(clear)
    if not_clear:
        told += ("; " if told else "") + f"no clear difference for {', '.join(not_clear)}"
    return f"{begin(told)}." if told else "No group could be compared."


def _headline(outcome: Statement, groups: Sequence[Statement], rows: Sequence[Row]) -> str:
    gaps = {row.group: row for row in rows if row.kind == "gap"}
    clear = [each for each in groups if each.title in gaps and gaps[each.title].judgement.endswith("*")]
    if not clear:
        return f"No group was clearly more or less often {outcome.title}"
    less = [each.title for each in clear if (gaps[each.title].value or 0) < 0]
    more = [each.title for each in clear if each.title not in less]
    told = [f"{listed(less)} were less often {outcome.title}"] if less else []
    told += [f"{listed(more)} {'more often' if less else f'were more often {outcome.title}'}"] if more else []
    return begin("; ".join(told))
