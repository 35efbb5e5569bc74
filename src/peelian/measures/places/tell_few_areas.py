"""Telling few areas: how much of what an area records lies in one or two of the smaller areas inside it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from peelian.findings.finding import Finding, Signal, Standing, Usual
from peelian.measures.places.few_areas import FewAreas
from peelian.measures.places.published import Count, Origins, Published
from peelian.measures.places.telling import Telling
from peelian.reference.area import Area
from peelian.reference.period import Period
from peelian.statistics.chance_concentration import concentrate_by_chance
from peelian.statistics.concentration import measure_concentration
from peelian.statistics.largest_share import share_of_largest
from peelian.statistics.ranks import rank_areas

_CHANCE = 0.05


def tell_few_areas(few: FewAreas, *, published: Published, whole: Area, code: str) -> Iterator[Finding]:
    """Yield the findings of few areas, measure by measure.

    For each area: the share of its count in its one and two (up to `at most`) largest smaller areas, beside
    what chance makes of the same total; the fewest of them that hold the share asked for; and each of the
    largest by name with its own share. For those that are named: that they are. For the whole: how many of
    the areas that may be named are. The count of an area is here what is placed in its smaller areas. Where
    one of those is suppressed, nothing is told of the area: what is suppressed is small, and the rest would
    give it away.

    Parameters
    ----------
    few
        What is asked.
    published
        Counts of twelve months.
    whole, code
        The area of which all are parts, and the version of the code.
    """
    for measure in few.measures:
        day = published.newest(measure, few.level)
        if day is None:
            continue
        counts = published.counts(measure, few.level, day)
        places = _placed(counts, published.areas, few, measure)
        if len(places) < 2:
            continue
        title = next(iter(counts.values())).title
        yield from _Few(few, measure, Telling(title, Period.rolling_12(day), code)).tell(places, whole)


@dataclass(frozen=True, slots=True)
class _Place:
    """An area and the counts of the smaller areas in it, the largest first."""

    area: Area
    inside: tuple[Area, ...]
    counts: tuple[float, ...]
    origins: tuple[Origins, ...]

    @property
    def total(self) -> float:
        return sum(self.counts)


def _placed(
    counts: Mapping[str, Count], areas: Mapping[str, Area], few: FewAreas, measure: str
) -> list[_Place]:
    del measure
    inside: dict[str, list[tuple[Area, Count]]] = {}
    for code, count in counts.items():
        above = areas.get(areas[code].parent or "")
        while above is not None and above.level != few.within:
            above = areas.get(above.parent or "") if above.parent != above.code else None
        if above is not None and above.is_real():
            inside.setdefault(above.code, []).append((areas[code], count))
    made = []
    for code, parts in sorted(inside.items()):
        if any(count.value is None for _, count in parts) or len(parts) <= few.at_most:
            continue
        parts.sort(key=lambda part: (-(part[1].value or 0.0), part[0].code))
        made.append(
            _Place(
                areas[code],
                tuple(area for area, _ in parts),
                tuple(float(count.value or 0.0) for _, count in parts),
                tuple(count.origins for _, count in parts),
            )
        )
    return made


class _Few:
    """The findings of one measure."""

    def __init__(self, few: FewAreas, measure: str, told: Telling) -> None:
        self._few, self._told = few, told
        self._name = f"{few.few_areas}_{measure}"

    def tell(self, places: list[_Place], whole: Area) -> Iterator[Finding]:
        low = self._low_volume(places)
        named: list[_Place] = []
        for place in places:
            holds = yield from self._place(place)
            if holds and place.area.code in low:
                named.append(place)
                yield self._share(place, self._few.at_most, "_named", group=None)
        told = self._told
        words = (
            f"{self._few.within}s in the lower half"
            if self._few.volume == "lower half"
            else f"{self._few.within}s"
        )
        yield told.tell(
            f"{self._name}_places",
            whole,
            kind="share",
            unit=words,
            method="few_areas.places",
            origins=Origins.joined(part for place in places for part in place.origins),
            value=len(named) / len(low) if low else None,
            numerator=len(named),
            denominator=len(low),
            base=len(low),
        )

    def _low_volume(self, places: list[_Place]) -> set[str]:
        if self._few.volume == "all":
            return {place.area.code for place in places}
        rank = rank_areas([[place.total for place in places]], first="smallest").rank[0]
        return {place.area.code for place, r in zip(places, rank, strict=True) if r <= len(places) // 2}

    def _place(self, place: _Place) -> Generator[Finding, None, bool]:
        """Yield the findings of one area, and return whether it may be named for its concentration."""
        most = self._few.at_most
        holds = False
        for largest in range(1, most + 1):
            found = self._share(place, largest, "", group=f"largest={largest}")
            yield found
            holds = self._holds(place, found)
        yield self._fewest(place)
        for number in range(most):
            yield self._one(place, number)
        return holds

    def _holds(self, place: _Place, found: Finding) -> bool:
        beyond = found.usual is not None and found.usual.signal == "above the limit"
        enough = place.total >= self._few.fewest
        return beyond and enough and (found.value or 0.0) > self._few.share_above

    def _origins(self, place: _Place) -> Origins:
        joined = Origins.joined(place.origins)
        if joined.state == "shown" and place.total < self._few.fewest:
            return replace(joined, state="low reliability")
        return joined

    def _share(self, place: _Place, largest: int, ending: str, *, group: str | None) -> Finding:
        found = share_of_largest(np.round(place.counts), largest=largest)
        signal: Signal = "above the limit" if found.p <= _CHANCE else "none"
        total, part = place.total, sum(place.counts[:largest])
        return self._told.tell(
            f"{self._name}{ending}",
            place.area,
            kind="share",
            unit=f"largest {self._few.level}s together" if largest > 1 else f"largest {self._few.level}",
            method="few_areas.largest",
            origins=self._origins(place),
            value=part / total if total else None,
            numerator=part,
            denominator=total,
            base=total,
            group=group,
            usual=Usual(found.middle, found.lower, found.upper, signal) if total else None,
        )

    def _fewest(self, place: _Place) -> Finding:
        share = self._few.share_above
        table = np.round([place.counts])
        found, chance = (
            measure_concentration(table, holding=share),
            concentrate_by_chance(table, holding=share),
        )
        areas = len(place.counts)
        signal: Signal = "below the limit" if chance.p[0] <= _CHANCE else "none"
        expected, lower, upper = (
            float(each[0]) / areas for each in (chance.expected, chance.lower, chance.upper)
        )
        return self._told.tell(
            f"{self._name}_fewest",
            place.area,
            kind="concentration",
            unit=f"{self._few.level}s that hold {share:.0%}",
            method="few_areas.fewest",
            origins=self._origins(place),
            value=float(found.share[0]),
            numerator=float(found.number[0]),
            denominator=areas,
            base=place.total,
            usual=Usual(expected, lower, upper, signal) if place.total else None,
        )

    def _one(self, place: _Place, number: int) -> Finding:
        total, count = place.total, place.counts[number]
        standing = rank_areas([list(place.counts)])
        return self._told.tell(
            f"{self._name}_part",
            place.inside[number],
            kind="share",
            unit=f"of its {self._few.within}",
            method="few_areas.part",
            origins=self._origins(place),
            value=count / total if total else None,
            numerator=count,
            denominator=total,
            base=total,
            group=f"{self._few.within}={place.area.code}",
            standing=Standing(int(standing.rank[0][number]), len(place.counts)) if total else None,
        )
