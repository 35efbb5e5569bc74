"""Small areas: numbers of small areas put together to those of the larger areas that they make up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.vintage import Vintage
from peelian.measures.population_rows import Behind, look_behind, parts_of_areas
from peelian.measures.residents import Population

Rows = Callable[[str], AbstractContextManager[Any]]

_LOOKUP, _LEVEL = "area_lookup", "lsoa"


@dataclass(frozen=True, slots=True)
class SmallAreas:
    """Which small areas make up the larger ones.

    Parameters
    ----------
    parts
        Code of a larger area -> codes of its small areas, of the newest edition.
    before
        Code of a small area -> codes of the earlier edition that it was made from, where they differ.
    shared
        Codes of the earlier edition that were split over several small areas.
    behind
        What stands behind the lookup.
    level
        Level of the small areas.
    """

    parts: Mapping[str, Sequence[str]]
    before: Mapping[str, Sequence[str]]
    shared: frozenset[str]
    behind: Behind
    level: str = _LEVEL

    def gather(
        self,
        numbers: Mapping[str, float],
        *,
        added: bool,
        residents: Mapping[tuple[str, str], Population],
    ) -> dict[str, float]:
        """Return the number of each larger area all of whose parts have one.

        Counts are added up. Levels are averaged over the people who live in the parts, and an area is left
        out where those are not known. A small area that the numbers know by an earlier code takes what that
        had: for a level the mean of the earlier areas, for a count their sum, unless one of them was split,
        because nobody knows how its count divides.

        Parameters
        ----------
        numbers
            Code of a small area -> its number.
        added
            Whether the numbers are counts.
        residents
            Residents by (level, code).
        """
        made: dict[str, float] = {}
        for area, parts in self.parts.items():
            values = [self._number(part, numbers, added=added) for part in parts]
            known = [value for value in values if value is not None]
            if len(known) < len(values):
                continue
            if added:
                made[area] = sum(known)
                continue
            people = [residents.get((self.level, part)) for part in parts]
            weights: list[float] = [each.residents for each in people if each is not None]
            if len(weights) == len(known) and any(weights):
                made[area] = float(np.average(known, weights=weights))
        return made

    def _number(self, code: str, numbers: Mapping[str, float], *, added: bool) -> float | None:
        if code in numbers:
            return numbers[code]
        earlier = self.before.get(code, ())
        if not earlier or any(each not in numbers for each in earlier):
            return None
        total = sum(numbers[each] for each in earlier)
        if not added:
            return total / len(earlier)
        return None if self.shared.intersection(earlier) else total


def read_small_areas(
    rows: Rows, catalogue: Catalogue, vintages: Mapping[str, Sequence[Vintage]], *, level: str
) -> SmallAreas:
    """Return which small areas make up the areas of a level; none where no lookup is loaded.

    Parameters
    ----------
    rows
        Opens the current rows of a source.
    catalogue, vintages
        The described sources, and the published vintages of each.
    level
        Level of the larger areas.
    """
    if _LOOKUP not in catalogue.sources:
        return SmallAreas({}, {}, frozenset(), Behind((), ()))
    with rows(_LOOKUP) as frame:
        parts = {} if frame is None else parts_of_areas(frame, level=level)
        before = {} if frame is None else _before(frame)
    times = Counter(each for earlier in before.values() for each in earlier)
    shared = frozenset(code for code, many in times.items() if many > 1)
    behind = look_behind(
        catalogue,
        vintages,
        _LOOKUP,
        fields=frozenset({"child", "parent"}),
        values={"parent_level": frozenset({level, _LEVEL})},
    )
    return SmallAreas(parts, before, shared, behind)


def _before(frame: Any) -> dict[str, list[str]]:
    """Return the earlier codes of every small area whose code is new."""
    pairs = (
        nw.from_native(frame)
        .lazy()
        .filter(nw.col("child_level") == _LEVEL, nw.col("parent_level") == _LEVEL)
        .select("child", "parent")
        .unique()
        .sort("parent", "child")
        .collect()
        .to_arrow()
        .to_pylist()
    )
    found: dict[str, list[str]] = {}
    for row in pairs:
        if row["child"] != row["parent"]:
            found.setdefault(str(row["parent"]), []).append(str(row["child"]))
    return found
