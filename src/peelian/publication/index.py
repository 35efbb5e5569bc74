"""The index: finds series, newest findings and groups in the findings table without walking through all of
it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from peelian.findings.finding import Finding
from peelian.findings.store import to_findings
from peelian.reference.area import Area

_KEYS = ("measure", "kind", "area_code", "period_kind", "group")
_FORMS = ("count", "share", "mean", "ratio", "gap", "rate")
_Rows = npt.NDArray[np.int64]


class FindingIndex:
    """Findings sorted by measure, area, kind of period, group and date.

    A measure may come in two forms, a count and beside it a rate. The first form is found under the measure's
    own id, the other under "id:rate".

    Parameters
    ----------
    table
        The findings store's table.
    """

    def __init__(self, table: pa.Table) -> None:
        table = table.combine_chunks()
        order, self._spans = _order(table)
        self._table = table.take(pa.array(order))
        self._groups: dict[tuple[str, str, str], list[str]] = {}
        for measure, area, kind, group in self._spans:
            if group:
                self._groups.setdefault((measure, area, kind), []).append(group)
        ends = self._table.column("period_to").cast(pa.int32()).to_numpy().astype(np.int64)
        self._ends: _Rows = ends
        self._areas = _areas(table)
        self._levels = _newest(table)

    @property
    def measures(self) -> tuple[str, ...]:
        """Ids of the measures that have findings; the second form of a measure is not listed."""
        return tuple(dict.fromkeys(measure for measure, _, _ in self._levels if ":" not in measure))

    @property
    def areas(self) -> tuple[Area, ...]:
        """Every place that has a finding."""
        return self._areas

    def first(self, measure: str) -> Finding:
        """Return any one finding of a measure, to learn its title and unit from."""
        start = next(span[0] for key, span in self._spans.items() if key[0] == measure)
        return self._read(np.array([start]))[0]

    def newest(self, measure: str, *, level: str, kind: str) -> dt.date | None:
        """Return the last day of the newest period a measure has at a level, or None."""
        return self._levels.get((measure, level, kind))

    def kinds(self, measure: str) -> frozenset[str]:
        """Return the kinds of period a measure has."""
        return frozenset(kind for name, _, kind in self._levels if name == measure)

    def levels(self, measure: str) -> frozenset[str]:
        """Return the levels of area a measure has."""
        return frozenset(level for name, level, _ in self._levels if name == measure)

    def series(
        self, measure: str, area: str, kind: str, *, group: str = "", last: int = 0
    ) -> tuple[Finding, ...]:
        """Return the findings of one place in order of date; only the `last` ones where that is not 0."""
        start, stop = self._spans.get((measure, area, kind, group), (0, 0))
        start = max(start, stop - last) if last else start
        return self._read(np.arange(start, stop))

    def at(
        self, measure: str, areas: Iterable[str], kind: str, *, end: dt.date | None, group: str = ""
    ) -> tuple[Finding, ...]:
        """Return the findings of several places for the period that ends on `end`; places without one are
        left out.
        """
        return self.many(((measure, area, kind, group) for area in areas), end=end)

    def many(self, keys: Iterable[tuple[str, str, str, str]], *, end: dt.date | None) -> tuple[Finding, ...]:
        """Return one finding for each key (measure, area, kind, group) that has one ending on `end`.

        With `end` None, each key's newest finding is returned.
        """
        day = None if end is None else (end - dt.date(1970, 1, 1)).days
        rows = []
        for key in keys:
            start, stop = self._spans.get(key, (0, 0))
            if start == stop:
                continue
            if day is None:
                rows.append(stop - 1)
                continue
            found = start + int(np.searchsorted(self._ends[start:stop], day))
            if found < stop and self._ends[found] == day:
                rows.append(found)
        return self._read(np.array(rows, dtype=np.int64))

    def groups(self, measure: str, area: str, kind: str) -> tuple[str, ...]:
        """Return the groups ("field=value") a measure is split by in a place."""
        return tuple(self._groups.get((measure, area, kind), ()))

    def _read(self, rows: _Rows) -> tuple[Finding, ...]:
        if not len(rows):
            return ()
        taken = self._table.take(pa.array(rows))
        return tuple(to_findings(taken))


def _order(table: pa.Table) -> tuple[_Rows, dict[tuple[str, str, str, str], tuple[int, int]]]:
    """Return the rows in order of their keys and dates, and the stretch of rows that each key has."""
    codes, names = [], []
    for key in _KEYS:
        encoded = _one_chunk(table.column(key)).dictionary_encode()
        codes.append(encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64))
        names.append(encoded.dictionary.to_pylist())
    ends = table.column("period_to").cast(pa.int32()).to_numpy()
    order: _Rows = np.lexsort((ends, *reversed(codes)))
    if not len(order):
        return order, {}
    stacked = np.stack([code[order] for code in codes])
    first = np.flatnonzero(np.r_[True, (stacked[:, 1:] != stacked[:, :-1]).any(axis=0)])
    stops = [*first[1:].tolist(), len(order)]
    told = [[names[k][code] for code in stacked[k, first].tolist()] for k in range(len(_KEYS))]
    main = _main_forms(zip(told[0], told[1], strict=True))
    spans = {}
    for measure, form, area, period, group, start, stop in zip(*told, first.tolist(), stops, strict=True):
        spans[_thread(measure, form, main), area, period, group] = (start, stop)
    return order, spans


def _one_chunk(column: pa.ChunkedArray) -> pa.Array:
    made = pc.fill_null(column.cast(pa.string()), "")
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made


def _main_forms(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    forms: dict[str, set[str]] = {}
    for measure, form in pairs:
        forms.setdefault(measure, set()).add(form)
    return {measure: min(found, key=_FORMS.index) for measure, found in forms.items()}


def _thread(measure: str, form: str, main: dict[str, str]) -> str:
    return measure if main[measure] == form else f"{measure}:{form}"


def _newest(table: pa.Table) -> dict[tuple[str, str, str], dt.date]:
    """Return the last day of the newest period of each measure, level of area and kind of period."""
    names = ["measure", "kind", "area_level", "period_kind"]
    plain = table.select([*names, "period_to"])
    for place, name in enumerate(names):
        plain = plain.set_column(place, name, _one_chunk(plain.column(name)))
    rows = plain.group_by(names, use_threads=False).aggregate([("period_to", "max")]).to_pylist()
    main = _main_forms((row["measure"], row["kind"]) for row in rows)
    return {
        (_thread(row["measure"], row["kind"], main), row["area_level"], row["period_kind"]): row[
            "period_to_max"
        ]
        for row in rows
    }


def _areas(table: pa.Table) -> tuple[Area, ...]:
    names = ["area_code", "area_level", "area_name"]
    named = pa.table([_one_chunk(table.column(name)) for name in names], names=names)
    rows = named.group_by(names, use_threads=False).aggregate([]).to_pylist()
    return tuple(Area(row["area_code"], row["area_level"], row["area_name"]) for row in rows)
