"""The numbers of an analysis one under another, each with its interval and its base."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.charts.interval_dot import interval_dot
from peelian.publication.no_margin import has_no_margin
from peelian.publication.surveys.printed import say_between, say_estimate
from peelian.publication.surveys.told import ToldRow
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count

_CALLED = {
    "share": "share",
    "share of people": "share of people",
    "gap": "gap",
    "adjusted gap": "gap, mix alike",
    "points": "points",
    "change": "change",
    "odds ratio": "odds ratio",
    "ratio of odds ratios": "ratio of odds ratios",
    "importance": "importance",
    "correlation": "correlation",
    "alpha": "alpha",
}


def plain_table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    """Return the numbers of an analysis as they stand; where none has a margin, without room for one.

    Parameters
    ----------
    analysis
        The analysis.
    told
        Its numbers.
    """
    margins = not all(has_no_margin(each.finding) for each in told)
    several = len({each.row.kind for each in told}) > 1
    heads = [("What", "w"), ("Of whom", "w"), ("Number", "")]
    heads += [("Sort", "w")] if several else []
    heads += [("95% interval", ""), ("", "d")] if margins else []
    heads += [("People", ""), ("What can be said", "w")]
    scales = {kind: _ends(told, kind) for kind in {each.row.kind for each in told}}
    rows = []
    for each in told:
        row, finding = each.row, each.finding
        low, high = scales[row.kind]
        cells = [Cell(row.name[:1].upper() + row.name[1:], css="w"), Cell(row.of, css="w")]
        star = " ✱" if row.starred else ""
        cells += [Cell(say_estimate(row.kind, finding.value, state=finding.state) + star)]
        cells += [Cell(_CALLED.get(row.kind, row.kind), css="w")] if several else []
        if margins:
            dot = interval_dot(finding, low=low, high=high)
            cells += [Cell(say_between(row.kind, finding)), Cell("", css="d", drawn=dot)]
        cells += [Cell(say_count(finding.base or 0)), Cell(row.judgement.replace("*", ""), css="w")]
        rows.append(tuple(cells))
    table = Table(analysis.title, tuple(heads), tuple(rows))
    return table if margins else table.without_empty("What can be said")


def _ends(told: Sequence[ToldRow], kind: str) -> tuple[float, float]:
    ends = [
        end
        for each in told
        if each.row.kind == kind
        for end in (each.finding.value, each.finding.lower, each.finding.upper)
        if end is not None
    ]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return (low, high) if high > low else (low - 1, high + 1)
