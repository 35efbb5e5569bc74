"""The attack: what the hidden counts could be, given everything published. Linear programming does the sums.

A reader who knows the published counts, how tables add up and that counts are not negative can bound each
hidden count from both sides (Fischetti and Salazar, Management Science 47, 2001, call it the attacker's
problem). Here the true table is always one solution, so the programmes look for how far one may move away
from it. Leaving out that counts are whole numbers makes the attacker of the programme know less than one who
solves it in whole numbers; the ends are therefore drawn in to whole numbers, and for plain two-way tables
nothing is lost at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from peelian.disclosure.equations import Equations, Flags, Places, Values

_NEAR = 1e-6
_FAR = 1e7
_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Intervals:
    """What counts could be.

    Parameters
    ----------
    cells
        The cells, shape (n,).
    lower, upper
        The smallest and largest whole number each could be, shape (n,); infinite where there is no end.
    """

    cells: Places
    lower: Values
    upper: Values


def attack(
    equations: Equations, *, unknown: Flags, lower: Values, upper: Values, only: Flags | None = None
) -> Intervals:
    """Return the interval in which each unknown count must lie.

    Parameters
    ----------
    equations
        The counts and how they add up.
    unknown
        True for the counts that the attacker does not know, shape (cells,).
    lower, upper
        What the attacker knows of each count beforehand, shape (cells,); the true counts lie within.
    only
        The unknown counts that are asked about, shape (cells,); left out, all of them.
    """
    puzzle = _Puzzle.of(equations, unknown, lower, upper)
    n = len(puzzle.cells)
    least, most = np.zeros(n), np.zeros(n)
    asked = np.ones(n, dtype=np.bool_) if only is None else only[puzzle.cells]
    for chosen in puzzle.one_from_each(asked):
        goal = np.zeros(n)
        goal[chosen] = 1.0
        most[chosen] = puzzle.move(goal, _FAR)[chosen]
        least[chosen] = puzzle.move(-goal, _FAR)[chosen]
    ends = np.ceil(puzzle.truth + least - _NEAR), np.floor(puzzle.truth + most + _NEAR)
    return Intervals(
        puzzle.cells[asked],
        np.where(least <= -_FAR / 2, -np.inf, ends[0])[asked],
        np.where(most >= _FAR / 2, np.inf, ends[1])[asked],
    )


def find_exposed(
    equations: Equations, *, unknown: Flags, lower: Values, upper: Values, width: Values, seed: int = 1
) -> Places:
    """Return the unknown counts whose interval is narrower than required.

    Far fewer programmes are solved than there are counts: each solution is a table that could be the true
    one, and bears witness for all of its counts at once.

    Parameters
    ----------
    equations, unknown, lower, upper
        As for `attack`.
    width
        How far the interval must reach from end to end, shape (cells,); 0 where nothing is required.
    seed
        Seed of the directions in which witnesses are sought. The answer does not depend on it.
    """
    puzzle = _Puzzle.of(equations, unknown, lower, upper)
    need = width[puzzle.cells]
    seen = _Seen(puzzle, need)
    rng = np.random.default_rng(seed)
    for _ in range(_ROUNDS):
        open_before = int(seen.open.sum())
        if not open_before:
            break
        goal = np.where(seen.open, rng.choice([-1.0, 1.0], size=len(need)), 0.0)
        seen.add(puzzle.move(goal, need))
        seen.add(puzzle.move(-goal, need))
        if open_before - int(seen.open.sum()) < max(1, open_before // 50):
            break
    exposed = np.zeros(len(need), dtype=np.bool_)
    while seen.open.any():
        for chosen in puzzle.one_from_each(seen.open):
            goal = np.zeros(len(need))
            goal[chosen[seen.open[chosen]]] = 1.0
            seen.add(puzzle.move(goal, need))
            seen.add(puzzle.move(-goal, need))
            exposed[chosen] |= seen.open[chosen]
            seen.open[chosen] = False
    return puzzle.cells[exposed]


@dataclass(frozen=True, slots=True)
class _Puzzle:
    """The unknown counts alone: moves d away from the truth that keep every sum."""

    cells: Places
    truth: Values
    matrix: Any
    down: Values
    up: Values
    island: NDArray[np.int32]

    @classmethod
    def of(cls, equations: Equations, unknown: Flags, lower: Values, upper: Values) -> _Puzzle:
        cells = np.flatnonzero(unknown)
        columns = equations.matrix.tocsc()[:, cells].tocsr()
        matrix = columns[np.diff(columns.indptr) > 0]
        truth = equations.values[cells]
        links = sparse.bmat([[None, matrix.T], [matrix, None]]) if matrix.shape[0] else None
        island = (
            np.arange(len(cells), dtype=np.int32)
            if links is None
            else sparse.csgraph.connected_components(links, directed=False)[1][: len(cells)]
        )
        down, up = lower[cells] - truth, upper[cells] - truth
        if (down > _NEAR).any() or (up < -_NEAR).any():
            raise ValueError("what the attacker knows beforehand must hold for the true counts")
        return cls(cells, truth, matrix, np.minimum(down, 0.0), np.maximum(up, 0.0), island)

    def move(self, goal: Values, reach: Values | float) -> Values:
        """Return the move that goes furthest towards the goal; counts of the goal move by `reach` at most."""
        from scipy import optimize  # slow to import, and open counts are not attacked

        sought = goal != 0
        limit = np.where(sought, reach, _FAR)
        found = optimize.linprog(
            -goal,
            A_eq=self.matrix if self.matrix.shape[0] else None,
            b_eq=np.zeros(self.matrix.shape[0]) if self.matrix.shape[0] else None,
            bounds=np.column_stack([np.maximum(self.down, -limit), np.minimum(self.up, limit)]),
            method="highs",
        )
        if found.x is None:
            raise ArithmeticError(f"the attack could not be carried out: {found.message}")
        return np.asarray(found.x, dtype=np.float64)

    def one_from_each(self, wanted: Flags) -> Iterator[Places]:
        """Yield the wanted counts in batches with at most one from each island of linked counts.

        Islands know nothing of each other, so that one programme serves them all.
        """
        places = np.flatnonzero(wanted)
        order = places[np.argsort(self.island[places], kind="stable")]
        islands = self.island[order]
        first = np.r_[True, islands[1:] != islands[:-1]] if len(order) else np.zeros(0, dtype=np.bool_)
        starts = np.flatnonzero(first)
        turn = np.arange(len(order)) - np.repeat(starts, np.diff(np.r_[starts, len(order)]))
        for number in range(int(turn.max()) + 1 if len(order) else 0):
            yield order[turn == number]


class _Seen:
    """The smallest and largest moves seen so far, and which counts still lack witnesses."""

    def __init__(self, puzzle: _Puzzle, need: Values) -> None:
        self._truth, self._need = puzzle.truth, need
        self._least, self._most = np.zeros(len(need)), np.zeros(len(need))
        self.open: Flags = need > 0

    def add(self, move: Values) -> None:
        self._least = np.minimum(self._least, move)
        self._most = np.maximum(self._most, move)
        low = np.ceil(self._truth + self._least - _NEAR)
        high = np.floor(self._truth + self._most + _NEAR)
        self.open = self.open & (high - low < self._need)
