"""Rows: findings read from the columns of their table, only those that are asked for.

A national edition has millions of findings and a page shows a hundred. So nothing is sorted or turned into
records ahead of time: a row becomes a `Finding` when a page asks for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
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

WORDS = ("measure", "title", "area_code", "area_level", "area_name", "group", "period_kind", "kind", "unit",
         "change_unit", "judgement", "state", "method", "code", "signal")  # fmt: skip
"""Columns of words, in the order in which they are read."""
_LISTS = ("caveats", "breaks", "vintages")
NUMBERS = ("value", "lower", "upper", "level", "numerator", "denominator", "base", "base_effective",
           "previous", "change", "change_lower", "change_upper", "change_q", "judged_among", "rank",
           "ranked", "rank_previous", "usual_centre", "usual_lower", "usual_upper")  # fmt: skip
"""Columns of numbers, in the order in which they are read."""
_DATES = ("period_from", "period_to", "against_from", "against_to")
_PERIOD_KIND, _CHANGE_UNIT, _JUDGEMENT = map(WORDS.index, ("period_kind", "change_unit", "judgement"))
_REST = (*_LISTS, *NUMBERS, *_DATES, "synthetic")
_Listed = tuple[memoryview, memoryview, list[str], dict[bytes, tuple[str, ...]]]
"""Where the list of each row ends, the codes of all lists, the word of each code, and lists read so far."""
_AT_ONCE = 8192
"""Rows that are laid into a block at a time."""
_FEW = 12
"""Rows up to which it costs less to take them one by one than together."""
_NO_DATE = -(10**6)
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the columns hold of some rows, beside numbers.

    Parameters
    ----------
    kinds, words
        For each row which of the combinations of words it has, and those: words in the order of `WORDS`, None
        for a missing one.
    dates
        First and last day of the period and of the one compared with, in days since 1 January 1970.
    synthetic
        Whether the row is made up.
    caveats, breaks, vintages
        Its keys and ids.
    """

    kinds: Sequence[int]
    words: list[list[Any]]
    dates: list[list[int]]
    synthetic: list[bool]
    caveats: list[tuple[str, ...]]
    breaks: list[tuple[str, ...]]
    vintages: list[tuple[str, ...]]


