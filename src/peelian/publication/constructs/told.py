"""What is told of an idea: the newest finding of each question, and scales of its items, found by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.analysis_text import AnalysisText
from peelian.publication.construct_text import ConstructItemText, ConstructText
from peelian.publication.paths import slug
from peelian.publication.reader import Reader
from peelian.publication.survey_text import SurveyText

Way = Literal["more", "less", "no clear change", "not comparable", ""]


@dataclass(frozen=True, slots=True)
class ToldItem:
    """A question or measure of an idea with its newest finding.

    Parameters
    ----------
    item
        The question or measure.
    finding
        Its newest finding of the whole force area; None where there is none.
    way
        Whether there is clearly more or less of the idea than before; "" where nothing is compared.
    """

    item: ConstructItemText
    finding: Finding | None
    way: Way


@dataclass(frozen=True, slots=True)
class ToldConstruct:
    """An idea with all that is told of it.

    Parameters
    ----------
    text
        The idea.
    items
        Its questions and measures, in the order of the definition.
    scales
        The surveys whose items of it make a scale, each with what came of that.
    """

    text: ConstructText
    items: tuple[ToldItem, ...]
    scales: tuple[tuple[SurveyText, AnalysisText], ...]

    @property
    def path(self) -> str:
        """File of its page, from the top folder of the site."""
        return f"construct/{slug(self.text.name)}.html"

    @property
    def sources(self) -> tuple[str, ...]:
        """Titles of the sources that something is told of, each once."""
        scaled = {survey.name for survey, _ in self.scales}
        return tuple(
            dict.fromkeys(
                each.item.title
                for each in self.items
                if each.finding is not None or each.item.source in scaled
            )
        )


def told_constructs(reader: Reader) -> tuple[ToldConstruct, ...]:
    """Return the ideas of which something is told from two sources or more; only these have a page.

    Parameters
    ----------
    reader
        The edition.
    """
    told = (_told(reader, text) for text in reader.edition.constructs)
    return tuple(each for each in told if len(each.sources) > 1)


def _told(reader: Reader, text: ConstructText) -> ToldConstruct:
    items = []
    for item in text.items:
        measure = reader.measure(item.measure) if item.measure else None
        finding = None if measure is None else reader.now(measure, reader.top)
        items.append(ToldItem(item, finding, _way(item, finding)))
    named = {item.source for item in text.items}
    scales = [
        (survey, analysis)
        for survey in reader.edition.surveys
        for analysis in survey.analyses
        if survey.name in named and analysis.name == f"scale_{text.name}"
    ]
    return ToldConstruct(text, tuple(items), tuple(scales))


def _way(item: ConstructItemText, finding: Finding | None) -> Way:
    if finding is None or finding.change is None or finding.value is None:
        return ""
    judgement = finding.change.judgement
    if finding.state == "not comparable" or judgement == "not comparable":
        return "not comparable"
    if judgement == "no clear change":
        return judgement
    return "more" if (judgement == "rise") != item.turned else "less"
