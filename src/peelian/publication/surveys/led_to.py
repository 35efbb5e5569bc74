"""Lists that lead on: the surveys, and the analyses of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.publication.desk import Desk
from peelian.publication.panel import Panel
from peelian.publication.survey_text import SurveyText
from peelian.publication.surveys.paths import home_of, path_of
from peelian.publication.table import Cell, Table
from peelian.reference.unit import say_count


def surveys_panel(desk: Desk, surveys: Sequence[SurveyText]) -> Panel:
    """Return the surveys, each leading to its page.

    Parameters
    ----------
    desk
        The page's desk.
    surveys
        The surveys.
    """
    heads = (("Survey", "w"), ("Stands for", "w"), ("How people come into it", "w"), ("Interviews", ""))
    rows = tuple(
        (
            Cell(survey.title, css="w long", href=desk.link(home_of(survey))),
            Cell(survey.of, css="w long"),
            Cell(survey.kind, css="w"),
            Cell(_held(survey)),
        )
        for survey in surveys
    )
    return Panel(
        id="surveys",
        kicker="Who is asked",
        title="The surveys",
        sentence=(
            "Each is told with the margin of error that it can bear, and with none where nobody was "
            "drawn by chance."
        ),
        table=Table("Surveys", heads, rows),
        shown="open",
        tone="plain",
    )


def analyses_panel(
    desk: Desk, survey: SurveyText, *, before: Sequence[tuple[str, str, str]] = ()
) -> Panel | None:
    """Return the analyses of a survey with what each came to, and those that could not be made, or None.

    Parameters
    ----------
    desk
        The page's desk.
    survey
        The survey.
    before
        Title, path and finding of what else is told of the answers as a whole.
    """
    if not survey.analyses and not survey.not_made and not before:
        return None
    rows = [
        (Cell(title, css="w long", href=desk.link(path)), Cell(says, css="w long"))
        for title, path, says in before
    ]
    rows += [
        (
            Cell(analysis.title, css="w long", href=desk.link(path_of(survey, analysis))),
            Cell(analysis.headline or analysis.sentence, css="w long"),
        )
        for analysis in survey.analyses
    ]
    rows += [
        (Cell(title, css="w long"), Cell(f"Not made: {why}.", css="w long")) for title, why in survey.not_made
    ]
    many = len(survey.analyses) + len(before)
    return Panel(
        id="analyses",
        kicker="What else is made of the answers",
        title="What goes with what",
        sentence=f"{many} {'question is' if many == 1 else 'questions are'} put to the answers as a whole.",
        table=Table("Analyses", (("Question", "w"), ("What came of it", "w")), tuple(rows)),
        shown="open",
        tone="plain",
    )


def _held(survey: SurveyText) -> str:
    held = [wave.held for wave in survey.waves if wave.held is not None]
    return say_count(sum(held)) if held else "–"
