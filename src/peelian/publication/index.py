"""The index: finds series, newest findings and groups without walking through every row of the findings
table.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import cast

import numpy as np
import pyarrow as pa

from peelian.findings.finding import Finding
from peelian.publication.rows import Days, FindingRows, Rows
from peelian.publication.unread import Unread
from peelian.reference.area import Area, AreaLevel

_KEYS = ("measure", "kind", "area_code", "period_kind", "group")
_FORMS = (
    *("count", "gap", "share", "mean", "ratio", "rate"),
    *("trend", "peak", "concentration", "watch", "step", "course", "estimate"),
)
_EPOCH = dt.date(1970, 1, 1)
_COUNTED = 2**20
"""Combinations of words of which each has a place in a list; of more, only those that occur have one."""
_NOTHING = np.iinfo(np.int32).min
_REMEMBERED = 8_000
"""Findings that are kept once read: the panels of one page ask for many of them again."""
_Key = tuple[str, str, str, str]


class FindingIndex:
    """Findings by measure, area, kind of period and group, in order of date.

    A measure may come in two forms, a count and beside it a rate. The first form is found under the measure's
    own id, the other under "id:rate".

    Parameters
    ----------
    table
        The findings store's table.
    """

    def __init__(self, table: pa.Table) -> None:
        self._rows = FindingRows(table)
        self._main = _main_forms(self._rows)
        order, self._spans = self._sort()
        # Looked into at one place at a time, a view gives numbers of Python in a tenth of an array's time.
        self._order, self._ends = order.data, self._rows.ends()[order].data
        self._lately: dict[int, Finding] = {}
        self._first: dict[str, int] = {}
        self._forms: dict[str, str] = {}
        self._newest: dict[tuple[str, str, str], dt.date] = {}
        self._groups: dict[tuple[str, str, str], list[str]] = {}
        self._areas = {(area.level, area.code): area for area in _areas(self._rows)}
        self._kinds: dict[str, set[str]] = {}
        self._levels: dict[str, set[str]] = {}
        self._learn()

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of the measures that have findings; the second form of a measure is not listed."""
        return tuple(name for name in self._kinds if ":" not in name)

    @property
    def areas(self) -> tuple[Area, ...]:
        """Every place that has a finding."""
        return tuple(self._areas.values())

    def first(self, measure: str) -> Finding:
        """Return any one finding of a measure, to learn its title and unit from."""
        return self._read([self._order[self._first[measure]]])[0]

    def newest(self, measure: str, *, level: str, kind: str) -> dt.date | None:
        """Return the last day of the newest period a measure has at a level, or None."""
        return self._newest.get((measure, level, kind))

    def kinds(self, measure: str) -> frozenset[str]:
        """Return the kinds of period a measure has."""
        return frozenset(self._kinds.get(measure, ()))

    def levels(self, measure: str) -> frozenset[str]:
        """Return the levels of area a measure has."""
        return frozenset(self._levels.get(measure, ()))

    def groups(self, measure: str, area: str, kind: str) -> tuple[str, ...]:
        """Return the groups ("field=value") a measure is split by in a place."""
        return tuple(self._groups.get((measure, area, kind), ()))

    def form(self, measure: str) -> str:
        """Return the kind of number (count, rate ...) that all findings of a measure are, "" where there are
        none.
        """
        return self._forms.get(measure, "")

    def series(
        self,
        measure: str,
        area: str,
        kind: str,
        *,
        group: str = "",
        last: int = 0,
        until: dt.date | None = None,
    ) -> tuple[Finding, ...]:
        """Return the findings of one place in order of date; the `last` ones where that is not 0.

        With `until`, only those whose period ends on that day or before.
        """
        start, stop = self._span((measure, area, kind, group), until)
        start = max(start, stop - last) if last else start
        return self._read(self._order[start:stop].tolist())

    def lines(
        self, keys: Sequence[_Key], *, last: int, step: int = 1, until: dt.date | None = None
    ) -> dict[_Key, Unread]:
        """Return the series of each key (measure, area, kind, group), in order of date, to be drawn small.

        Of the `last` findings the newest is taken, and from it back every `step`th. With `until`, only those
        whose period ends on that day or before.
        """
        spans = (self._span(key, until) for key in keys)
        wanted = [
            self._order[max(start, stop - last) : stop].tolist()[::-step][::-1] for start, stop in spans
        ]
        # the ends of a line are told beside it
        self._read([rows[end] for rows in wanted if rows for end in (0, -1)])
        lines = (Unread(self._rows, rows, self._read) for rows in wanted)
        return dict(zip(keys, lines, strict=True))

    def last(
        self, measure: str, area: str, kind: str, *, groups: Iterable[str], most: int
    ) -> tuple[Finding, ...]:
        """Return the findings of some groups in one place that end on the last day that any of them has.

        Of a group with several that end then, the `most` last are taken.
        """
        spans = [self._spans[key] for group in groups if (key := (measure, area, kind, group)) in self._spans]
        day = max((self._ends[stop - 1] for _, stop in spans), default=0)
        rows: list[int] = []
        for start, stop in spans:
            first = bisect_left(self._ends, day, max(start, stop - most), stop)
            rows += self._order[first:stop].tolist()
        return self._read(rows)

    def at(
        self, measure: str, areas: Iterable[str], kind: str, *, end: dt.date, group: str = ""
    ) -> tuple[Finding, ...]:
        """Return findings of places for the period that ends on `end`; places without are left out."""
        return self.many(((measure, area, kind, group) for area in areas), end=end)

    def many(self, keys: Iterable[_Key], *, end: dt.date) -> tuple[Finding, ...]:
        """Return one finding for each key (measure, area, kind, group) that has one ending on `end`."""
        day = (end - _EPOCH).days
        rows = []
        for key in keys:
            start, stop = self._spans.get(key, (0, 0))
            found = bisect_left(self._ends, day, start, stop)
            if found < stop and self._ends[found] == day:
                rows.append(self._order[found])
        return self._read(rows)

    def _span(self, key: _Key, until: dt.date | None) -> tuple[int, int]:
        start, stop = self._spans.get(key, (0, 0))
        if until is not None:
            stop = bisect_right(self._ends, (until - _EPOCH).days, start, stop)
        return start, stop

    def _read(self, rows: Sequence[int]) -> tuple[Finding, ...]:
        """Return the findings of rows, in the order asked for; those read lately are not read again."""
        lately = self._lately
        if len(lately) + len(rows) > _REMEMBERED:
            lately.clear()
        new = [row for row in rows if row not in lately]
        if new:
            lately.update(zip(new, self._rows.read(new), strict=True))
        return tuple([lately[row] for row in rows])

    def _sort(self) -> tuple[Rows, dict[_Key, tuple[int, int]]]:
        """Return the rows in order of keys and dates, and the stretch of that order which each key has."""
        columns = [self._rows.codes(name) for name in _KEYS]
        joined = _joined(columns)
        order = _ordered(joined, self._rows.ends(), possible=math.prod(len(words) for _, words in columns))
        if not len(order):
            return order, {}
        first = np.flatnonzero(np.diff(joined[order], prepend=-1))
        told = [[words[code] for code in codes[order[first]].tolist()] for codes, words in columns]
        stops = [*first[1:].tolist(), len(order)]
        spans = {}
        for measure, form, area, period, group, start, stop in zip(*told, first.tolist(), stops, strict=True):
            spans[self._thread(measure, form), area, period, group] = (start, stop)
        return order, spans

    def _learn(self) -> None:
        """Note what there is: newest periods, kinds of period, levels of area, groups."""
        for (name, area, kind, group), (start, _) in self._spans.items():
            self._first.setdefault(name, start)
            if group:
                self._groups.setdefault((name, area, kind), []).append(group)
        columns = ("measure", "kind", "area_level", "period_kind")
        for (measure, form, level, kind), last in _pairs(
            self._rows, *columns, newest=self._rows.ends()
        ).items():
            name = self._thread(measure, form)
            self._kinds.setdefault(name, set()).add(kind)
            self._levels.setdefault(name, set()).add(level)
            self._newest[name, level, kind] = _EPOCH + dt.timedelta(days=last)
            self._forms[name] = form

    def _thread(self, measure: str, form: str) -> str:
        return measure if self._main[measure] == form else f"{measure}:{form}"


