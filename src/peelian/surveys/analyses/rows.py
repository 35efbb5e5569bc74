"""Rows of a result made from shares and from differences."""

from __future__ import annotations

from peelian.statistics.survey.difference import SurveyDifference
from peelian.statistics.survey.share import SurveyShare
from peelian.surveys.analyses.result import Row, RowKind
from peelian.surveys.file_estimate import number_or_none


def share_row(name: str, group: str, *, of: SurveyShare, at: int) -> Row:
    """Return the row of one share.

    Parameters
    ----------
    name, group
        What it is about, and of whom.
    of, at
        Shares, and which of them.
    """
    return Row(
        name,
        group,
        "share",
        number_or_none(of.share[at]),
        number_or_none(of.lower[at]),
        number_or_none(of.upper[at]),
        int(of.base[at]),
        number_or_none(of.base_effective[at]),
    )


def difference_row(
    name: str, group: str, *, kind: RowKind, of: SurveyDifference, at: int, base: int, judgement: str = ""
) -> Row:
    """Return the row of one difference.

    Parameters
    ----------
    name, group, kind
        What it is about, of whom, and what sort of number.
    of, at
        Differences, and which of them.
    base
        People behind it.
    judgement
        What may be said of it.
    """
    return Row(
        name,
        group,
        kind,
        number_or_none(of.difference[at]),
        number_or_none(of.lower[at]),
        number_or_none(of.upper[at]),
        base,
        p=number_or_none(of.p[at]),
        judgement=judgement,
    )
