"""Telling a contrast: the areas highest in an index beside the lowest, in what was counted there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from peelian.findings.finding import Finding
from peelian.measures.places.contrast import Contrast
from peelian.measures.places.published import Count, Origins, Published
from peelian.measures.places.tell_index import MadeIndex
from peelian.measures.places.telling import Telling
from peelian.measures.residents import Population
from peelian.reference.area import Area
from peelian.reference.period import Period
from peelian.statistics.group_contrast import GroupContrast, contrast_groups

_TENTHS = 10
_ABOVE, _BELOW = 1, _TENTHS


def tell_contrast(
    contrast: Contrast,
    made: MadeIndex,
    *,
    published: Published,
    residents: Mapping[tuple[str, str], Population],
    whole: Area,
    code: str,
) -> Iterator[Finding]:
    """Yield the findings of a contrast: per measure the mean of each tenth and the ratio of top to bottom.

    The ratio comes by area (mean count of an area) and by resident (pooled rate). Areas without a count are
    left out and the base says how many there were; where a count is suppressed in either tenth there is no
    ratio, because what is suppressed is small.

    Parameters
    ----------
    contrast, made
        What is asked, and the index that the areas are sorted by.
    published, residents
        Counts of twelve months, and residents by (level, code).
    whole, code
        The area of which all are parts, and the version of the code.
    """
    level = made.definition.level
    for measure in contrast.measures:
        day = published.newest(measure, level, until=contrast.until)
        if day is None:
            continue
        counts = published.counts(measure, level, day)
        told = Telling(contrast.title, Period.rolling_12(day), code)
        yield from _Sorted(contrast, made, measure=measure, counts=counts, told=told, whole=whole).tell(
            residents
        )


class _Sorted:
    """Counts of one measure, sorted into the tenths of an index."""

    def __init__(
        self,
        contrast: Contrast,
        made: MadeIndex,
        *,
        measure: str,
        counts: Mapping[str, Count],
        told: Telling,
        whole: Area,
    ) -> None:
        self._name = f"{contrast.contrast}_{measure}"
        self._made, self._counts, self._told, self._whole = made, counts, told, whole
        self._one = made.definition.level
        first = next(iter(counts.values()), None)
        self._what, self._unit = (first.title, first.unit) if first is not None else (measure, "")

    def tell(self, residents: Mapping[tuple[str, str], Population]) -> Iterator[Finding]:
        for tenth in range(1, _TENTHS + 1):
            yield from self._mean(tenth)
        above, below = self._counted(_ABOVE), self._counted(_BELOW)
        if not above or not below:
            return
        plain = contrast_groups(list(above.values()), list(below.values()))
        yield self._ratio("", plain, f"times the mean {self._one} of the bottom tenth", "contrast.mean_count")
        people = [
            {code: residents[self._one, code].residents for code in some if (self._one, code) in residents}
            for some in (above, below)
        ]
        if all(each and all(each.values()) for each in people):
            per = contrast_groups(
                [above[code] for code in people[0]],
                [below[code] for code in people[1]],
                exposure=list(people[0].values()),
                exposure_against=list(people[1].values()),
            )
            unit = "times the rate per resident of the bottom tenth"
            yield self._ratio("_per_resident", per, unit, "contrast.rate")

    def _rows(self, tenth: int) -> list[int]:
        codes = [area.code for area in self._made.areas]
        return [
            row for row in np.flatnonzero(self._made.tenth == tenth).tolist() if codes[row] in self._counts
        ]

    def _counted(self, tenth: int) -> dict[str, float] | None:
        """Return the counts of a tenth, or None where one is suppressed."""
        found: dict[str, float] = {}
        for row in self._rows(tenth):
            area = self._made.areas[row]
            count = self._counts[area.code]
            if count.state == "suppressed":
                return None
            if count.value is not None:
                found[area.code] = count.value
        return found

    def _origins(self, *tenths: int) -> Origins:
        rows = [row for tenth in tenths for row in self._rows(tenth)]
        behind = [self._made.origins[row] for row in rows]
        behind += [self._counts[self._made.areas[row].code].origins for row in rows]
        return Origins.joined(behind)

    def _mean(self, tenth: int) -> Iterator[Finding]:
        counts = self._counted(tenth)
        if counts is not None and not counts:
            return
        total, many = (None, 0) if counts is None else (sum(counts.values()), len(counts))
        yield self._told.tell(
            f"{self._name}_mean",
            self._whole,
            kind="mean",
            unit=f"{self._unit} for each {self._one}",
            method="contrast.mean",
            origins=self._origins(tenth),
            value=None if total is None else total / many,
            numerator=total,
            denominator=many,
            base=many,
            group=f"tenth={tenth}",
            title=self._what,
        )

    def _ratio(self, ending: str, found: GroupContrast, unit: str, method: str) -> Finding:
        above, below = (self._counted(tenth) or {} for tenth in (_ABOVE, _BELOW))
        return self._told.tell(
            f"{self._name}{ending}",
            self._whole,
            kind="ratio",
            unit=unit,
            method=method,
            origins=self._origins(_ABOVE, _BELOW),
            value=found.ratio,
            numerator=found.rate,
            denominator=found.against,
            base=sum(above.values()) + sum(below.values()),
            lower=found.lower,
            upper=found.upper,
            group=f"top tenth against bottom tenth={self._made.definition.index}",
            title=self._what,
        )
