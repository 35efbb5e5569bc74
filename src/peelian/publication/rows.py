"""Rows: findings read from the columns of their table, only those that are asked for.

A national edition has millions of findings and a page shows a hundred. So nothing is sorted, copied or turned
into records ahead of time: columns stay as they are, and a row becomes a `Finding` when a page asks for it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from peelian.findings.finding import Change, Finding, Standing, Usual
from peelian.reference.area import Area
from peelian.reference.period import Period

Rows = npt.NDArray[np.int64]
Days = npt.NDArray[np.int32]

_WORDS = ("measure", "title", "area_code", "area_level", "area_name", "group", "period_kind", "kind", "unit",
          "change_unit", "judgement", "state", "method", "code", "signal")  # fmt: skip
_LISTS = ("caveats", "breaks", "vintages")
_NUMBERS = ("value", "lower", "upper", "level", "numerator", "denominator", "base", "base_effective",
            "previous", "change", "change_lower", "change_upper", "change_q", "judged_among", "rank",
            "ranked", "rank_previous", "usual_centre", "usual_lower", "usual_upper")  # fmt: skip
_DATES = ("period_from", "period_to", "against_from", "against_to")
_NO_DATE = -(10**6)
_EPOCH = dt.date(1970, 1, 1)


class FindingRows:
    """The columns of a findings table, ready to be read row by row.

    Parameters
    ----------
    table
        A table with the columns of the findings store.
    """

    def __init__(self, table: pa.Table) -> None:
        whole = table.unify_dictionaries().combine_chunks()
        self._words = {name: _coded(_chunk(whole, name)) for name in _WORDS}
        self._lists = {name: _listed(_chunk(whole, name)) for name in _LISTS}
        self._numbers = {name: _chunk(whole, name).to_numpy(zero_copy_only=False) for name in _NUMBERS}
        self._dates = {name: _days(_chunk(whole, name)) for name in _DATES}
        self._synthetic = _chunk(whole, "synthetic").to_numpy(zero_copy_only=False)
        self._periods: dict[tuple[int, int, str], Period] = {}
        self._areas: dict[tuple[str, str, str], Area] = {}
        self._told: dict[tuple[str, bytes], tuple[str, ...]] = {}
        self.count = whole.num_rows

    def codes(self, name: str) -> tuple[Rows, list[str]]:
        """Return a column of words as numbers and the word of each number; what is missing has a number of
        its own.
        """
        codes, words = self._words[name]
        return codes, [word or "" for word in words]

    def ends(self) -> Days:
        """Return the last day of each row's period, in days since 1 January 1970."""
        return self._dates["period_to"]

    def read(self, rows: Rows) -> tuple[Finding, ...]:
        """Return rows as findings, in the order asked for."""
        return tuple(self._finding(row) for row in rows.tolist())

    def _finding(self, row: int) -> Finding:
        word = {name: words[codes[row]] for name, (codes, words) in self._words.items()}
        number = {name: _number(column[row]) for name, column in self._numbers.items()}
        base = number["base"]
        place = (word["area_code"], word["area_level"], word["area_name"])
        area = self._areas.get(place) or self._areas.setdefault(place, Area(*place))
        return Finding(
            measure=word["measure"],
            title=word["title"],
            area=area,
            period=self._period(row, "period_from", "period_to", word["period_kind"]),
            kind=word["kind"],
            unit=word["unit"],
            value=number["value"],
            numerator=number["numerator"],
            denominator=number["denominator"],
            base=None if base is None else int(base),
            method=word["method"],
            code=word["code"],
            vintages=self._list("vintages", row),
            lower=number["lower"],
            upper=number["upper"],
            level=number["level"] or 0.0,
            base_effective=number["base_effective"],
            group=word["group"] or None,
            change=self._change(row, word, number),
            state=word["state"],
            caveats=self._list("caveats", row),
            breaks=self._list("breaks", row),
            synthetic=bool(self._synthetic[row]),
            standing=_standing(number),
            usual=_usual(word, number),
        )

    def _change(self, row: int, word: dict[str, Any], number: dict[str, float | None]) -> Change | None:
        if not word["judgement"]:
            return None
        return Change(
            against=self._period(row, "against_from", "against_to", word["period_kind"]),
            previous=number["previous"],
            change=number["change"],
            lower=number["change_lower"],
            upper=number["change_upper"],
            unit=word["change_unit"] or "percent",
            judgement=word["judgement"],
            q=number["change_q"],
            among=int(number["judged_among"] or 0),
        )

    def _period(self, row: int, start: str, end: str, kind: Any) -> Period:
        key = (int(self._dates[start][row]), int(self._dates[end][row]), kind)
        found = self._periods.get(key)
        if found is None:
            days = (_EPOCH + dt.timedelta(days=key[0]), _EPOCH + dt.timedelta(days=key[1]))
            found = self._periods[key] = Period(*days, kind)
        return found

    def _list(self, name: str, row: int) -> tuple[str, ...]:
        offsets, codes, words = self._lists[name]
        piece = codes[offsets[row] : offsets[row + 1]]
        key = (name, piece.tobytes())
        found = self._told.get(key)
        if found is None:
            found = self._told[key] = tuple(words[code] for code in piece.tolist())
        return found


def _standing(number: dict[str, float | None]) -> Standing | None:
    rank, ranked, before = number["rank"], number["ranked"], number["rank_previous"]
    if rank is None or ranked is None:
        return None
    return Standing(int(rank), int(ranked), None if before is None else int(before))


def _usual(word: dict[str, Any], number: dict[str, float | None]) -> Usual | None:
    if not word["signal"]:
        return None
    centre, lower, upper = (number[f"usual_{end}"] or 0.0 for end in ("centre", "lower", "upper"))
    return Usual(centre, lower, upper, word["signal"])


def _number(value: Any) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - what is missing is the one number unequal to itself


def _chunk(table: pa.Table, name: str) -> Any:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _coded(array: Any) -> tuple[Rows, list[Any]]:
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    codes = pc.fill_null(encoded.indices, len(words)).to_numpy(zero_copy_only=False)
    return codes, [*words, None]


def _listed(array: Any) -> tuple[npt.NDArray[np.int32], Rows, list[str]]:
    codes, words = _coded(array.flatten())
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(array) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    return offsets, codes, words


def _days(array: Any) -> Days:
    days: Days = pc.fill_null(array.cast(pa.int32()), _NO_DATE).to_numpy(zero_copy_only=False)
    return days
