"""Comparisons of areas as they are named and explained to a reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ComparisonKind = Literal["index", "contrast", "few areas", "similar areas"]


@dataclass(frozen=True, slots=True)
class ComparisonText:
    """One comparison of areas.

    Parameters
    ----------
    kind, id, title, about
        What sort it is, its name, its plain title and one or two plain sentences.
    level, within
        Level of the areas compared, and of those they lie in ("" where that plays no part).
    told_as
        Ids of the measures under which its findings are stored; no list of measures tells them.
    measures
        Ids of the measures it compares.
    parts
        Name and title of each variable of an index, or of each characteristic that areas are alike in.
    index
        The index that a contrast sorts areas by.
    priority_above
        For an index: areas over this are named as priorities; None for none.
    at_most, share_above, volume
        For few areas: an area is named when more than this share lies in so many of the areas inside it, and
        whether that is asked of the "lower half" by count or of "all".
    peers
        For similar areas: how many each is compared with.
    """

    kind: ComparisonKind
    id: str
    title: str
    about: str
    level: str
    within: str = ""
    told_as: frozenset[str] = frozenset()
    measures: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()
    index: str = ""
    priority_above: float | None = None
    at_most: int = 0
    share_above: float = 0.0
    volume: str = "all"
    peers: int = 0
