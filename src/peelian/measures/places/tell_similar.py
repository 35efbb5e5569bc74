"""Telling similar areas: which areas are most like each, and how its rates stand beside theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.findings.finding import Finding, Standing, Usual
from peelian.measures.places.caveats import caveats_of
from peelian.measures.places.known_variables import VariableReader
from peelian.measures.places.published import Count, Origins, Published
from peelian.measures.places.similar_areas import SimilarAreas
from peelian.measures.places.telling import Telling
from peelian.measures.residents import Population
from peelian.reference.area import Area
from peelian.reference.period import Period
from peelian.statistics.ranks import rank_areas
from peelian.statistics.similar_areas import find_peers
from peelian.statistics.single_case import compare_with_peers

_EACH = 1_000


@dataclass(frozen=True, slots=True)
class MadeGroups:
    """The areas most like each area.

    Parameters
    ----------
    definition, areas
        What was asked, and the areas that have a group.
    nearest, distance
        For each of them the rows of its peers, the nearest first, and how far away they are.
    origins
        What stands behind the characteristics of each.
    day
        Last day of the newest twelve months counted.
    """

    definition: SimilarAreas
    areas: tuple[Area, ...]
    nearest: NDArray[np.int64]
    distance: NDArray[np.float64]
    origins: tuple[Origins, ...]
    day: dt.date


def make_groups(
    similar: SimilarAreas, areas: Sequence[Area], *, published: Published, reader: VariableReader
) -> MadeGroups | None:
    """Return the areas most like each area, or None where they cannot be told.

    They cannot where a characteristic has no input that is loaded, nothing is counted, or too few areas have
    every characteristic.

    Parameters
    ----------
    similar
        The definition.
    areas
        Areas of its level, in order of code: of areas equally far away the first is taken.
    published, reader
        Counts of twelve months, and the reader of variables over the same areas.
    """
    days = [published.newest(name, similar.level) for name in similar.measures]
    day = max((each for each in days if each is not None), default=None)
    read = [] if day is None else [reader.read(each, day) for each in similar.characteristics]
    known = [each for each in read if each is not None]
    if day is None or len(known) < len(similar.characteristics):
        return None
    table = np.column_stack([np.where(each.known(), each.above, np.nan) / each.below for each in known])
    rows = np.flatnonzero(~np.isnan(table).any(axis=1)).tolist()
    if len(rows) <= similar.peers:
        return None
    weights = [each.variable.weight for each in known]
    peers = find_peers(table[rows], peers=similar.peers, weights=weights)
    return MadeGroups(
        similar,
        tuple(areas[row] for row in rows),
        peers.nearest,
        peers.distance,
        tuple(Origins.joined(each.origins[row] for each in known) for row in rows),
        day,
    )


def tell_similar(
    made: MadeGroups,
    *,
    published: Published,
    residents: Mapping[tuple[str, str], Population],
    code: str,
) -> Iterator[Finding]:
    """Yield the findings of similar areas.

    For each area the distance of each of its peers; and for each measure its rate with the standing in its
    group and what the group has (centre: geometric mean of the peers; lowest and highest of them), and the
    ratio of its rate to that mean, with the interval of a single case beside its peers. Where the count of
    one of the group is not shown or its residents are not known, nothing is compared.

    Parameters
    ----------
    made
        The groups.
    published, residents
        Counts of twelve months, and residents by (level, code).
    code
        Version of the code.
    """
    similar = made.definition
    told = Telling(similar.title, Period.rolling_12(made.day), code)
    for row, area in enumerate(made.areas):
        for peer, distance in zip(made.nearest[row], made.distance[row], strict=True):
            yield told.tell(
                f"{similar.similar_areas}_distance",
                area,
                kind="mean",
                unit="standard deviations apart",
                method="similar.distance",
                origins=Origins.joined([made.origins[row], made.origins[peer]]),
                value=float(distance),
                base=len(similar.characteristics),
                group=f"like={made.areas[peer].code}",
            )
    for measure in similar.measures:
        day = published.newest(measure, similar.level)
        if day is not None:
            counts = published.counts(measure, similar.level, day)
            said = next(iter(counts.values())).title if counts else measure
            yield from _Beside(
                made,
                measure,
                counts=counts,
                residents=residents,
                told=Telling(said, Period.rolling_12(day), code),
            ).tell()


class _Beside:
    """One measure of areas beside that of the areas most like them."""

    def __init__(
        self,
        made: MadeGroups,
        measure: str,
        *,
        counts: Mapping[str, Count],
        residents: Mapping[tuple[str, str], Population],
        told: Telling,
    ) -> None:
        self._made, self._counts, self._told = made, counts, told
        self._name = f"{made.definition.similar_areas}_{measure}"
        self._unit = next((each.unit for each in counts.values()), "")
        level = made.definition.level
        shown = [counts.get(area.code) for area in made.areas]
        people = [residents.get((level, area.code)) for area in made.areas]
        self._people = [Origins() if p is None else Origins(p.caveats, (), p.vintages) for p in people]
        none = np.nan
        self._above = np.array([none if c is None or c.value is None else c.value for c in shown])
        self._below = np.array([none if p is None or not p.residents else float(p.residents) for p in people])
        self._rates = _EACH * self._above / self._below

    def tell(self) -> Iterator[Finding]:
        """Yield the findings of every area whose whole group has a rate."""
        for row in range(len(self._made.areas)):
            group = [row, *self._made.nearest[row].tolist()]
            if np.isfinite(self._rates[group]).all():
                yield from self._one(row, group)

    def _one(self, row: int, group: list[int]) -> Iterator[Finding]:
        rates, area = self._rates[group], self._made.areas[row]
        found = compare_with_peers(float(rates[0]), rates[1:])
        chosen = self._made.origins[row]
        # What limits the characteristics is told with the groups; here one caveat points to it.
        origins = Origins.joined(
            [
                *(self._counts[self._made.areas[each].code].origins for each in group),
                *(self._people[each] for each in group),
                Origins((), (), chosen.vintages, chosen.synthetic),
            ],
            caveats=caveats_of(self._made.definition),
        )
        standing = Standing(int(rank_areas([rates]).rank[0][0]), len(rates))
        centre = found.centre if np.isfinite(found.centre) else float(rates[1:].mean())
        yield self._told.tell(
            f"{self._name}_rate",
            area,
            kind="rate",
            unit=f"{self._unit} per {_EACH:,} residents",
            method="similar.rate",
            origins=origins,
            value=float(rates[0]),
            numerator=float(self._above[row]),
            denominator=float(self._below[row]),
            base=float(self._above[row]),
            standing=standing,
            usual=Usual(centre, float(rates[1:].min()), float(rates[1:].max())),
        )
        yield self._told.tell(
            self._name,
            area,
            kind="ratio",
            unit=f"times the rate of the {len(rates) - 1} {self._made.definition.level}s most like it",
            method="similar.single_case",
            origins=origins,
            value=found.ratio,
            numerator=float(rates[0]),
            denominator=found.centre,
            base=float(self._above[row]),
            lower=found.lower,
            upper=found.upper,
            standing=standing if np.isfinite(found.ratio) else None,
        )
