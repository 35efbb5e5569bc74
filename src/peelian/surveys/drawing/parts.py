"""The parts of a list that are drawn from separately, and how many interviews are wanted of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.errors import DefinitionError
from peelian.statistics.survey.allocation import share_out
from peelian.surveys.drawing.draw import Draw
from peelian.surveys.drawing.frame import Frame

Rows = NDArray[np.int64]

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list.

    Parameters
    ----------
    values
        Its values of the columns of strata.
    rows
        Places in the list of those in it who may be drawn.
    interviews
        Interviews wanted.
    """

    values: tuple[str, ...]
    rows: Rows
    interviews: int


def parts_of(frame: Frame, draw: Draw, *, kept: NDArray[np.bool_]) -> tuple[Part, ...]:
    """Return the parts in the order of their values, with the interviews wanted of each.

    Parameters
    ----------
    frame, draw
        The list and the rules.
    kept
        Which rows may be drawn, shape (rows,).

    Raises
    ------
    DefinitionError
        If interviews are wanted of a part in which nobody may be drawn.
    """
    columns = [frame.columns[heading].codes for heading in draw.strata]
    rows_of: dict[tuple[str, ...], list[int]] = {}
    for row in np.flatnonzero(kept):
        rows_of.setdefault(tuple(column[row] for column in columns), []).append(int(row))
    names = sorted(rows_of)
    held = np.array([len(rows_of[name]) for name in names], dtype=np.int64)
    wanted = _wanted(draw, names, held)
    return tuple(
        Part(name, np.array(rows_of[name], dtype=np.int64), int(interviews))
        for name, interviews in zip(names, wanted, strict=True)
    )


def _wanted(draw: Draw, names: list[tuple[str, ...]], held: Rows) -> Rows:
    asked = draw.wanted
    if asked.each is not None:
        return np.full(len(names), asked.each, dtype=np.int64)
    # So many more are drawn than interviews are wanted; a part gives no more interviews than that leaves it.
    most = np.floor(held * draw.response + 1e-9).astype(np.int64)
    if asked.total is not None:
        return share_out(asked.total, most, how=asked.shared)
    if asked.per:
        at = draw.strata.index(asked.by)
        _refuse_absent(draw, [name for name in asked.per if name not in {part[at] for part in names}], names)
        found = np.zeros(len(names), dtype=np.int64)
        for value, total in asked.per.items():
            inside = np.array([part[at] == value for part in names])
            found[inside] = share_out(total, most[inside], how=asked.shared)
        return found
    given = {tuple(str(each) for each in cell[:-1]): int(cell[-1]) for cell in asked.cells}
    _refuse_absent(draw, [", ".join(cell) for cell in given if cell not in names], names)
    return np.array([given.get(name, 0) for name in names], dtype=np.int64)


def _refuse_absent(draw: Draw, absent: list[str], names: list[tuple[str, ...]]) -> None:
    if absent:
        known = [", ".join(name) for name in names[:_SHOWN]]
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        raise DefinitionError(
            f"{draw.draw}: wanted",
            found=f"interviews of {'; '.join(absent[:_SHOWN])}, where nobody may be drawn",
            accepted=f"parts of the list: {'; '.join(known)}{more}",
            next_step="write values as they stand in the list, or see in the log who was left out",
        )
