"""Telling publication of the comparisons of areas: how each is named, and where its findings are."""

from __future__ import annotations

from peelian.measures.places.comparisons import Comparisons
from peelian.publication.comparison_text import ComparisonText


def comparison_texts(comparisons: Comparisons) -> tuple[ComparisonText, ...]:
    """Return every comparison of areas as a reader meets it: indices, contrasts, few areas, areas alike."""
    levels = {index.index: index.level for index in comparisons.indices}
    indices = (
        ComparisonText(
            "index",
            each.index,
            each.title,
            each.about,
            each.level,
            told_as=Comparisons(indices=(each,)).told_as(),
            parts=tuple((variable.variable, variable.title) for variable in each.variables),
            priority_above=each.priority_above,
        )
        for each in comparisons.indices
    )
    contrasts = (
        ComparisonText(
            "contrast",
            each.contrast,
            each.title,
            each.about,
            levels[each.index],
            told_as=Comparisons(contrasts=(each,)).told_as(),
            measures=each.measures,
            index=each.index,
        )
        for each in comparisons.contrasts
    )
    few = (
        ComparisonText(
            "few areas",
            each.few_areas,
            each.title,
            each.about,
            each.level,
            each.within,
            told_as=Comparisons(few_areas=(each,)).told_as(),
            measures=each.measures,
            at_most=each.at_most,
            share_above=each.share_above,
            volume=each.volume,
        )
        for each in comparisons.few_areas
    )
    similar = (
        ComparisonText(
            "similar areas",
            each.similar_areas,
            each.title,
            each.about,
            each.level,
            told_as=Comparisons(similar=(each,)).told_as(),
            measures=each.measures,
            parts=tuple((one.variable, one.title) for one in each.characteristics),
            peers=each.peers,
        )
        for each in comparisons.similar
    )
    return (*indices, *contrasts, *few, *similar)
