"""Reach: which caveats, breaks and blocked months touch each area and period of one series, found by lineage.

Asking the catalogue about every area and month one by one would be slow and mostly repeat itself: only the
areas that some caveat names, and only the dates at which some caveat begins or ends, can make a difference.
So areas and periods are first sorted into kinds, and each kind is asked about once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.lineage import touching_breaks, touching_caveats
from peelian.catalogue.source import Source
from peelian.measures.neighbours import Neighbours

Stretch = tuple[dt.date, dt.date]
Kind = tuple[frozenset[str], frozenset[str]]
"""The named areas through which caveats, and those through which breaks, touch an area."""

_NO_NUMBER = ("missing", "double count")


@dataclass(frozen=True, slots=True)
class Used:
    """What a series uses of its source.

    Parameters
    ----------
    fields
        Fields counted, filtered by, dated by or grouped by.
    values
        For the fields that are held to some values, those values.
    """

    fields: frozenset[str]
    values: Mapping[str, frozenset[str]]


class Reach:
    """Looks up what touches one series.

    Parameters
    ----------
    source, used
        The source read, and what is used of it.
    automatic
        Caveats found in the data by rule, beside those written in the source.
    neighbours
        For an area's code: the areas it lies in and those that lie in it.
    """

    def __init__(
        self,
        source: Source,
        used: Used,
        *,
        automatic: Sequence[Caveat],
        neighbours: Mapping[str, Neighbours],
    ) -> None:
        self._source = source
        self._used = used
        self._automatic = tuple(automatic)
        self._neighbours = neighbours
        every = (*source.caveats, *automatic)
        by_key = {source.key_of(item): item for item in every}
        keys = touching_caveats(source, fields=used.fields, values=used.values, extra=self._automatic)
        self._caveats = {key: by_key[key] for key in keys}
        self._named = frozenset(
            code
            for scope in (*(i.scope for i in self._caveats.values()), *(i.scope for i in source.breaks))
            for code in scope.areas
        )
        # A caveat without dates touches every stretch, and so makes no difference between them.
        self._dated = tuple(
            item.scope
            for item in self._caveats.values()
            if (item.scope.start, item.scope.end) != (None, None)
        )
        self._caveats_found: dict[object, tuple[str, ...]] = {}
        self._breaks_found: dict[object, tuple[tuple[str, ...], bool]] = {}
        self._touched: dict[Stretch, tuple[bool, ...]] = {}
        self._inside: dict[Stretch, tuple[bool, ...]] = {}

    @property
    def told_apart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what tells this from what touches other series: which caveats and breaks can touch it."""
        met = touching_breaks(
            self._source,
            fields=self._used.fields,
            values=self._used.values,
            earlier_start=dt.date.min,
            later_end=dt.date.max,
        )
        return tuple(self._caveats), tuple(self._source.key_of(item) for item in met)

    def kind_of_area(self, area: str) -> Kind:
        """Return what makes an area differ from others; areas of one kind share their caveats and breaks.

        A caveat on an area touches what lies in it and what it lies in. A break touches what lies in it
        only: a change in one borough, or at an airport, does not make the whole force incomparable.
        """
        if not self._named:
            return frozenset(), frozenset()
        near = self._neighbours.get(area, Neighbours())
        upward = self._named & ({area} | near.above)
        return upward | (self._named & near.within), upward

    def caveats(self, kind: Kind, during: Stretch, *, layouts: frozenset[str]) -> tuple[str, ...]:
        """Return the keys of the caveats on areas of a kind during a stretch of days, ends included."""
        if during not in self._touched:
            self._touched[during] = tuple(scope.touches_dates(*during) for scope in self._dated)
        question = (kind, self._touched[during], layouts)
        if question not in self._caveats_found:
            self._caveats_found[question] = touching_caveats(
                self._source,
                fields=self._used.fields,
                values=self._used.values,
                start=during[0],
                end=during[1],
                area="",
                related=kind[0],
                layouts=layouts,
                extra=self._automatic,
            )
        return self._caveats_found[question]

    def gravity(self, keys: Sequence[str]) -> int:
        """Return how far caveats of severity "block" spoil a month: 0 not, 1 read as a floor, 2 no number."""
        blocks = [self._caveats[key] for key in keys if self._caveats[key].severity == "block"]
        return max((_gravity(item) for item in blocks), default=0)

    def breaks(self, kind: Kind, during: Stretch, *, layouts: frozenset[str]) -> tuple[tuple[str, ...], bool]:
        """Return the keys of the breaks inside a stretch of days, and whether one forbids a comparison."""
        if during not in self._inside:
            self._inside[during] = tuple(item.lies_between(*during) for item in self._source.breaks)
        question = (kind, self._inside[during], layouts)
        if question not in self._breaks_found:
            met = touching_breaks(
                self._source,
                fields=self._used.fields,
                values=self._used.values,
                earlier_start=during[0],
                later_end=during[1],
                area="",
                related=kind[1],
                layouts=layouts,
            )
            keys = tuple(self._source.key_of(item) for item in met)
            self._breaks_found[question] = keys, any(item.severity == "block" for item in met)
        return self._breaks_found[question]


def _gravity(caveat: Caveat) -> int:
    """Say 1 for a month that is there but not to be relied on; 2 for a stub or a double count: no number."""
    return 2 if "stub" in caveat.id or caveat.effect in _NO_NUMBER else 1
