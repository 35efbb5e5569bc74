"""Surveys: how people come into them, what they are asked, their measures, and a page for each analysis."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.briefings.gathering import briefed_areas
from peelian.publication.constructs.links import ideas_of, ideas_panel
from peelian.publication.desk import Desk
from peelian.publication.page import Page, Promise, say_caveats_once
from peelian.publication.pages import briefings
from peelian.publication.panels.maps import Outlines
from peelian.publication.panels.parts import parts_panel
from peelian.publication.reader import Reader
from peelian.publication.survey_text import SurveyText
from peelian.publication.surveys.analysis_panel import analysis_panel, further_panels
from peelian.publication.surveys.gap_grid import gap_grids
from peelian.publication.surveys.gap_words import headline_of_gaps
from peelian.publication.surveys.home_panels import design_panel, questions_panel, waves_panel
from peelian.publication.surveys.led_to import analyses_panel, surveys_panel
from peelian.publication.surveys.open_state import say_open
from peelian.publication.surveys.paths import gaps_of, home_of, path_of
from peelian.publication.surveys.said_panel import said_panel

PATH = "survey/index.html"


def pages(reader: Reader, _outlines: Outlines) -> Iterable[Promise]:
    """Promise the list of surveys, the page of each, and the pages of their analyses."""
    if not reader.edition.surveys:
        return
    yield Promise(PATH, lambda: _list(reader))
    for survey in reader.edition.surveys:
        yield Promise(home_of(survey), partial(_home, reader, survey))
        for analysis in survey.analyses:
            yield Promise(path_of(survey, analysis), partial(_analysis, reader, survey, analysis))


def _list(reader: Reader) -> Page:
    surveys = reader.edition.surveys
    many, desk = len(surveys), Desk(reader, PATH)
    return Page(
        path=PATH,
        headline=f"{many} {'survey tells' if many == 1 else 'surveys tell'} what people say",
        section="surveys",
        overline="Surveys",
        stand_first="Who is asked, how they are chosen, what they are asked, and what comes of it.",
        crumbs=(("Overview", "index.html"),),
        panels=say_caveats_once([surveys_panel(desk, surveys), ideas_panel(desk)]),
    )


def _home(reader: Reader, survey: SurveyText) -> Page:
    path = home_of(survey)
    desk = Desk(reader, path)
    measures = [measure for measure in reader.measures if measure.source == survey.name]
    told = parts_panel(
        desk,
        measures,
        reader.top,
        name="measures",
        title="What people say",
        lines="drawn",
        strips="drawn",
    )
    return Page(
        path=path,
        headline=survey.title,
        section="surveys",
        overline=f"A {survey.form}",
        stand_first=survey.about,
        meta=say_open(reader, survey),
        crumbs=(("Overview", "index.html"), ("Surveys", PATH)),
        panels=say_caveats_once(
            [
                told,
                said_panel(desk, survey),
                analyses_panel(desk, survey, before=_further(desk, survey)),
                design_panel(survey),
                waves_panel(survey),
                questions_panel(survey),
            ]
        ),
    )


def _further(desk: Desk, survey: SurveyText) -> list[tuple[str, str, str]]:
    """Return the pages that tell of the answers as a whole beside the analyses: title, path and finding."""
    reader = desk.reader
    told = []
    if grids := gap_grids(desk, survey):
        told.append(("Gaps between groups", gaps_of(survey), headline_of_gaps(grids[0])))
    level = reader.levels[0] if reader.levels else ""
    own = (measure for measure in reader.measures if measure.source == survey.name)
    told_of = not survey.self_selected and bool(briefed_areas(reader))
    if told_of and any(level in reader.index.levels(measure.id) for measure in own):
        one = reader.words(level, several=False)
        told.append(
            (f"Briefings, {one} by {one}", briefings.PATH, f"What people of each {one} say, on one sheet")
        )
    return [*told, *ideas_of(desk, survey)]


def _analysis(reader: Reader, survey: SurveyText, analysis: AnalysisText) -> Page:
    path = path_of(survey, analysis)
    desk = Desk(reader, path)
    return Page(
        path=path,
        headline=analysis.headline or analysis.title,
        section="surveys",
        overline=analysis.title,
        stand_first=analysis.about,
        crumbs=(("Overview", "index.html"), ("Surveys", PATH), (survey.title, home_of(survey))),
        panels=say_caveats_once([analysis_panel(desk, analysis), *further_panels(desk, analysis)]),
    )
