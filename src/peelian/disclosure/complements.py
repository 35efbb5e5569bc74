"""Complements: which further counts to hide so that those hidden already cannot be worked out.

First a greedy pass sees to it that no sum gives a count away by itself. Then the attack is carried out, and
for each count that it still recovers, or pins down too closely, one more is hidden; again, until it fails.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np

from peelian.disclosure.equations import Equations, Flags, Places, Values
from peelian.disclosure.views import Attack


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is hidden in the end, and what could not be kept.

    Parameters
    ----------
    unknown
        True for what is hidden or was never published, shape (cells,).
    narrow, exact
        Counts that are still pinned down too closely, and those still worked out exactly, because there is
        nothing left that may be hidden.
    """

    unknown: Flags
    narrow: Places
    exact: Places


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be hidden, and at what loss.

    Parameters
    ----------
    first, last
        True for counts that may be hidden as they are needed, and for those hidden only where a count could
        otherwise be worked out exactly, shape (cells,).
    cost
        What is lost by hiding each, shape (cells,).
    floor
        What every reader knows each to be at least, shape (cells,).
    block
        Counts with one number are hidden together, shape (cells,).
    """

    first: Flags
    last: Flags
    cost: Values
    floor: Values
    block: Places


def add_complements(
    equations: Equations,
    *,
    unknown: Flags,
    exposed: Attack,
    choice: Choice,
    width: Values,
    greedy: bool = True,
) -> Hidden:
    """Return which counts are unknown once enough has been hidden.

    Parameters
    ----------
    equations
        The counts and how they add up.
    unknown
        True for what is hidden already or was never published, shape (cells,).
    exposed
        Carries out the attack: returns the counts pinned down too closely, and among them those worked out
        exactly.
    choice
        What may be hidden.
    width
        How far the interval of each hidden count must reach, shape (cells,); 0 where nothing is required.
    greedy
        False where published counts are rounded, so that a sum with one hidden count need not give it away.
    """
    state = _State(equations, unknown.copy(), choice)
    if greedy:
        state.close_sums(width)
    while True:
        narrow, exact = exposed(state.unknown)
        added = state.widen(narrow, exact=set(exact.tolist()), width=width, greedy=greedy)
        if not added:
            return Hidden(state.unknown, narrow, exact)


class _State:
    def __init__(self, equations: Equations, unknown: Flags, choice: Choice) -> None:
        self.unknown = unknown
        self._choice = choice
        self._values = equations.values
        self._rows = equations.matrix.tocsr()
        self._columns = equations.matrix.tocsc()
        self._may = choice.first | choice.last
        order = np.argsort(choice.block, kind="stable")
        self._order, self._sorted = order, choice.block[order]
        self._count = np.asarray(abs(self._rows) @ unknown.astype(np.float64)).astype(np.int64)

    def cells_of(self, equation: int) -> Places:
        return np.asarray(self._rows.indices[self._rows.indptr[equation] : self._rows.indptr[equation + 1]])

    def equations_with(self, cell: int) -> Places:
        return np.asarray(self._columns.indices[self._columns.indptr[cell] : self._columns.indptr[cell + 1]])

    def hide(self, cell: int) -> Places:
        """Hide a count and its block; return the equations that they stand in."""
        block = self._choice.block[cell]
        start, end = np.searchsorted(self._sorted, [block, block + 1])
        members = self._order[start:end]
        met = []
        for member in members[self._may[members] & ~self.unknown[members]]:
            self.unknown[member] = True
            equations = self.equations_with(int(member))
            self._count[equations] += 1
            met.append(equations)
        return np.unique(np.concatenate(met)) if met else np.zeros(0, dtype=np.int64)

    def close_sums(self, width: Values) -> None:
        """Hide until no sum has a single hidden count, nor hidden parts too small together to hide one."""
        self._close(deque(np.flatnonzero(self._count > 0).tolist()), width)

    def _close(self, waiting: deque[int], width: Values) -> None:
        while waiting:
            equation = waiting.popleft()
            while self._gives_away(equation, width):
                cell = self._cheapest(self.cells_of(equation), self._choice.first)
                if cell is None:
                    break
                waiting.extend(self.hide(cell).tolist())

    def _gives_away(self, equation: int, width: Values) -> bool:
        if self._count[equation] == 0:
            return False
        span = slice(self._rows.indptr[equation], self._rows.indptr[equation + 1])
        cells, signs = self._rows.indices[span], self._rows.data[span]
        hidden = self.unknown[cells]
        need = float(width[cells[hidden]].max())
        if need == 0:
            return False
        if self._count[equation] == 1:
            return True
        if hidden[signs > 0].any():
            return False
        return float((self._values - self._choice.floor)[cells[hidden]].sum()) < need

    def _cheapest(self, cells: Places, allowed: Flags) -> int | None:
        """Return the count that closes most sums for the least loss and opens fewest."""
        best: tuple[float, int] | None = None
        for cell in cells:
            if self.unknown[cell] or not allowed[cell]:
                continue
            met = self._count[self.equations_with(cell)]
            closes, opens = int((met == 1).sum()), int((met == 0).sum())
            score = float(self._choice.cost[cell]) * (1 + opens) / (1 + closes)
            if best is None or (score, int(cell)) < best:
                best = (score, int(cell))
        return None if best is None else best[1]

    def widen(self, narrow: Places, *, exact: set[int], width: Values, greedy: bool) -> bool:
        """Hide one more count for each that is pinned down; say whether there was any to hide."""
        touched: set[int] = set()
        added = False
        for cell in narrow:
            near = self.equations_with(int(cell))
            if touched.intersection(near.tolist()):
                continue
            chosen = self._beside(int(cell), exact=int(cell) in exact)
            if chosen is None:
                continue
            met = self.hide(chosen).tolist()
            touched.update(near.tolist())
            touched.update(met)
            if greedy:
                self._close(deque(met), width)
            added = True
        return added

    def _beside(self, cell: int, *, exact: bool) -> int | None:
        """Return a count to hide: from the sums of the cell, then from those of its hidden neighbours."""
        allowed = (self._choice.first, self._choice.last) if exact else (self._choice.first,)
        for which in allowed:
            seen, edge = {cell}, {cell}
            while edge:
                equations = sorted({int(e) for member in edge for e in self.equations_with(member)})
                cells = [np.zeros(0, dtype=np.int64), *(self.cells_of(each) for each in equations)]
                around = np.unique(np.concatenate(cells))
                chosen = self._cheapest(around, which)
                if chosen is not None:
                    return chosen
                hidden = {int(c) for c in around if self.unknown[c]}
                edge = hidden - seen
                seen |= hidden
        return None
