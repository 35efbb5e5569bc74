"""Similar areas as an analyst writes it: what areas are alike in, and what is compared among those alike."""

from __future__ import annotations

from pydantic import Field as Key

from peelian.definitions.model import Definition
from peelian.measures.places.variable import NAME, Variable
from peelian.reference.area import AreaLevel


class SimilarAreas(Definition):
    """The areas most like each area, and how its rates stand beside theirs.

    Parameters
    ----------
    similar_areas, title, about
        Written "similar areas": the name. Plain title and one or two plain sentences.
    level
        Level of the areas.
    characteristics
        What areas are alike in. An area that lacks one has no group.
    peers
        How many areas each is compared with.
    measures
        Ids of the measures compared, each by its rate of twelve months.
    fewest_residents
        Written "fewest residents": areas with fewer are left out.
    """

    similar_areas: str = Key(pattern=NAME, alias="similar areas")
    title: str
    about: str = ""
    level: AreaLevel = "borough"
    characteristics: tuple[Variable, ...] = Key(min_length=2)
    peers: int = Key(default=5, ge=2, le=20)
    measures: tuple[str, ...] = Key(min_length=1)
    fewest_residents: int = Key(default=1_000, ge=1, alias="fewest residents")
