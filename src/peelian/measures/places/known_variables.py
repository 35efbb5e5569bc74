"""Known variables: for each variable the input that tells the most areas, laid out area by area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.measures.places.area_numbers import Places
from peelian.measures.places.published import Origins, Published
from peelian.measures.places.variable import AreaTable, Input, Variable
from peelian.measures.residents import Population
from peelian.reference.area import Area, AreaLevel

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class KnownVariable:
    """One variable over n areas.

    Parameters
    ----------
    variable, chosen
        The variable, and the input taken.
    called
        What that input is.
    above, below
        Above and below the line of its rate, shape (n,); not a number where unknown.
    base
        What the rate of each area rests on: its count, or the people who live there; shape (n,).
    origins
        What stands behind each area.
    """

    variable: Variable
    chosen: Input
    called: str
    above: Numbers
    below: Numbers
    base: Numbers
    origins: tuple[Origins, ...]

    @property
    def inverted(self) -> bool:
        """Whether less is worse in the input taken."""
        return (self.chosen.worse or self.variable.worse) == "lower"

    def known(self) -> NDArray[np.bool_]:
        """Return where the rate is known, shape (n,)."""
        known: NDArray[np.bool_] = ~np.isnan(self.above) & (np.nan_to_num(self.below) > 0)
        return known


class VariableReader:
    """Lays out variables over the areas of a level.

    Parameters
    ----------
    areas, level
        The areas, in order, and their level.
    published, places
        Counts of twelve months, and what sources say of the areas.
    fewest_residents
        Areas with fewer residents have no number that is counted per resident or averaged over residents.
    """

    def __init__(
        self,
        areas: Sequence[Area],
        level: AreaLevel,
        *,
        published: Published,
        places: Places,
        fewest_residents: int,
    ) -> None:
        self._areas, self._level = areas, level
        self._published, self._places = published, places
        people = [places.residents.get((level, area.code)) for area in areas]
        self._people = [
            one if one is not None and one.residents >= fewest_residents else None for one in people
        ]

    def read(self, variable: Variable, day: dt.date) -> KnownVariable | None:
        """Return a variable by the input that is known for the most areas, or None when none is loaded.

        Parameters
        ----------
        variable
            The variable.
        day
            Last day of the twelve months over which measures are counted.
        """
        found = [laid for each in variable.inputs if (laid := self._lay(variable, each, day)) is not None]
        told = [each for each in found if np.nansum(each.above[each.known()]) > 0]
        return max(told or found, key=lambda each: int(each.known().sum()), default=None)

    def _lay(self, variable: Variable, given: Input, day: dt.date) -> KnownVariable | None:
        above, behind, called, counted = self._above(given, day)
        if not above:
            return None
        below, under = self._below(given)
        rows = len(self._areas)
        over, line, base = (np.full(rows, np.nan) for _ in range(3))
        origins = []
        for row, area in enumerate(self._areas):
            value, divisor = above.get(area.code), below.get(area.code)
            origins.append(
                Origins.joined([behind.get(area.code, Origins()), under.get(area.code, Origins())])
            )
            if value is None or not divisor:
                continue
            over[row], line[row] = (value, divisor) if given.per is not None else (value * divisor, divisor)
            base[row] = value if counted else divisor
        return KnownVariable(variable, given, called, over, line, base, tuple(origins))

    def _above(
        self, given: Input, day: dt.date
    ) -> tuple[dict[str, float | None], Mapping[str, Origins], str, bool]:
        if given.measure:
            counts = self._published.counts(given.measure, self._level, day)
            title = next((each.title for each in counts.values()), "")
            return (
                {code: each.value for code, each in counts.items()},
                {code: each.origins for code, each in counts.items()},
                given.called or title,
                True,
            )
        values, behind = self._table(given.table(), added=given.per is not None)
        return dict(values), behind, given.called, given.per is not None

    def _below(self, given: Input) -> tuple[Mapping[str, float | None], Mapping[str, Origins]]:
        if isinstance(given.per, AreaTable):
            values, behind = self._table(given.per, added=True)
            return dict(values), behind
        people: dict[str, Population] = {
            area.code: one for area, one in zip(self._areas, self._people, strict=True) if one is not None
        }
        behind = {code: Origins(one.caveats, (), one.vintages) for code, one in people.items()}
        return {code: float(one.residents) for code, one in people.items()}, behind

    def _table(
        self, table: AreaTable | None, *, added: bool
    ) -> tuple[Mapping[str, float], Mapping[str, Origins]]:
        numbers = None if table is None else self._places.tables.get((table, self._level, added))
        if numbers is None:
            return {}, {}
        origins = Origins(numbers.caveats, (), numbers.vintages, numbers.synthetic)
        return numbers.value, dict.fromkeys(numbers.value, origins)
