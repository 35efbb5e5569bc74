"""Area numbers: what a source says of each area, read at its level or put together from smaller areas."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Vintage
from peelian.errors import DefinitionError
from peelian.measures.filters import keep_rows
from peelian.measures.measure import Measure
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.small_areas import SmallAreas, read_small_areas
from peelian.measures.places.variable import AreaTable
from peelian.measures.population_rows import Behind, look_behind
from peelian.measures.residents import Population
from peelian.reference.area import Area, AreaLevel

Rows = Callable[[str], AbstractContextManager[Any]]
Residents = Mapping[tuple[str, str], Population]


@dataclass(frozen=True, slots=True)
class AreaNumbers:
    """Numbers of areas.

    Parameters
    ----------
    value
        Code of an area -> its number; areas without one are left out.
    vintages, caveats
        What stands behind them.
    synthetic
        True when any load behind them is.
    """

    value: Mapping[str, float]
    vintages: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """What is known of areas before anything of them is compared.

    Parameters
    ----------
    tables
        (table, level, whether parts are added up) -> the numbers.
    residents
        People who live in each area by (level, code).
    """

    tables: Mapping[tuple[AreaTable, AreaLevel, bool], AreaNumbers]
    residents: Residents


def gather_places(
    comparisons: Comparisons,
    rows: Rows,
    *,
    catalogue: Catalogue,
    vintages: Mapping[str, Sequence[Vintage]],
    areas: Mapping[str, Area],
    residents: Residents,
) -> Places:
    """Read every table of areas that comparisons name, where it is loaded.

    Parameters
    ----------
    comparisons
        What is asked.
    rows
        Opens the current rows of a source; what it opens is None when nothing is loaded or it may not be
        read.
    catalogue, vintages
        The described sources, and the published vintages of each.
    areas
        The areas of the workspace by code, which say in what each lies.
    residents
        Residents by (level, code); levels of smaller areas are averaged over them.

    Raises
    ------
    DefinitionError
        If a table that is not counted has several numbers for one area.
    """
    wanted = comparisons.tables()
    levels = {level for _, level, _ in wanted}
    small = {
        level: (read_small_areas(rows, catalogue, vintages, level=level), _wards_in(areas, level))
        for level in levels
    }
    found: dict[tuple[AreaTable, AreaLevel, bool], AreaNumbers] = {}
    for table, level, added in wanted:
        with rows(table.source) as frame:
            if frame is None:
                continue
            source = catalogue.source(table.source)
            reading = _Reading(frame, source, table, added)
            numbers, parts = reading.at(level), Behind((), ())
            for smaller in small[level]:
                if not numbers and smaller.level != level:
                    told = reading.at(smaller.level)
                    numbers = smaller.gather(told, added=added, residents=residents) if told else {}
                    parts = smaller.behind
        if numbers:
            behind = reading.behind(catalogue, vintages)
            loads = {vintage.id: vintage for vintage in vintages.get(table.source, ())}
            found[table, level, added] = AreaNumbers(
                numbers,
                (*behind.vintages, *parts.vintages),
                (*behind.caveats, *parts.caveats),
                any(loads[name].synthetic for name in behind.vintages if name in loads),
            )
    return Places(found, residents)


def _wards_in(areas: Mapping[str, Area], level: str) -> SmallAreas:
    """Return the wards that lie in each area of a level, by what the areas themselves say."""
    parts: dict[str, list[str]] = {}
    for code, area in sorted(areas.items()):
        above = areas.get(area.parent or "")
        if area.level == "ward" and area.code == code and above is not None and above.level == level:
            parts.setdefault(above.code, []).append(code)
    return SmallAreas(parts, {}, frozenset(), Behind((), ()), "ward")


@dataclass(frozen=True, slots=True)
class _Reading:
    """One table of a source, open."""

    frame: Any
    source: Source
    table: AreaTable
    added: bool

    def at(self, level: str) -> dict[str, float]:
        """Return the number of each area that rows of a level tell."""
        if level not in self.source.areas or not self.source.areas[level].code:
            return {}
        code, field = self.source.areas[level].code, self.table.field
        # `keep_rows` leaves out rows without a date; here those without a number are the ones to leave out.
        recipe = Measure(
            measure="numbers",
            title="",
            when=field,
            where=self.table.where,
            direction="ambiguous",
            areas=("force",),
        )
        kept = nw.from_native(self.frame).lazy().filter(keep_rows(recipe, self.source, level=level))
        if period := self.source.period:
            newest = (
                kept.select(nw.col(period).max().alias("newest")).collect().to_arrow()["newest"][0].as_py()
            )
            if newest is None:
                return {}
            kept = kept.filter(nw.col(period) == newest)
        told = (
            kept.filter(~nw.col(code).is_null())
            .group_by(code)
            .agg(total=nw.col(field).sum(), many=nw.len())
            .sort(code)
            .collect()
            .to_arrow()
            .to_pylist()
        )
        if not self.added and any(row["many"] > 1 for row in told):
            self._refuse(next(str(row[code]) for row in told if row["many"] > 1))
        return {str(row[code]): float(row["total"]) for row in told}

    def behind(self, catalogue: Catalogue, vintages: Mapping[str, Sequence[Vintage]]) -> Behind:
        values = {
            each.field: frozenset(str(value) for value in each.kept_values())
            for each in self.table.where
            if each.kept_values()
        }
        fields = frozenset({self.table.field, *(each.field for each in self.table.where)})
        return look_behind(catalogue, vintages, self.table.source, fields=fields, values=values)

    def _refuse(self, area: str) -> None:
        raise DefinitionError(
            f"the table '{self.table.source}' of {self.table.field}",
            found=f"several numbers for the area {area}, and no 'per' that would make them counts to add up",
            accepted="conditions that leave one number for each area, or counts with 'per'",
            next_step="add conditions to 'where', or say what the counts are per",
        )
