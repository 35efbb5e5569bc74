"""Levels of area that the same rows belong to: what a row tells is worked out once for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.catalogue.source import Source
from peelian.reference.area import AreaLevel


def alike_levels(levels: Sequence[AreaLevel], source: Source) -> list[list[AreaLevel]]:
    """Return levels of area, those together that the same rows belong to, in the order of the first of each.

    Parameters
    ----------
    levels
        Levels of `source.areas`.
    source
        The source, which says which rows belong to a level.
    """
    found: dict[str, list[AreaLevel]] = {}
    for level in levels:
        found.setdefault(repr(sorted(source.areas[level].rows.items())), []).append(level)
    return list(found.values())
