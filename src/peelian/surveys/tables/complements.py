"""Which columns of a heading are withheld so that none under the least base can be worked out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from peelian.disclosure.complements import Choice, add_complements
from peelian.disclosure.equations import equations_of
from peelian.disclosure.views import View, exposed_to
from peelian.surveys.tables.banner import BannerGroup

Inside = NDArray[np.bool_]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

_NO_COLUMN = -1


def withheld_columns(bases: Sequence[Inside], group: BannerGroup, *, least: int) -> Flags:
    """Return which columns of a heading are withheld for some rows of a table, shape (columns,).

    A column under the least base is everyone less the other columns. So where one is withheld, further ones
    are, those of the fewest people first, until the sums of bases leave any number of people under the least
    base possible for it: what can be worked out is then a number of at least that many people. The reader is
    taken to know every base that is shown, how columns add up, and that a withheld column is not empty
    (`peelian.disclosure`). Those in no column are a part that is never shown.

    Parameters
    ----------
    bases
        Who is in the base of each row, shapes (n,); a column is withheld in all of these rows or in none.
    group
        The heading.
    least
        With fewer people in its base a number is withheld.
    """
    sheet = _Sheet(least)
    for inside in {each.tobytes(): each for each in bases}.values():
        sheet.add(inside, group)
    return sheet.solved(len(group.columns))


@dataclass(slots=True)
class _Sheet:
    """Bases as cells of a system of sums: everyone, parts that are never shown, and columns."""

    least: int
    value: list[float] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    equation: list[int] = field(default_factory=list)
    part: list[int] = field(default_factory=list)
    everyone: list[int] = field(default_factory=list)

    def add(self, inside: Inside, group: BannerGroup) -> None:
        """Add the bases of a row."""
        codes = group.codes[inside]
        people = np.bincount(codes[codes >= 0], minlength=int(group.codes.max(initial=-1)) + 1).tolist()
        chosen = [tuple(dict.fromkeys(column.codes)) for column in group.columns]
        alone = {members[0]: place for place, members in enumerate(chosen) if len(members) == 1}
        named = sorted({code for members in chosen for code in members})
        parts = {
            code: self._cell(_people(people, code), column=alone.get(code, _NO_COLUMN)) for code in named
        }
        outside = self._cell(len(codes) - sum(_people(people, code) for code in named))
        self.everyone.append(self._cell(len(codes)))
        self._sum(self.everyone[-1], [*parts.values(), outside])
        for place, members in enumerate(chosen):
            if len(members) != 1 or alone[members[0]] != place:
                cell = self._cell(sum(_people(people, code) for code in members), column=place)
                self._sum(cell, [parts[code] for code in members])

    def solved(self, columns: int) -> Flags:
        """Return the columns that are withheld in the end."""
        value, column = np.array(self.value), np.array(self.column, dtype=np.int64)
        small = (column >= 0) & (value > 0) & (value < self.least)
        if not small.any():
            return np.zeros(columns, dtype=np.bool_)
        own = (column >= 0) & np.isin(column, column[small]) & (value > 0)
        everyone = np.zeros(len(value), dtype=np.bool_)
        everyone[self.everyone] = True
        hidden_whole = everyone & (value > 0) & (value < self.least)
        # A part that is no column by itself is never shown; an empty one is no secret.
        unknown = own | hidden_whole | ((column < 0) & ~everyone & (value > 0))
        equations = equations_of(
            np.array(self.totals), equation=np.array(self.equation), part=np.array(self.part), values=value
        )
        may = (column >= 0) & (value > 0)
        floor = np.where(~everyone & (value > 0), 1.0, 0.0)
        width = np.where(small, max(1.0, self.least - 2.0), np.where(may, 1.0, 0.0))
        view = View(floor, np.full(len(value), np.inf), width)
        made = add_complements(
            equations,
            unknown=unknown,
            exposed=exposed_to(equations, lambda _: (view,), blurred=np.zeros(len(value), dtype=np.bool_)),
            choice=Choice(may, np.zeros_like(may), value + 1, floor, self._blocks(column)),
            width=width,
            greedy=False,
        )
        return np.isin(np.arange(columns), column[made.unknown & may])

    def _blocks(self, column: Places) -> Places:
        alone = len(self.value) + np.arange(len(self.value))
        return np.where(column >= 0, column, alone)

    def _cell(self, value: int, *, column: int = _NO_COLUMN) -> int:
        self.value.append(float(value))
        self.column.append(column)
        return len(self.value) - 1

    def _sum(self, total: int, parts: Sequence[int]) -> None:
        self.equation += [len(self.totals)] * len(parts)
        self.part += parts
        self.totals.append(total)


def _people(counts: Sequence[int], code: int) -> int:
    return counts[code] if 0 <= code < len(counts) else 0
