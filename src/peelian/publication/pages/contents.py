"""Contents: every kind of page. A new page is one new file here and one new line in this list."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from peelian.publication.page import Promise
from peelian.publication.pages import (
    about,
    area,
    areas,
    briefings,
    catalogue,
    comparisons,
    construct,
    downloads,
    framework,
    gaming,
    home,
    loads,
    measure,
    measures,
    methods,
    performance,
    priority,
    quality,
    releases,
    revisions,
    source,
    stops,
    survey,
    survey_gaps,
    watchlist,
)
from peelian.publication.panels.maps import Outlines
from peelian.publication.reader import Reader

CONTENTS: tuple[Callable[[Reader, Outlines], Iterable[Promise]], ...] = (
    home.pages,
    performance.pages,
    measures.pages,
    measure.pages,
    framework.pages,
    priority.pages,
    areas.pages,
    area.pages,
    survey.pages,
    survey_gaps.pages,
    construct.pages,
    briefings.pages,
    stops.pages,
    comparisons.pages,
    watchlist.pages,
    gaming.pages,
    catalogue.pages,
    source.pages,
    quality.pages,
    loads.pages,
    revisions.pages,
    releases.pages,
    methods.pages,
    about.pages,
    downloads.pages,
)
"""In the order of the main menu."""
