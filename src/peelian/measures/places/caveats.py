"""Caveats of comparisons: limits that come from how an index is made, and travel to whatever uses it."""

from __future__ import annotations

from peelian.findings.derived_caveat import DerivedCaveat
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.similar_areas import SimilarAreas


def caveats_of(asked: PlaceIndex | SimilarAreas) -> tuple[str, ...]:
    """Return the keys of the caveats that every finding of a comparison carries, and whatever uses it."""
    if isinstance(asked, SimilarAreas):
        return (f"{asked.similar_areas}.alike-in",)
    counted = any(each.measure for variable in asked.variables for each in variable.inputs)
    return (f"{asked.index}.contains-crime",) if counted else ()


def comparison_caveats(comparisons: Comparisons) -> tuple[DerivedCaveat, ...]:
    """Return the texts of every caveat that findings of comparisons may carry."""
    indices = (_text(index) for index in comparisons.indices if caveats_of(index))
    return (*indices, *(_alike(similar) for similar in comparisons.similar))


def _alike(similar: SimilarAreas) -> DerivedCaveat:
    listed = ", ".join(_small(each.title) for each in similar.characteristics)
    return DerivedCaveat(
        caveats_of(similar)[0],
        f"Which areas are alike was worked out from {len(similar.characteristics)} characteristics and from "
        f"nothing else: {listed}. Their own limits are told where the groups are.",
        "read with care",
        "note",
        "Other characteristics would give other groups.",
    )


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _text(index: PlaceIndex) -> DerivedCaveat:
    counted = [v.title for v in index.variables if any(each.measure for each in v.inputs)]
    named = [_small(title) for title in counted]
    told = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    return DerivedCaveat(
        caveats_of(index)[0],
        f"{index.title} counts {told} among its variables. Comparing it with crime is in part comparing "
        "crime with itself.",
        "read with care",
        "warn",
        "See how the comparison stands with those variables left out.",
    )
