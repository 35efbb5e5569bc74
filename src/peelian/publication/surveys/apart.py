"""Which of several findings stand apart from a number, with all of them counted together."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping
from statistics import NormalDist
from typing import TypeVar

from peelian.findings.finding import Finding
from peelian.statistics.false_discovery import adjust_for_false_discovery

Key = TypeVar("Key", bound=Hashable)

_NORMAL = NormalDist()


def stand_apart(findings: Mapping[Key, Finding], middle: Mapping[Key, float]) -> frozenset[Key]:
    """Return the keys of findings that chance does not explain, with all of them counted together.

    A finding stands apart where its own interval leaves out the number beside it and where its p value,
    adjusted for all findings handed over by the false discovery rate (Benjamini and Hochberg, J. R. Statist.
    Soc. B 57, 1995), is no larger than its level allows. The p value is read from the interval, as of a
    normal distribution. Findings that may not be told or have no interval are in none.

    Parameters
    ----------
    findings
        The findings compared.
    middle
        What each is compared with, by the same keys: nought for a gap, the share of everyone for a share.
        A share of a part is held against that of the whole it lies in as if the whole were known: what they
        have in common makes their gap a little surer than that, so that few are called clear too easily.
    """
    keys = [key for key, each in findings.items() if key in middle and _has_interval(each)]
    adjusted = adjust_for_false_discovery([_p(findings[key], middle[key]) for key in keys])
    return frozenset(
        key
        for key, p in zip(keys, adjusted, strict=True)
        if p <= 1 - (findings[key].level or 0.0) and not _holds(findings[key], middle[key])
    )


def _has_interval(finding: Finding) -> bool:
    return None not in (finding.value, finding.lower, finding.upper, finding.level)


def _holds(finding: Finding, number: float) -> bool:
    return (finding.lower or 0.0) <= number <= (finding.upper or 0.0)


def _p(finding: Finding, number: float) -> float:
    wide = (finding.upper or 0.0) - (finding.lower or 0.0)
    apart = abs((finding.value or 0.0) - number)
    if wide <= 0:
        return 0.0 if apart else 1.0
    return 2 * (1 - _NORMAL.cdf(apart / (wide / 2 / _half_width(finding.level or 0.0))))


@functools.cache
def _half_width(level: float) -> float:
    """Return how many standard errors half an interval of a level is wide."""
    return _NORMAL.inv_cdf((1 + level) / 2)
