"""An analysis of a survey as a panel: sentence, drawing, numbers with intervals, what they leave open."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.desk import Desk, month_words
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.surveys.change_tables import kinds_table, parts_table
from peelian.publication.surveys.drawings import draw_analysis
from peelian.publication.surveys.driver_table import driver_table, tied_table
from peelian.publication.surveys.element_table import element_table
from peelian.publication.surveys.pair_table import pair_table
from peelian.publication.surveys.plain_table import plain_table
from peelian.publication.surveys.told import ToldRow, told_rows
from peelian.publication.table import Table

_CANNOT = "What causes what. People who differ in one thing differ in others too, and much was not asked."
_KINDS = (
    "What each kind of case gives to the change: by becoming more or less common, and by faring otherwise "
    "than before. Kinds with few people have wide margins and are mostly not clear alone."
)
_STAR = "✱ stands out with all comparisons of the table counted together (false discovery rate of 5%)."
_TIED = (
    "Correlations, from −1 to 1: those that go closely together cannot be told apart well, and share their "
    "importance."
)
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
    numbers = [each for each in told if each.row.kind != "correlation"] or told
    found = [each.finding for each in told]
    period = found[0].period
    return Panel(
        id=name,
        kicker=f"Interviews of {period.words()} · data to {month_words(period.end)}",
        title="What was found",
        sentence=analysis.sentence,
        table=_table(analysis, numbers),
        chart=draw_analysis(analysis, told, name=name, title=desk.say_title(analysis.title)),
        shown="open",
        cannot_tell=_ALONE.get(analysis.kind, _CANNOT),
        caveats=desk.reader.caveats(found),
        provenance=desk.provenance(found),
        downloads=(desk.download(name, found),),
        notes=(
            *analysis.notes,
            *(
                (f"{WHY_NO_MARGIN}: the numbers are of those who answered.",)
                if has_no_margin(found[0])
                else ()
            ),
            *((_STAR,) if any(each.row.starred for each in told) else ()),
        ),
        tone="plain",
    )


def further_panels(desk: Desk, analysis: AnalysisText) -> tuple[Panel, ...]:
    """Return what more of an analysis is told apart: kinds of case of a change, correlations of drivers.

    Parameters
    ----------
    desk
        The page's desk.
    analysis
        The analysis.
    """
    told = told_rows(desk, analysis)
    if analysis.kind == "decomposition":
        title, sentence, table = "Kind by kind", _KINDS, kinds_table(analysis, told)
    elif analysis.kind == "drivers":
        title, sentence, table = "How they go together", _TIED, tied_table(analysis, told)
    else:
        return ()
    if not table.rows:
        return ()
    found = [each.finding for each in told]
    return (
        Panel(
            id="further",
            kicker=f"Interviews of {found[0].period.words()} · data to {month_words(found[0].period.end)}",
            title=title,
            sentence=sentence,
            table=table,
            shown="open",
            cannot_tell=_ALONE.get(analysis.kind, _CANNOT),
            caveats=desk.reader.caveats(found),
            provenance=desk.provenance(found),
            downloads=(desk.download("further", found),),
            tone="plain",
        ),
    )


def _table(analysis: AnalysisText, told: Sequence[ToldRow]) -> Table:
    if analysis.kind == "drivers":
        return driver_table(analysis, told)
    if analysis.kind in ("comparison", "subgroups"):
        return pair_table(analysis, told)
    if analysis.kind == "elements":
        return element_table(analysis, told)
    if analysis.kind == "decomposition":
        return parts_table(analysis, told)
    return plain_table(analysis, told)