def _joined(columns: Sequence[tuple[Rows, Sequence[str]]]) -> Rows:
    """Return one number for each row that stands for all of its words, in the order of their columns."""
    joined: Rows = np.zeros(len(columns[0][0]), dtype=np.int64)
    for codes, words in columns:
        joined *= len(words)
        joined += codes
    return joined


def _ordered(joined: Rows, ends: Days, *, possible: int) -> Rows:
    """Return the rows in order of their words and last days.

    Findings mostly lie so already, and one number that tells both is sorted in an eighth of the time that
    two of them take; there are `possible` combinations of words, and with the days they may be too many for
    one number.
    """
    since = int(ends.min(initial=0))
    days = int(ends.max(initial=0)) - since + 1
    if possible * days <= np.iinfo(np.int64).max:
        return np.argsort(joined * days + (ends - since), kind="stable")
    return np.lexsort((ends, joined))


def _main_forms(rows: FindingRows) -> dict[str, str]:
    """Return the form (count, rate ...) that each measure is mainly told in."""
    forms: dict[str, str] = {}
    for measure, form in _pairs(rows, "measure", "kind"):
        forms[measure] = min(forms.get(measure, form), form, key=_FORMS.index)
    return forms


def _areas(rows: FindingRows) -> list[Area]:
    found = _pairs(rows, "area_code", "area_level", "area_name")
    return [Area(code, cast(AreaLevel, level), name) for code, level, name in found]


def _pairs(rows: FindingRows, *names: str, newest: Days | None = None) -> dict[tuple[str, ...], int]:
    """Return the combinations of words that some row has, and the greatest number of `newest` among their
    rows.
    """
    columns = [rows.codes(name) for name in names]
    joined = _joined(columns)
    possible = math.prod(len(words) for _, words in columns)
    values = np.arange(possible)
    if possible > _COUNTED:
        values, joined = np.unique(joined, return_inverse=True)
    greatest = np.full(len(values), _NOTHING, dtype=np.int32)
    if newest is not None:
        np.maximum.at(greatest, joined, newest)
    else:
        greatest[joined] = 0
    there = greatest != _NOTHING
    found = {}
    for value, last in zip(values[there].tolist(), greatest[there].tolist(), strict=True):
        parts, rest = [], value
        for _, words in reversed(columns):
            rest, code = divmod(rest, len(words))
            parts.append(words[code])
        found[tuple(reversed(parts))] = last
    return found