class FindingRows:
    """The columns of a findings table, ready to be read row by row.

    Columns of one type lie side by side in one block, so that the rows asked for are taken out of each block
    in one step: a page asks some sixty times for eight rows, and a step for each column cost more than the
    findings did.

    Parameters
    ----------
    table
        A table with the columns of the findings store.
    """

    def __init__(self, table: pa.Table) -> None:
        coded = {name: _as_coded(table[name]) for name in WORDS}
        whole = pa.table({**coded, **{name: table[name] for name in _REST}}).unify_dictionaries()
        self.count = whole.num_rows
        self._words = [_words(whole[name]) for name in WORDS]
        absent = [len(words) - 1 for words in self._words]
        self._codes = _block(whole, WORDS, np.int32, lambda column, place: _codes(column, absent[place]))
        self._lists = {name: _listed(_whole(whole[name])) for name in _LISTS}
        self._numbers = _block(whole, NUMBERS, np.float64, lambda column, _: _array(column))
        self._dates = _block(whole, _DATES, np.int32, lambda column, _: _days(column))
        self._synthetic = _array(_whole(whole["synthetic"]))
        self._periods: dict[tuple[int, int, str], Period] = {}
        self._areas: dict[tuple[str, str, str], Area] = {}

    def codes(self, name: str) -> tuple[Rows, list[str]]:
        """Return a column of words as numbers and the word of each number; what is missing has a number of
        its own.
        """
        place = WORDS.index(name)
        return self._codes[:, place], [word or "" for word in self._words[place]]

    def ends(self) -> Days:
        """Return the last day of each row's period, in days since 1 January 1970."""
        return self._dates[:, _DATES.index("period_to")]

    def values(self, rows: Sequence[int]) -> list[float | None]:
        """Return the value of each row."""
        values = self._numbers[:, 0]
        return [None if isnan(value) else value for value in (float(values[row]) for row in rows)]

    def numbers(self, rows: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return the numbers of rows in the order of `NUMBERS`, NaN for what is missing; (rows, columns)."""
        return self._numbers[np.array(rows, dtype=np.int64)]

    def take(self, rows: Sequence[int]) -> Taken:
        """Return what the columns hold of rows beside numbers, in the order asked for."""
        kinds, codes = _told_apart(self._codes, rows)
        return Taken(kinds, self._said(codes), *self._beside(rows))

    def read(self, rows: Sequence[int]) -> tuple[Finding, ...]:
        """Return rows as findings, in the order asked for."""
        words = self._said(_cut(self._codes, rows))
        numbers = [[None if isnan(n) else n for n in each] for each in _cut(self._numbers, rows)]
        return tuple(map(self._finding, words, numbers, *self._beside(rows)))

    def _said(self, codes: list[list[int]]) -> list[list[Any]]:
        return [[words[code] for words, code in zip(self._words, each, strict=True)] for each in codes]

    def _beside(self, rows: Sequence[int]) -> tuple[list[Any], ...]:
        """Return the dates of rows, whether they are made up, and their lists."""
        made_up = [bool(self._synthetic[row]) for row in rows]
        return _cut(self._dates, rows), made_up, *(self._texts(name, rows) for name in _LISTS)

    def _finding(
        self,
        word: list[Any],
        numbers: list[float | None],
        dates: list[int],
        synthetic: bool,
        *texts: tuple[str, ...],
    ) -> Finding:
        caveats, breaks, vintages = texts
        measure, title, area, level, place, group, period, kind, unit, *_, state, method, code, signal = word
        value, lower, upper, sure, above, below, base, effective, *compared = numbers
        where = (area, level, place)
        return Finding(
            measure=measure,
            title=title,
            area=self._areas.get(where) or self._areas.setdefault(where, Area(*where)),
            period=self._period(dates[0], dates[1], period),
            kind=kind,
            unit=unit,
            value=value,
            numerator=above,
            denominator=below,
            base=None if base is None else int(base),
            method=method,
            code=code,
            vintages=vintages,
            lower=lower,
            upper=upper,
            level=sure,
            base_effective=effective,
            group=group or None,
            change=self._change(word, compared, dates) if word[_JUDGEMENT] else None,
            state=state,
            caveats=caveats,
            breaks=breaks,
            synthetic=synthetic,
            standing=_standing(*compared[6:9]),
            usual=_usual(compared[9:], signal),
        )

    def _change(self, word: list[Any], compared: list[float | None], dates: list[int]) -> Change:
        previous, change, lower, upper, q, among, *_ = compared
        return Change(
            against=self._period(dates[2], dates[3], word[_PERIOD_KIND]),
            previous=previous,
            change=change,
            lower=lower,
            upper=upper,
            unit=word[_CHANGE_UNIT] or "percent",
            judgement=word[_JUDGEMENT],
            q=q,
            among=int(among or 0),
        )

    def _period(self, start: int, end: int, kind: Any) -> Period:
        key = (start, end, kind)
        found = self._periods.get(key)
        if found is None:
            days = (_EPOCH + dt.timedelta(days=start), _EPOCH + dt.timedelta(days=end))
            found = self._periods[key] = Period(*days, kind)
        return found

    def _texts(self, name: str, rows: Sequence[int]) -> list[tuple[str, ...]]:
        offsets, codes, words, told = self._lists[name]
        out = []
        for row in rows:
            piece = codes[offsets[row] : offsets[row + 1]]
            key = piece.tobytes()
            found = told.get(key)
            if found is None:
                found = told[key] = tuple([words[code] for code in piece])
            out.append(found)
        return out


def _standing(rank: float | None, ranked: float | None, before: float | None) -> Standing | None:
    if rank is None or ranked is None:
        return None
    return Standing(int(rank), int(ranked), None if before is None else int(before))


def _usual(ends: list[float | None], signal: Any) -> Usual | None:
    if not signal:
        return None
    centre, lower, upper = (end or 0.0 for end in ends)
    return Usual(centre, lower, upper, signal)


def _cut(block: npt.NDArray[Any], rows: Sequence[int]) -> list[list[Any]]:
    """Return rows of a block: most readings are of one row."""
    if len(rows) <= _FEW:
        return [block[row].tolist() for row in rows]
    found: list[list[Any]] = block[np.array(rows, dtype=np.int64)].tolist()
    return found


def _told_apart(block: npt.NDArray[np.int32], rows: Sequence[int]) -> tuple[Sequence[int], list[list[int]]]:
    """Return rows of a block, those that are alike once, and which of them each row is."""
    whole = np.dtype((np.void, block.itemsize * block.shape[1]))
    keys: list[Any] = block[np.array(rows, dtype=np.int64)].view(whole).ravel().tolist()
    places = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    alike = np.frombuffer(b"".join(places), block.dtype).reshape(-1, block.shape[1])
    return [places[key] for key in keys], alike.tolist()


def _block(
    table: pa.Table, names: Sequence[str], form: Any, read: Callable[[pa.Array, int], npt.NDArray[Any]]
) -> npt.NDArray[Any]:
    """Return columns side by side in one array of one type.

    They are copied in some thousand rows at a time: then the rows that are being filled stay at hand while
    one column after the other is laid beside the last, and no column is held twice.
    """
    block = np.empty((table.num_rows, len(names)), dtype=form)
    start = 0
    for batch in table.select(names).to_batches(max_chunksize=_AT_ONCE):
        stop = start + batch.num_rows
        for place, column in enumerate(batch.columns):
            block[start:stop, place] = read(column, place)
        start = stop
    return block


def _array(column: pa.Array) -> npt.NDArray[Any]:
    array: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
    return array


def _whole(column: pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if column.num_chunks else pa.array([], column.type)


def _as_coded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column if pa.types.is_dictionary(column.type) else column.dictionary_encode()


def _words(column: pa.ChunkedArray) -> list[Any]:
    """Return the words of a coded column, and at last what stands for a missing one."""
    return [*(column.chunk(0).dictionary.to_pylist() if column.num_chunks else ()), None]


def _codes(column: pa.Array, absent: int) -> Rows:
    codes = column.indices
    return _array(pc.fill_null(codes, absent) if codes.null_count else codes)


def _listed(column: pa.Array) -> _Listed:
    items = _as_coded(column.flatten())
    words = [*items.dictionary.to_pylist(), None]
    lengths = _array(pc.fill_null(pc.list_value_length(column), 0))
    offsets = np.zeros(len(column) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    # a view is cut in a third of the time that an array takes
    return offsets.data, _codes(items, len(words) - 1).data, words, {}


def _days(column: pa.Array) -> Days:
    days = column.cast(pa.int32())
    return _array(pc.fill_null(days, _NO_DATE) if days.null_count else days)
