"""Two groups compared: the two shares of each comparison, their gap, and the gap with the mix made alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.surveys.told import ToldRow


@dataclass(frozen=True, slots=True)
class Pair:
    """One comparison.

    Parameters
    ----------
    name
        What is compared: an outcome, or for several groups the group.
    first, other
        The shares of the two groups; None where one is not told.
    gap, adjusted
        The gap, and the gap with the mix of people made alike; None where there is none.
    """

    name: str
    first: ToldRow | None
    other: ToldRow | None
    gap: ToldRow | None
    adjusted: ToldRow | None


def pairs_of(analysis: AnalysisText, told: Sequence[ToldRow]) -> tuple[Pair, ...]:
    """Return the comparisons of an analysis in its order: a share, that of the others, then gaps.

    Parameters
    ----------
    analysis
        A comparison of two groups over outcomes, or of several groups over one outcome.
    told
        Its numbers.
    """
    made: list[Pair] = []
    shares: list[ToldRow] = []
    for each in told:
        kind = each.row.kind
        if kind == "share":
            shares.append(each)
            continue
        if kind == "gap":
            first = shares[-2] if len(shares) > 1 else None
            other = shares[-1] if shares else None
            name = each.row.of if analysis.kind == "subgroups" else each.row.name
            made.append(Pair(name, first, other, each, None))
            shares = []
        elif kind == "adjusted gap" and made:
            last = made[-1]
            made[-1] = Pair(last.name, last.first, last.other, last.gap, each)
    return tuple(made)
