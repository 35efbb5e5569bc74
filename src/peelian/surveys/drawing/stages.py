"""Rows taken of one part: by chance alone, or of units that are drawn first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peelian.errors import FileRefused
from peelian.statistics.survey.allocation import share_out
from peelian.statistics.survey.selection import Selection, draw_by_size, draw_simply
from peelian.surveys.drawing.draw import Draw
from peelian.surveys.drawing.frame import Frame
from peelian.surveys.drawing.parts import Part
from peelian.surveys.drawing.random_numbers import random_numbers
from peelian.surveys.drawing.repeats import Stage

Rows = NDArray[np.int64]
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows that are drawn.

    Parameters
    ----------
    rows
        Places in the list, shape (n,).
    probability
        How likely each was to be drawn, shape (n,).
    """

    rows: Rows
    probability: Numbers


def take_rows(
    part: Part,
    draw: Draw,
    *,
    approached: int,
    own: Numbers,
    sizes: Numbers | None,
    frame: Frame,
    seed: int,
) -> Taken:
    """Return the rows drawn of a part.

    Units drawn first share the rows wanted equally; a unit that has too few gives all it has and the others
    more. The probability of a row is that of its unit times its share of the unit.

    Parameters
    ----------
    part
        The part.
    draw
        The rules.
    approached
        Rows wanted.
    own
        A random number of each row of the part.
    sizes
        Size of each row of the list, or of its unit, where units are drawn by size.
    frame, seed
        The list and the seed.

    Raises
    ------
    FileRefused
        If the rows of a unit have different sizes.
    """
    if draw.stage is None:
        chosen = draw_simply(own, approached)
        return Taken(part.rows[chosen.drawn], chosen.probability[chosen.drawn])
    names, unit = np.unique(
        np.array(frame.columns[draw.stage.unit].codes[part.rows], dtype=str), return_inverse=True
    )
    first = _units(part, draw.stage, unit=unit, names=names, sizes=sizes, frame=frame, seed=seed)
    chosen_units = np.flatnonzero(first.drawn)
    takes = share_out(approached, np.bincount(unit)[chosen_units], how="equally")
    rows, probability = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for at, take in zip(chosen_units, takes, strict=True):
        inside = np.flatnonzero(unit == at)
        second = draw_simply(own[inside], int(take))
        rows.append(part.rows[inside[second.drawn]])
        probability.append(first.probability[at] * second.probability[second.drawn])
    return Taken(np.concatenate(rows), np.concatenate(probability))


def _units(
    part: Part,
    stage: Stage,
    *,
    unit: Rows,
    names: NDArray[np.str_],
    sizes: Numbers | None,
    frame: Frame,
    seed: int,
) -> Selection:
    label = "\x1f".join(part.values)
    numbers = random_numbers(seed, [f"{label}\x1f{name}" for name in names], purpose="units")
    if sizes is None:
        return draw_simply(numbers, stage.units)
    size = np.zeros(len(names))
    size[unit] = sizes[part.rows]
    if not np.array_equal(size[unit], sizes[part.rows]):
        at = names[unit[np.flatnonzero(size[unit] != sizes[part.rows])[0]]]
        raise FileRefused(
            f"{frame.name}, column {stage.size}",
            found=f"different sizes in the rows of the unit '{at}'",
            accepted="one size for each unit, repeated in its rows",
            next_step="mend the column, or leave 'size' out so that units are drawn by chance alone",
        )
    start = float(random_numbers(seed, [label], purpose="start")[0])
    return draw_by_size(size, stage.units, start=start, order=numbers)
