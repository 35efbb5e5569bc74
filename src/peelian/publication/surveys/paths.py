"""Where the pages about surveys lie."""

from __future__ import annotations

from peelian.publication.analysis_text import AnalysisText
from peelian.publication.paths import slug
from peelian.publication.survey_text import SurveyText


def home_of(survey: SurveyText) -> str:
    """Return the path of a survey's own page."""
    return f"survey/{slug(survey.name)}.html"


def path_of(survey: SurveyText, analysis: AnalysisText) -> str:
    """Return the path of the page of an analysis."""
    return f"survey/{slug(survey.name)}/{slug(analysis.name)}.html"


def gaps_of(survey: SurveyText) -> str:
    """Return the path of the page about gaps of groups from everyone."""
    return f"survey/{slug(survey.name)}/gaps.html"
