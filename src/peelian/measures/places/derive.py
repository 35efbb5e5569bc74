"""Deriving comparisons of areas: from findings as they are published to more findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from peelian.findings.finding import Finding
from peelian.findings.lay_flat import lay_flat
from peelian.measures.places.area_numbers import Places
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.known_variables import VariableReader
from peelian.measures.places.place_index import PlaceIndex
from peelian.measures.places.published import Published
from peelian.measures.places.tell_contrast import tell_contrast
from peelian.measures.places.tell_few_areas import tell_few_areas
from peelian.measures.places.tell_index import MadeIndex, make_index, tell_index
from peelian.measures.places.tell_similar import make_groups, tell_similar
from peelian.measures.places.variable import Variable
from peelian.reference.area import Area, AreaLevel


def compare_places(
    table: pa.Table,
    comparisons: Comparisons,
    *,
    places: Places,
    areas: Mapping[str, Area],
    code_version: str,
) -> pa.Table:
    """Return what comparisons of areas make of published findings, as more findings.

    Parameters
    ----------
    table
        With `FINDINGS_SCHEMA`; what is suppressed in it is not known here either.
    comparisons
        What is asked; what it needs and is not loaded makes nothing.
    places
        What sources say of areas, and their residents.
    areas
        Areas of the workspace by code, one force among them.
    code_version
        Written on every finding.

    Returns
    -------
    pyarrow.Table
        With `FINDINGS_SCHEMA`.
    """
    return lay_flat(_Compared(table, comparisons, places, areas, code_version).findings())


class _Compared:
    """One set of published findings, and all that is made of it."""

    def __init__(
        self,
        table: pa.Table,
        comparisons: Comparisons,
        places: Places,
        areas: Mapping[str, Area],
        code: str,
    ) -> None:
        self._comparisons, self._places, self._code = comparisons, places, code
        self._published = Published(table, _measures(comparisons), areas)
        self._areas = sorted({area.code: area for area in areas.values()}.values(), key=lambda a: a.code)
        self._whole = next(area for area in self._areas if area.level == "force")

    def findings(self) -> Iterator[Finding]:
        asked, published, whole, code = self._comparisons, self._published, self._whole, self._code
        made = {index.index: found for index in asked.indices if (found := self._index(index)) is not None}
        for index in made.values():
            yield from tell_index(index, whole=whole, code=code)
        for contrast in asked.contrasts:
            if contrast.index in made:
                yield from tell_contrast(
                    contrast,
                    made[contrast.index],
                    published=published,
                    residents=self._places.residents,
                    whole=whole,
                    code=code,
                )
        for few in asked.few_areas:
            yield from tell_few_areas(few, published=published, whole=whole, code=code)
        for similar in asked.similar:
            counted = self._counted(similar.measures, similar.level)
            reader = self._reader(counted, similar.level, similar.fewest_residents)
            groups = make_groups(similar, counted, published=published, reader=reader)
            if groups is not None:
                yield from tell_similar(
                    groups, published=published, residents=self._places.residents, code=code
                )

    def _index(self, index: PlaceIndex) -> MadeIndex | None:
        counted = self._counted(_named(index.variables), index.level)
        if not counted:
            return None
        reader = self._reader(counted, index.level, index.fewest_residents)
        return make_index(index, counted, published=self._published, reader=reader)

    def _reader(self, areas: Sequence[Area], level: AreaLevel, fewest: int) -> VariableReader:
        return VariableReader(
            areas, level, published=self._published, places=self._places, fewest_residents=fewest
        )

    def _counted(self, measures: Sequence[str], level: AreaLevel) -> list[Area]:
        """Return the real areas of a level of which one of the measures counts something, in order of code.

        Without a measure, all of them.
        """
        if not measures:
            return [area for area in self._areas if area.level == level and area.is_real()]
        codes: set[str] = set()
        for measure in measures:
            if (day := self._published.newest(measure, level)) is not None:
                codes |= self._published.counts(measure, level, day).keys()
        return [area for area in self._areas if area.code in codes and area.level == level]


def _named(variables: Sequence[Variable]) -> tuple[str, ...]:
    return tuple(each.measure for variable in variables for each in variable.inputs if each.measure)


def _measures(comparisons: Comparisons) -> set[str]:
    names = {name for index in comparisons.indices for name in _named(index.variables)}
    names |= {name for similar in comparisons.similar for name in _named(similar.characteristics)}
    for some in (comparisons.contrasts, comparisons.few_areas, comparisons.similar):
        names |= {name for each in some for name in each.measures}
    return names
