"""Rows: findings read from the columns of their table, only those that are asked for.

A national edition has millions of findings and a page shows a hundred. So nothing is sorted or turned into
records ahead of time: a row becomes a `Finding` when a page asks for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
_Listed = tuple[memoryview, memoryview, list[str], dict[bytes, tuple[str, ...]]]
"""Where the list of each row ends, the codes of all lists, the word of each code, and the lists read so far."""
_FEW = 12
"""Rows up to which it costs less to take them one by one than together."""
_NO_DATE = -(10**6)
_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Taken:
    """What the columns hold of some rows, beside numbers.

    Parameters
    ----------
    words
        For each row its words in the order of `WORDS`, None for a missing one.
    dates
        First and last day of the period and of the one compared with, in days since 1 January 1970.
    synthetic
        Whether the row is made up.
    caveats, breaks, vintages
        Its keys and ids.
    """

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
        whole = table.unify_dictionaries().combine_chunks()
        self.count = whole.num_rows
        coded = [_coded(_chunk(whole, name)) for name in WORDS]
        self._words = [words for _, words in coded]
        self._codes = _block((codes for codes, _ in coded), np.int32, shape=(self.count, len(WORDS)))
        self._lists = {name: _listed(_chunk(whole, name)) for name in _LISTS}
        numbers = (_chunk(whole, name).to_numpy(zero_copy_only=False) for name in NUMBERS)
        self._numbers = _block(numbers, np.float64, shape=(self.count, len(NUMBERS)))
        days = (_days(_chunk(whole, name)) for name in _DATES)
        self._dates = _block(days, np.int32, shape=(self.count, len(_DATES)))
        self._synthetic = _chunk(whole, "synthetic").to_numpy(zero_copy_only=False)
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
        return [None if value != value else value for value in (float(values[row]) for row in rows)]

    def numbers(self, rows: Sequence[int]) -> npt.NDArray[np.float64]:
        """Return the numbers of rows in the order of `NUMBERS`, NaN for what is missing; (rows, columns)."""
        return self._numbers[np.array(rows, dtype=np.int64)]

    def take(self, rows: Sequence[int]) -> Taken:
        """Return what the columns hold of rows beside numbers, in the order asked for."""
        return Taken(
            [
                [words[code] for words, code in zip(self._words, codes, strict=True)]
                for codes in _cut(self._codes, rows)
            ],
            _cut(self._dates, rows),
            [bool(self._synthetic[row]) for row in rows],
            *(self._texts(name, rows) for name in _LISTS),
        )

    def read(self, rows: Sequence[int]) -> tuple[Finding, ...]:
        """Return rows as findings, in the order asked for."""
        taken = self.take(rows)
        numbers = [[None if n != n else n for n in each] for each in _cut(self._numbers, rows)]
        parts = (taken.words, numbers, taken.dates, taken.synthetic)
        lists = (taken.caveats, taken.breaks, taken.vintages)
        return tuple(map(self._finding, *parts, *lists))

    def _finding(
        self,
        word: list[Any],
        numbers: list[float | None],
        dates: list[int],
        synthetic: bool,
        caveats: tuple[str, ...],
        breaks: tuple[str, ...],
        vintages: tuple[str, ...],
    ) -> Finding:
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


def _block(columns: Iterable[npt.NDArray[Any]], form: Any, *, shape: tuple[int, int]) -> npt.NDArray[Any]:
    """Return columns side by side in one array of one type; each is copied in as it comes, so that no more
    than one is held twice.
    """
    block = np.empty(shape, dtype=form)
    for place, column in enumerate(columns):
        block[:, place] = column
    return block


def _chunk(table: pa.Table, name: str) -> Any:
    column = table.column(name)
    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


def _coded(array: Any) -> tuple[Rows, list[Any]]:
    encoded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    words = encoded.dictionary.to_pylist()
    codes = pc.fill_null(encoded.indices, len(words)).to_numpy(zero_copy_only=False)
    return codes, [*words, None]


def _listed(array: Any) -> _Listed:
    codes, words = _coded(array.flatten())
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(array) + 1, dtype=np.int32)
    np.cumsum(lengths, out=offsets[1:])
    # a view is cut in a third of the time that an array takes
    return offsets.data, codes.data, words, {}


def _days(array: Any) -> Days:
    days: Days = pc.fill_null(array.cast(pa.int32()), _NO_DATE).to_numpy(zero_copy_only=False)
    return days
