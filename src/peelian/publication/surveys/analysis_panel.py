"""An analysis of a survey as a panel: sentence, drawing, numbers with intervals, what they leave open."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.desk import Desk, month_words
from peelian.publication.panel import Panel
from peelian.publication.surveys.drawings import draw_analysis
from peelian.publication.surveys.driver_table import driver_table
from peelian.publication.surveys.pair_table import pair_table
from peelian.publication.surveys.plain_table import plain_table
from peelian.publication.surveys.told import ToldRow, told_rows
from peelian.publication.table import Table

_CANNOT = "What causes what. People who differ in one thing differ in others too, and much was not asked."
_ALONE = {
    "reliability": "Whether the items measure what their name says; only whether they go together.",
    "themes": "What those think who wrote nothing.",
    "who answered": "How those think who did not answer.",
    "journey": "Why a stage stands where it does, or which would be the best to mend first.",
    "change of course": "What brought the change. Many things happen in the same months.",
}


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
        title="What was found",
        sentence=analysis.sentence,
        table=_table(analysis, told),
        chart=draw_analysis(analysis, told, name=name, title=desk.say_title(analysis.title)),
        shown="open",
        cannot_tell=_ALONE.get(analysis.kind, _CANNOT),
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        notes=analysis.notes,
        tone="plain",
    )


def _table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    if analysis.kind == "drivers":
        return driver_table(analysis, told)
    if analysis.kind in ("comparison", "subgroups"):
        return pair_table(analysis, told)
    return plain_table(analysis, told)
