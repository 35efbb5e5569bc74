"""How a table is judged: least bases, level, and how many wrong calls are put up with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from peelian.catalogue.survey.least_base import LeastBase
from peelian.errors import NotFound
from peelian.statistics.survey.cube_estimate import IntervalRule

Adjustment = Literal["false discovery", "holm", "none"]
"""What p values of a table are adjusted for: the share of wrong calls among all calls (Benjamini and
Hochberg), the chance of any wrong call at all (Holm), or nothing."""


_INTERVALS: dict[str, IntervalRule] = {"logit": "logit", "wilson": "wilson", "t": "t"}


@dataclass(frozen=True, slots=True)
class TableRules:
    """Rules of one table.

    Parameters
    ----------
    least_base
        With how few people a number is withheld, and with how few it is of low reliability.
    level
        Confidence level of intervals, between 0 and 1.
    interval
        How intervals of shares are made.
    called_at
        Adjusted p value up to which two columns are called different.
    starred_at
        Adjusted p values for one, two and three stars against all.
    adjustment
        What p values are adjusted for; all comparisons of a table are judged at once.
    """

    least_base: LeastBase = field(default_factory=LeastBase)
    level: float = 0.95
    interval: IntervalRule = "logit"
    called_at: float = 0.05
    starred_at: tuple[float, ...] = (0.05, 0.01, 0.001)
    adjustment: Adjustment = "false discovery"


def rules_of(least: int, rely: int, *, level: float, interval: str, fdr: bool, holm: bool) -> TableRules:
    """Return rules from words of a command line.

    Parameters
    ----------
    least, rely
        Least bases for a number to be shown, and to be relied on.
    level, interval
        Of intervals.
    fdr, holm
        Whether p values are adjusted, and whether by Holm.

    Raises
    ------
    NotFound
        If a number or a word is none of those there are.
    """
    if interval not in _INTERVALS:
        raise NotFound(
            "--interval",
            found=f"'{interval}'",
            accepted=", ".join(_INTERVALS),
            next_step="choose one of those listed",
        )
    if not 0 < level < 1:
        raise NotFound(
            "--level",
            found=f"{level:g}",
            accepted="a number between 0 and 1, such as 0.95",
            next_step="write a per cent divided by 100",
        )
    if not 1 <= least <= rely:
        raise NotFound(
            "--least-base and --rely-on",
            found=f"{least} and {rely}",
            accepted="at least 1, and the second no smaller than the first",
            next_step="raise '--rely-on' or lower '--least-base'",
        )
    if holm and not fdr:
        raise NotFound(
            "--holm and --no-fdr",
            found="both",
            accepted="one of them: --holm adjusts p values, --no-fdr leaves them as they are",
            next_step="leave one out",
        )
    adjustment: Adjustment = "holm" if holm else "false discovery" if fdr else "none"
    least_base = LeastBase.model_validate({"to show": least, "to rely on": rely})
    return TableRules(
        least_base=least_base, level=level, interval=_INTERVALS[interval], adjustment=adjustment
    )
