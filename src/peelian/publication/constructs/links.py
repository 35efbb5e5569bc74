"""What leads to the pages of ideas: a list of them, and lines on the page of a survey."""

from __future__ import annotations

from collections.abc import Iterable

from peelian.publication.constructs.told import told_constructs
from peelian.publication.constructs.words import headline_of
from peelian.publication.desk import Desk
from peelian.publication.panel import Panel
from peelian.publication.survey_text import SurveyText
from peelian.publication.table import Cell, Table


def ideas_panel(desk: Desk) -> Panel | None:
    """Return the ideas that have a page, each leading to it, or None where there is none.

    Parameters
    ----------
    desk
        The page's desk.
    """
    told = told_constructs(desk.reader)
    if not told:
        return None
    rows = tuple(
        (
            Cell(each.text.title, css="w long", href=desk.link(each.path)),
            Cell(each.text.about, css="w long"),
            Cell("; ".join(each.sources), css="w long"),
            Cell(headline_of(each).partition(": ")[2], css="w long"),
        )
        for each in told
    )
    heads = (("Idea", "w"), ("What it is", "w"), ("Asked about in", "w"), ("What came of it", "w"))
    return Panel(
        id="ideas",
        kicker="Across sources",
        title="Ideas asked about in several places",
        sentence="Theory names them; each is told by every question that is meant to measure it.",
        table=Table("Ideas", heads, rows),
        shown="open",
        tone="plain",
    )


def ideas_of(desk: Desk, survey: SurveyText) -> Iterable[tuple[str, str, str]]:
    """Yield the ideas that a survey asks about: title, path and what came of it across sources.

    Parameters
    ----------
    desk
        The page's desk.
    survey
        The survey.
    """
    for each in told_constructs(desk.reader):
        if any(item.item.source == survey.name for item in each.items):
            yield f"{each.text.title}, across sources", each.path, headline_of(each)
