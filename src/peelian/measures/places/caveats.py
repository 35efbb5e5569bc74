"""Caveats of comparisons: limits that come from how an index is made, and travel to whatever uses it."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.similar_areas import SimilarAreas


@dataclass(frozen=True, slots=True)
class ComparisonCaveat:
    """A limit of findings that comes from a comparison and not from a source.

    Parameters
    ----------
    key
        As findings carry it.
    says, effect, severity, advice
        The statement, what it does to the number, how grave it is and what to do about it.
    """

    key: str
    says: str
    effect: str
    severity: str
    advice: str


def caveats_of(asked: PlaceIndex | SimilarAreas) -> tuple[str, ...]:
    """Return the keys of the caveats that every finding of a comparison carries, and whatever uses it."""
    if isinstance(asked, SimilarAreas):
        return (f"{asked.similar_areas}.alike-in",)
    counted = any(each.measure for variable in asked.variables for each in variable.inputs)
    return (f"{asked.index}.contains-crime",) if counted else ()


def comparison_caveats(comparisons: Comparisons) -> tuple[ComparisonCaveat, ...]:
    """Return the texts of every caveat that findings of comparisons may carry."""
    indices = (_text(index) for index in comparisons.indices if caveats_of(index))
    return (*indices, *(_alike(similar) for similar in comparisons.similar))


def _alike(similar: SimilarAreas) -> ComparisonCaveat:
    listed = ", ".join(_small(each.title) for each in similar.characteristics)
    return ComparisonCaveat(
        caveats_of(similar)[0],
        f"Which areas are alike was worked out from {len(similar.characteristics)} characteristics and from "
        f"nothing else: {listed}. Their own limits are told where the groups are.",
        "read with care",
        "note",
        "Other characteristics would give other groups.",
    )


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _text(index: PlaceIndex) -> ComparisonCaveat:
    counted = [v.title for v in index.variables if any(each.measure for each in v.inputs)]
    named = [_small(title) for title in counted]
    told = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    return ComparisonCaveat(
        caveats_of(index)[0],
        f"{index.title} counts {told} among its variables. Comparing it with crime is in part comparing "
        "crime with itself.",
        "read with care",
        "warn",
        "See how the comparison stands with those variables left out.",
    )
