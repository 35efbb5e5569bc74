"""Rows: what becomes of each finding once it is decided which counts are hidden.

A number derived from a hidden count can give it away as surely as the count itself: a change with the value
it starts from, a rank among counts that lie close together, control limits with all the other months. So
whatever was made from a hidden count goes with it.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from peelian.disclosure.bitten import DERIVED_FIELDS
from peelian.disclosure.cells import Cells
from peelian.disclosure.columns import days, numbers, texts
from peelian.disclosure.equations import Flags, Places, Values
from peelian.disclosure.hiding import REASONS, Hiding
from peelian.disclosure.structure import Structure
from peelian.disclosure.telling import tell_bases, tell_counts
from peelian.disclosure.union import Union

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Rows:
    """What becomes of each row, arrays of shape (rows,).

    Parameters
    ----------
    suppressed
        True where the finding is hidden.
    why
        Number of the reason in `REASONS`, or -1.
    no_comparison, no_rank, no_rank_previous, no_usual
        True where these parts of the finding are left out.
    above, below
        Rounded count and denominator; not a number where they are not rounded.
    at_least, at_most
        What true counts a rounded count may stand for; not a number where it is not rounded.
    """

    suppressed: Flags
    why: Places
    no_comparison: Flags
    no_rank: Flags
    no_rank_previous: Flags
    no_usual: Flags
    above: Values
    below: Values
    at_least: Values
    at_most: Values


def decide_rows(part: pa.Table, union: Union, hiding: Hiding, structure: Structure) -> Rows:
    """Return what becomes of each finding.

    Parameters
    ----------
    part
        The findings that disclosure control looks at.
    union, hiding
        Their counts, and what becomes of those.
    structure
        Which areas lie in which.
    """
    now = union.now
    why = _reasons(part, now, hiding)
    blurred = ~np.isnan(hiding.rounded)
    touched = _Touched(now, union, hiding.hidden | blurred, structure)
    derived = ~tell_counts(part)
    for row in np.flatnonzero(derived & (why < 0)):
        why[row] = touched.reason_for(part, int(row), hiding)
    above, below = _picked(hiding.rounded, now.main), _picked(hiding.rounded, now.below)
    # A mean of weights has no count above its line to be made again from.
    weighed = (texts(part, "kind") == "mean") & np.isnan(numbers(part, "numerator")) & ~np.isnan(below)
    why[weighed & (why < 0)] = REASONS.index("cannot be made from rounded counts")
    suppressed = why >= 0
    above[suppressed], below[suppressed] = np.nan, np.nan
    rounded = ~np.isnan(above) | ~np.isnan(below)
    why[rounded] = REASONS.index("rounded")
    lost_before = _any(hiding.hidden | blurred, now.before) | _any(hiding.hidden | blurred, now.before_below)
    no_rank, no_rank_previous = _ranks(part, suppressed | rounded)
    return Rows(
        suppressed,
        why,
        suppressed | rounded | lost_before | touched.in_comparison(part),
        suppressed | no_rank,
        suppressed | no_rank_previous,
        suppressed | rounded | touched.in_series(part),
        above,
        below,
        np.where(np.isnan(above), np.nan, _picked(hiding.at_least, now.main)),
        np.where(np.isnan(above), np.nan, _picked(hiding.at_most, now.main)),
    )


def _reasons(part: pa.Table, now: Cells, hiding: Hiding) -> Places:
    """Return why each count, rate, share or mean is hidden; -1 where it is not."""
    why = np.full(len(part), -1, dtype=np.int64)
    for places in (now.below, now.main):
        mine = _any(hiding.hidden, places)
        why[mine] = hiding.why[places[mine]]
    base = numbers(part, "base")
    needed = np.where(now.main >= 0, hiding.base[np.maximum(now.main, 0)], 0) if len(hiding.base) else 0
    few = (tell_bases(part) | (texts(part, "kind") == "rate")) & (base < needed) & (why < 0)
    why[few] = REASONS.index("small base")
    return why


class _Touched:
    """The series of counts that were hidden or rounded, and when."""

    def __init__(self, now: Cells, union: Union, changed: Flags, structure: Structure) -> None:
        words = union.words
        self._structure = structure
        measures = {number: name for name, number in words.measures.items()}
        areas = {number: place for place, number in words.areas.items()}
        groups = {number: name for name, number in words.groups.items()}
        periods = {number: span for span, number in words.periods.items()}
        self._months: dict[tuple[str, str, str, str | None], list[Span]] = defaultdict(list)
        self._spans: dict[tuple[str, str], list[tuple[str | None, Span]]] = defaultdict(list)
        for cell in np.flatnonzero(changed):
            m, a, g, p, _ = now.key[cell].tolist()
            level, code = areas[a]
            first, last = periods[p]
            if last - first < _LONGEST_MONTH:
                self._months[measures[m], level, code, groups[g]].append((first, last))
            self._spans[measures[m], code].append((groups[g], (first, last)))

    def in_comparison(self, part: pa.Table) -> Flags:
        """Say where a changed month lies in the two periods compared, so that the interval was made from it.

        The interval of a single month is made from all recent months of its series. A ratio is compared by
        the series of both its measures, and its earlier value is made of their earlier counts.
        """
        start, end = days(part, "against_from"), days(part, "period_to")
        before = list(zip(start.tolist(), days(part, "against_to").tolist(), strict=True))
        month = texts(part, "period_kind") == "month"
        found = np.zeros(len(part), dtype=np.bool_)
        for row, (measure, level, area, group) in enumerate(_series(part)):
            made_of = self._structure.made_of(measure)
            earlier = ((group, before[row]) in self._spans.get((name, area), ()) for name in made_of)
            found[row] = any(earlier) or any(
                month[row] or (first <= end[row] and last >= start[row])
                for name in (measure, *made_of)
                for first, last in self._months.get((name, level, area, group), ())
            )
        return found

    def in_series(self, part: pa.Table) -> Flags:
        """Say where any month of the same series was changed."""
        return np.array([series in self._months for series in _series(part)], dtype=np.bool_)

    def reason_for(self, part: pa.Table, row: int, hiding: Hiding) -> int:
        """Return why a derived finding (trend, peak, ratio ...) is hidden, or -1."""
        one = part.slice(row, 1)
        kind, group = texts(one, "kind")[0], texts(one, "group")[0]
        measure, area = texts(one, "measure")[0], texts(one, "area_code")[0]
        span = int(days(one, "period_from")[0]), int(days(one, "period_to")[0])
        own = None if group is None or group.split("=", 1)[0] in DERIVED_FIELDS else group
        field = own.split("=", 1)[0] if own is not None and kind in _BETWEEN_GROUPS else None
        areas = {area, *_inside(area, self._structure)} if kind == "concentration" else {area}
        for name, code in itertools.product((measure, *self._structure.made_of(measure)), areas):
            for other, (first, last) in self._spans.get((name, code), ()):
                same = other == own or (field is not None and (other or "").split("=", 1)[0] == field)
                # A gap stands beside the shares of its two groups: with one of them it tells the other.
                same = same or kind == "gap"
                # What two groups are compared by is their counts of that period; what the past leads one to
                # expect, and the interval of a step, are made from the whole series; the rest from the counts
                # within the period.
                exact = (first, last) == span
                within = kind in _WHOLE_SERIES or (first <= span[1] and last >= span[0])
                if same and (exact if kind in _BETWEEN_GROUPS else within):
                    return REASONS.index(
                        "derived from a hidden count"
                        if hiding.hidden.any()
                        else "cannot be made from rounded counts"
                    )
        return -1


_BETWEEN_GROUPS = ("ratio", "gap")
_WHOLE_SERIES = ("watch", "step", "course")
_LONGEST_MONTH = 31


def _series(part: pa.Table) -> Iterable[tuple[str, str, str, str | None]]:
    return zip(
        texts(part, "measure"),
        texts(part, "area_level"),
        texts(part, "area_code"),
        texts(part, "group"),
        strict=True,
    )


def _inside(area: str, structure: Structure) -> set[str]:
    found, edge = {area}, {area}
    while edge:
        edge = {code for code, parent in structure.parents.items() if parent in edge} - found
        found |= edge
    return found


def _ranks(part: pa.Table, changed: Flags) -> tuple[Flags, Flags]:
    """Say where a rank, now or before, was given among areas of which one is hidden or rounded."""
    what = list(zip(*(texts(part, name) for name in ("measure", "kind", "area_level", "group")), strict=True))
    now = list(zip(what, days(part, "period_from").tolist(), days(part, "period_to").tolist(), strict=True))
    then = list(
        zip(what, days(part, "against_from").tolist(), days(part, "against_to").tolist(), strict=True)
    )
    lost = {now[row] for row in np.flatnonzero(changed)}
    no_rank = np.array([key in lost for key in now], dtype=np.bool_)
    return no_rank, no_rank | np.array([key in lost for key in then], dtype=np.bool_)


def _any(flags: Flags, places: Places) -> Flags:
    if not len(flags):
        return np.zeros(len(places), dtype=np.bool_)
    return np.asarray((places >= 0) & flags[np.maximum(places, 0)])


def _picked(values: Values, places: Places) -> Values:
    if not len(values):
        return np.full(len(places), np.nan)
    return np.where(places >= 0, values[np.maximum(places, 0)], np.nan)
