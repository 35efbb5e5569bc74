"""An analysis of a survey as a panel: sentence, numbers with their intervals, and what they cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.charts.interval_dot import interval_dot
from peelian.publication.desk import Desk, month_words
from peelian.publication.panel import Panel
from peelian.publication.surveys.told import ToldRow, say_estimate, told_rows
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count

_CANNOT = "What causes what. People who differ in one thing differ in others too, and much was not asked."


def analysis_panel(desk: Desk, analysis: AnalysisText, *, name: str = "result") -> Panel | None:
    """Return an analysis as a panel, or None where none of its numbers may be told.

    Parameters
    ----------
    desk
        The page's desk.
    analysis
        The analysis.
    name
        Id of the panel.
    """
    told = told_rows(desk, analysis)
    if not told:
        return None
    found = [each.finding for each in told]
    period = found[0].period
    return Panel(
        id=name,
        kicker=f"Interviews of {period.words()} · data to {month_words(period.end)}",
        title=analysis.title,
        sentence=analysis.sentence,
        table=_table(analysis, told),
        shown="open",
        cannot_tell=_CANNOT,
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        notes=analysis.notes,
        tone="plain",
    )


def _table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    heads = (
        ("What", "w"),
        ("Of whom", "w"),
        ("Number", ""),
        ("95% interval", ""),
        ("", "d"),
        ("People", ""),
        ("What can be said", "w"),
    )
    scales = {
        kind: _ends([each for each in told if each.row.kind == kind]) for kind in {t.row.kind for t in told}
    }
    rows = []
    for each in told:
        row, finding = each.row, each.finding
        low, high = scales[row.kind]
        interval = (
            ""
            if finding.lower is None or finding.upper is None
            else f"{say_estimate(row.kind, finding.lower)} to {say_estimate(row.kind, finding.upper)}"
        )
        star = " ✱" if row.starred else ""
        rows.append(
            (
                Cell(row.name, css="w"),
                Cell(row.of, css="w"),
                Cell(say_estimate(row.kind, finding.value, state=finding.state) + star),
                Cell(interval),
                Cell("", css="d", drawn=interval_dot(finding, low=low, high=high)),
                Cell(say_count(finding.base or 0)),
                Cell(row.judgement, css="w"),
            )
        )
    return Table(analysis.title, heads, tuple(rows))


def _ends(told: Sequence[ToldRow]) -> tuple[float, float]:
    ends = [
        end
        for each in told
        for end in (each.finding.value, each.finding.lower, each.finding.upper)
        if end is not None
    ]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    return (low, high) if high > low else (low - 1, high + 1)
