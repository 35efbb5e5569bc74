"""Comparisons: every index, contrast, question of few areas and set of similar areas in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from peelian.measures.places.contrast import Contrast
from peelian.measures.places.few_areas import FewAreas
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.similar_areas import SimilarAreas
from peelian.measures.places.variable import AreaTable, Variable
from peelian.reference.area import AreaLevel


@dataclass(frozen=True, slots=True)
class Comparisons:
    """Comparisons of areas, checked.

    Parameters
    ----------
    indices, contrasts, few_areas, similar
        The definitions.
    """

    indices: tuple[PlaceIndex, ...] = ()
    contrasts: tuple[Contrast, ...] = ()
    few_areas: tuple[FewAreas, ...] = ()
    similar: tuple[SimilarAreas, ...] = ()

    def variables(self) -> Iterator[tuple[AreaLevel, Variable]]:
        """Yield every variable and characteristic with the level of the areas it describes."""
        for index in self.indices:
            yield from ((index.level, each) for each in index.variables)
        for similar in self.similar:
            yield from ((similar.level, each) for each in similar.characteristics)

    def tables(self) -> dict[tuple[AreaTable, AreaLevel, bool], None]:
        """Return the tables of areas that are read: table, level, and whether its parts are added up."""
        found: dict[tuple[AreaTable, AreaLevel, bool], None] = {}
        for level, variable in self.variables():
            for each in variable.inputs:
                if (table := each.table()) is not None:
                    found[table, level, each.per is not None] = None
                if isinstance(each.per, AreaTable):
                    found[each.per, level, True] = None
        return found

    def sources(self) -> tuple[str, ...]:
        """Return the names of the sources that those tables are of."""
        return tuple(sorted({table.source for table, _, _ in self.tables()}))

    def told_as(self) -> frozenset[str]:
        """Return the ids of every measure under which the comparisons are told."""
        names = {f"{index.index}{part}" for index in self.indices for part in INDEX_PARTS}
        for contrast in self.contrasts:
            names |= {f"{contrast.contrast}_{m}{part}" for m in contrast.measures for part in CONTRAST_PARTS}
        for few in self.few_areas:
            names |= {f"{few.few_areas}_{m}{part}" for m in few.measures for part in FEW_PARTS}
        for similar in self.similar:
            names.add(f"{similar.similar_areas}_distance")
            names |= {
                f"{similar.similar_areas}_{m}{part}" for m in similar.measures for part in SIMILAR_PARTS
            }
        return frozenset(names)


INDEX_PARTS = ("", "_variable", "_without", "_tenth", "_weight", "_stays", "_measured", "_reference")
"""Endings of the ids under which an index is told."""
CONTRAST_PARTS = ("", "_mean", "_per_resident")
"""Endings of the ids under which a contrast of one measure is told."""
FEW_PARTS = ("", "_part", "_fewest", "_named", "_places")
"""Endings of the ids under which few areas are told for one measure."""
SIMILAR_PARTS = ("", "_rate")
"""Endings of the ids under which similar areas are told for one measure."""
