"""Few areas as an analyst writes it: which areas are driven by one or two of those inside them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.definitions.model import Definition
from peelian.measures.places.variable import NAME
from peelian.reference.area import AreaLevel


class FewAreas(Definition):
    """How much of what an area records lies in one or two of the smaller areas inside it.

    Parameters
    ----------
    few_areas, title, about
        Written "few areas": the name. Plain title and one or two plain sentences.
    measures
        Ids of the measures looked at, each by its count of twelve months.
    level, within
        Level of the smaller areas, and of the areas that they lie in.
    at_most, share_above
        Written "at most" and "share above": an area is named when more than this share lies in at most so
        many of the smaller areas.
    volume
        Which areas may be named: those in the "lower half" by their count, or "all".
    fewest
        Areas that count fewer are of low reliability, and not named.
    """

    few_areas: str = Key(pattern=NAME, alias="few areas")
    title: str
    about: str = ""
    measures: tuple[str, ...] = Key(min_length=1)
    level: AreaLevel = "ward"
    within: AreaLevel = "borough"
    at_most: int = Key(default=2, ge=1, le=5, alias="at most")
    share_above: float = Key(default=0.4, gt=0, lt=1, alias="share above")
    volume: Literal["lower half", "all"] = "lower half"
    fewest: int = Key(default=30, ge=1)
