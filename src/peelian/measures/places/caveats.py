"""Caveats of comparisons: limits that come from how an index is made, and travel to whatever uses it."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.place_index import PlaceIndex


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


def index_caveats(index: PlaceIndex) -> tuple[str, ...]:
    """Return the keys of the caveats that every finding of an index carries, and whatever is made with it."""
    counted = any(each.measure for variable in index.variables for each in variable.inputs)
    return (_circular(index),) if counted else ()


def comparison_caveats(comparisons: Comparisons) -> tuple[ComparisonCaveat, ...]:
    """Return the texts of every caveat that findings of comparisons may carry."""
    return tuple(_text(index) for index in comparisons.indices if index_caveats(index))


def _circular(index: PlaceIndex) -> str:
    return f"{index.index}.contains-crime"


def _text(index: PlaceIndex) -> ComparisonCaveat:
    counted = [v.title for v in index.variables if any(each.measure for each in v.inputs)]
    named = [title[:1].lower() + title[1:] for title in counted]
    told = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
    return ComparisonCaveat(
        _circular(index),
        f"{index.title} counts {told} among its variables. Comparing it with crime is in part comparing "
        "crime with itself.",
        "read with care",
        "warn",
        "See how the comparison stands with those variables left out.",
    )
