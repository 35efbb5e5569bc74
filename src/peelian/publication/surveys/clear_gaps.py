"""Which gaps of a table are clear when all of its comparisons are counted together."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist

from peelian.findings.finding import Finding
from peelian.statistics.false_discovery import adjust_for_false_discovery


def clear_gaps(gaps: Mapping[tuple[str, str], Finding]) -> frozenset[tuple[str, str]]:
    """Return the keys of gaps that chance does not explain, with all gaps counted together.

    A gap is clear where its own interval leaves out nought and where its p value, adjusted for all gaps of
    the table by the false discovery rate (Benjamini and Hochberg, J. R. Statist. Soc. B 57, 1995), is no
    larger than its level allows. The p value is read from the interval, as of a normal distribution.

    Parameters
    ----------
    gaps
        The gaps of one table.
    """
    keys = [key for key, gap in gaps.items() if _told(gap)]
    adjusted = adjust_for_false_discovery([_p(gaps[key]) for key in keys])
    return frozenset(
        key
        for key, p in zip(keys, adjusted, strict=True)
        if p <= 1 - gaps[key].level and not (gaps[key].lower or 0.0) <= 0 <= (gaps[key].upper or 0.0)
    )


def _told(gap: Finding) -> bool:
    return gap.value is not None and gap.lower is not None and gap.upper is not None


def _p(gap: Finding) -> float:
    wide = (gap.upper or 0.0) - (gap.lower or 0.0)
    value = gap.value or 0.0
    if wide <= 0:
        return 0.0 if value else 1.0
    normal = NormalDist()
    return 2 * (1 - normal.cdf(abs(value) / (wide / 2 / normal.inv_cdf((1 + gap.level) / 2))))
