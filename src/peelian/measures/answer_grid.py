"""Answers on the grid of a measure: sums by area, part of the sample and month, gathered for any window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from peelian.measures.ground import Ground
from peelian.measures.numbers import Numbers, Places, Values
from peelian.statistics.survey.gap import CrossSums
from peelian.statistics.survey.sums import DesignSums

_SUMS = ("n", "weight", "yes", "weight_weight", "yes_yes")


@dataclass(frozen=True, slots=True)
class Design:
    """The sample at one level of area.

    Parameters
    ----------
    part
        (stratum, cluster) -> its place; without clusters a place for each stratum.
    stratum
        Place of the stratum of each part, shape (parts,).
    asked
        People asked, in whatever area and group, shape (parts, months).
    clustered
        True where people were drawn in clusters.
    """

    part: Mapping[tuple[str, str], int]
    stratum: Places
    asked: NDArray[np.int64]
    clustered: bool

    def over_strata(self, values: NDArray[Any]) -> Values:
        """Return values by part, shape (n, parts), added up by stratum, shape (n, strata)."""
        within = np.zeros((len(self.stratum), int(self.stratum.max(initial=-1)) + 1))
        within[np.arange(len(self.stratum)), self.stratum] = 1.0
        return np.asarray(values @ within, dtype=np.float64)


def design_of(rows: pa.Table, ground: Ground, *, clustered: bool) -> Design:
    """Return the sample at one level of area.

    Parameters
    ----------
    rows
        Rows of one level with `ANSWER_SCHEMA`, everyone's and those of groups.
    ground
        The months.
    clustered
        Whether people were drawn in clusters.
    """
    whole = rows.filter(pc.is_null(rows["group"]))
    names = sorted(set(zip(whole["stratum"].to_pylist(), whole["unit"].to_pylist(), strict=True)))
    strata = {name: place for place, name in enumerate(dict.fromkeys(stratum for stratum, _ in names))}
    part = {name: place for place, name in enumerate(names)}
    asked = np.zeros((len(names), len(ground.months)), dtype=np.int64)
    place, month = _parts(whole, part), _months(whole, ground)
    inside = (month >= 0) & (month < len(ground.months))
    np.add.at(asked, (place[inside], month[inside]), whole["asked"].to_numpy()[inside])
    stratum = np.array([strata[name[0]] for name in names], dtype=np.int64)
    return Design(part, stratum, asked, clustered)


class AnswerGrid:
    """The answers of one series on its ground.

    Parameters
    ----------
    rows
        Rows of one level, code and group with `ANSWER_SCHEMA`.
    ground, design
        The areas and months, and the sample.
    """

    def __init__(self, rows: pa.Table, ground: Ground, design: Design) -> None:
        self._design = design
        shape = (len(ground.areas), len(design.part), len(ground.months))
        self._sums = {name: np.zeros(shape) for name in _SUMS}
        area = np.array([ground.rows.get(code, -1) for code in rows["area"].to_pylist()], dtype=np.int64)
        part, month = _parts(rows, design.part), _months(rows, ground)
        inside = (area >= 0) & (month >= 0) & (month < shape[2])
        at = (area[inside], part[inside], month[inside])
        for name, sums in self._sums.items():
            np.add.at(sums, at, rows[name].to_numpy()[inside].astype(np.float64))

    @property
    def people(self) -> NDArray[np.int64]:
        """People in the base, shape (areas, months)."""
        return np.asarray(self._sums["n"].sum(axis=1), dtype=np.int64)

    def sums(self, numbers: Numbers, *, back: int = 0) -> DesignSums:
        """Return the sums of windows, shape (n, strata).

        Parameters
        ----------
        numbers
            The areas and windows.
        back
            How many months earlier each window is taken.
        """
        n, weight, yes, squares, yes_squares = (self._over(name, numbers, back) for name in _SUMS)
        asked = _windowed(self._design.asked[None], np.zeros_like(numbers.area), numbers, back)
        over = self._design.over_strata
        if self._design.clustered:
            products = (weight * weight, weight * yes, yes * yes)
            units, inside = over(asked > 0), over(n > 0)
        else:
            products, units, inside = (squares, yes_squares, yes_squares), over(asked), over(n)
        return DesignSums(
            units=_whole(units),
            inside=_whole(inside),
            base=_whole(over(n)),
            weight=over(weight),
            yes=over(yes),
            weight_weight=over(products[0]),
            weight_yes=over(products[1]),
            yes_yes=over(products[2]),
        )

    def crossed(self, other: AnswerGrid, numbers: Numbers, *, back: int = 0) -> CrossSums:
        """Return what windows of this group and of another of the same sample have in common."""
        over = self._design.over_strata
        mine = [self._over(name, numbers, back) for name in ("n", "weight", "yes")]
        theirs = [other._over(name, numbers, back) for name in ("n", "weight", "yes")]
        either = mine[0] + theirs[0]
        inside = _whole(over(either > 0 if self._design.clustered else either))
        if not self._design.clustered:
            # Nobody is in two groups, so no person's weights meet.
            return CrossSums(inside, *(np.zeros(inside.shape) for _ in range(4)))
        pairs = ((1, 1), (1, 2), (2, 1), (2, 2))
        return CrossSums(inside, *(over(mine[one] * theirs[two]) for one, two in pairs))

    def within(
        self, whole: AnswerGrid, numbers: Numbers, *, back: int, own: DesignSums, inside: NDArray[np.int64]
    ) -> CrossSums:
        """Return what windows of this group have in common with those of a whole that it is part of.

        Parameters
        ----------
        whole
            The answers of the whole.
        numbers, back
            As for `sums`.
        own, inside
            What `sums` returns of this group, and how many units it finds inside the whole.
        """
        if self._design.clustered:
            return self.crossed(whole, numbers, back=back)
        # Whoever is in the group is in the whole too, with one weight and one answer.
        return CrossSums(inside, own.weight_weight, own.weight_yes, own.weight_yes, own.yes_yes)

    def _over(self, name: str, numbers: Numbers, back: int) -> Values:
        return _windowed(self._sums[name], numbers.area, numbers, back)


def _whole(values: Values) -> NDArray[np.int64]:
    return np.rint(values).astype(np.int64)


def _windowed(values: NDArray[Any], area: Places, numbers: Numbers, back: int) -> Values:
    """Add up the months of each window by themselves; windows that begin before the first month are 0."""
    found = np.zeros((len(area), values.shape[1]))
    lengths = numbers.last - numbers.first + 1
    for length in np.unique(lengths).tolist():
        first = numbers.first - back
        mine = np.flatnonzero((lengths == length) & (first >= 0))
        # Adding the newest month and taking the oldest away would pile up rounding errors along the series.
        blocks = sliding_window_view(values, length, axis=-1).sum(axis=-1)
        found[mine] = blocks[area[mine], :, first[mine]]
    return found


def _parts(rows: pa.Table, part: Mapping[tuple[str, str], int]) -> Places:
    names: Sequence[tuple[str, str]] = list(
        zip(rows["stratum"].to_pylist(), rows["unit"].to_pylist(), strict=True)
    )
    return np.array([part[name] for name in names], dtype=np.int64)


def _months(rows: pa.Table, ground: Ground) -> Places:
    if not ground.months:
        return np.full(len(rows), -1, dtype=np.int64)
    first = np.datetime64(ground.months[0], "M")
    return np.asarray((rows["month"].to_numpy().astype("datetime64[M]") - first).astype(np.int64))
