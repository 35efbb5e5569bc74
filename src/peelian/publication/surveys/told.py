"""The numbers of an analysis, found among the findings."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.findings.finding import Finding
from peelian.publication.analysis_text import AnalysisRow, AnalysisText
from peelian.publication.desk import Desk


@dataclass(frozen=True, slots=True)
class ToldRow:
    """One number of an analysis with what is said of it.

    Parameters
    ----------
    row
        What is said of it.
    finding
        The number.
    """

    row: AnalysisRow
    finding: Finding


def told_rows(desk: Desk, analysis: AnalysisText) -> tuple[ToldRow, ...]:
    """Return the numbers of an analysis that may be told, in its order.

    Parameters
    ----------
    desk
        The page's desk.
    analysis
        The analysis.
    """
    index, top = desk.reader.index, desk.reader.top.code
    made = []
    for row in analysis.rows:
        found = index.series(analysis.id, top, "span", group=row.group, last=1)
        made += [ToldRow(row, found[0])] if found else []
    return tuple(made)
