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
from peelian.measures.numbers import Places, Values
from peelian.measures.stacked import Stretches
from peelian.statistics.survey.gap import CrossSums
from peelian.statistics.survey.sums import DesignSums

_SUMS = ("n", "weight", "yes", "weight_weight", "yes_yes")
_N = 0


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
        if not self.clustered:
            return np.asarray(values, dtype=np.float64)
        within = np.zeros((len(self.stratum), int(self.stratum.max(initial=-1)) + 1))
        within[np.arange(len(self.stratum)), self.stratum] = 1.0
        return np.asarray(values @ within, dtype=np.float64)


def design_of(rows: pa.Table, ground: Ground, *, clustered: bool) -> Design:
    """Return the sample at one level of area.

    Parameters
    ----------
    rows
        Rows of one level as `gathered_answers` returns them, everyone's and those of groups.
    ground
        The months.
    clustered
        Whether people were drawn in clusters.
    """
    whole = rows.filter(pc.is_null(rows["group"]))
    met, place = _pairs(whole)
    names = sorted(met)
    strata = {name: place for place, name in enumerate(dict.fromkeys(stratum for stratum, _ in names))}
    part = {name: place for place, name in enumerate(names)}
    asked = np.zeros((len(names), len(ground.months)), dtype=np.int64)
    month = _months(whole, ground)
    inside = (month >= 0) & (month < len(ground.months))
    parts = np.array([part[name] for name in met], dtype=np.int64)[place]
    np.add.at(asked, (parts[inside], month[inside]), whole["asked"].to_numpy()[inside])
    stratum = np.array([strata[name[0]] for name in names], dtype=np.int64)
    return Design(part, stratum, asked, clustered)


class AnswerGrid:
    """The answers of several series on the ground they share, one series above the other.

    Parameters
    ----------
    series
        For each series its rows, as `gathered_answers` returns them.
    ground, design
        The areas and months, and the sample.
    """

    def __init__(self, series: Sequence[pa.Table], ground: Ground, design: Design) -> None:
        self._design = design
        rows, areas = pa.concat_tables(series).combine_chunks(), len(ground.areas)
        shape = (len(series) * areas, len(design.part), len(ground.months))
        above = np.repeat(np.arange(len(series)) * areas, [len(each) for each in series])
        coded = rows["area"].combine_chunks()
        row_of = np.array(
            [ground.rows.get(code, -1) for code in coded.dictionary.to_pylist()], dtype=np.int64
        )
        area, month = row_of[coded.indices.to_numpy()], _months(rows, ground)
        met, place = _pairs(rows)
        part = np.array([design.part[name] for name in met], dtype=np.int64)[place]
        inside = (area >= 0) & (month >= 0) & (month < shape[2])
        at = np.ravel_multi_index(((above + area)[inside], part[inside], month[inside]), shape)
        sums = np.empty((len(_SUMS), *shape))
        for place_of_sum, name in enumerate(_SUMS):
            weights = rows[name].to_numpy()[inside].astype(np.float64)
            summed = np.bincount(at, weights=weights, minlength=shape[0] * shape[1] * shape[2])
            sums[place_of_sum] = summed.reshape(shape)
        self.people = np.asarray(sums[_N].sum(axis=1), dtype=np.int64)
        """People in the base, shape (series x areas, months)."""
        self._blocks, self._asked = _Blocks(sums), _Blocks(design.asked[None, None])

    def sums(self, windows: Stretches) -> DesignSums:
        """Return the sums of windows, shape (n, strata); those that begin before the first month are 0."""
        n, weight, yes, squares, yes_squares = self._blocks.of(windows)
        asked = self._asked.of(windows.at(np.zeros_like(windows.area)))[0]
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

    def crossed(
        self, windows: Stretches, others: Places, *, sums: tuple[DesignSums, DesignSums]
    ) -> CrossSums:
        """Return what the windows of some series have in common with those of others that hold other people.

        Parameters
        ----------
        windows
            The windows.
        others
            Row of the other series for each window, shape (n,).
        sums
            What `sums` returns of the one and of the other.
        """
        if self._design.clustered:
            return self._by_cluster(windows, others)
        # Nobody is in two groups, so no person's weights meet.
        inside = sums[0].inside + sums[1].inside
        return CrossSums(inside, *(np.zeros(inside.shape) for _ in range(4)))

    def within(self, windows: Stretches, wholes: Places, *, sums: tuple[DesignSums, DesignSums]) -> CrossSums:
        """Return what the windows of some series have in common with those of wholes that they are part of.

        Parameters
        ----------
        windows, sums
            As for `crossed`.
        wholes
            Row of the whole for each window, shape (n,).
        """
        if self._design.clustered:
            return self._by_cluster(windows, wholes)
        own, whole = sums
        # Whoever is in the group is in the whole too, with one weight and one answer.
        return CrossSums(whole.inside, own.weight_weight, own.weight_yes, own.weight_yes, own.yes_yes)

    def _by_cluster(self, windows: Stretches, others: Places) -> CrossSums:
        over = self._design.over_strata
        mine, theirs = self._blocks.of(windows), self._blocks.of(windows.at(others))
        inside = _whole(over(mine[0] + theirs[0] > 0))
        pairs = ((1, 1), (1, 2), (2, 1), (2, 2))
        return CrossSums(inside, *(over(mine[one] * theirs[two]) for one, two in pairs))


def _whole(values: Values) -> NDArray[np.int64]:
    return np.rint(values).astype(np.int64)


class _Blocks:
    """Values of shape (sums, rows, parts, months), of which the months of any window are added up."""

    def __init__(self, values: NDArray[Any]) -> None:
        self._values = values
        self._of_length: dict[int, Values] = {}

    def of(self, windows: Stretches) -> Values:
        """Return the sums of windows, shape (sums, n, parts); of those that begin before the months, 0."""
        found = np.zeros((len(self._values), len(windows.area), self._values.shape[2]))
        lengths = windows.last - windows.first + 1
        for length in np.unique(lengths).tolist():
            mine = np.flatnonzero((lengths == length) & (windows.first >= 0))
            if mine.size:
                starts = self._values.shape[3] - length + 1
                at = windows.area[mine] * starts + windows.first[mine]
                found[:, mine] = self._added_up(length).take(at, axis=1)
        return found

    def _added_up(self, length: int) -> Values:
        """Return every window of a length, shape (sums, rows x windows, parts), worked out once."""
        if length not in self._of_length:
            sums = self._values
            if length > 1:
                # Adding the newest month and taking the oldest away would pile up rounding errors along the
                # series.
                sums = sliding_window_view(sums, length, axis=-1).sum(axis=-1)
            count, rows, parts, starts = sums.shape
            self._of_length[length] = sums.swapaxes(2, 3).reshape(count, rows * starts, parts)
        return self._of_length[length]


def _pairs(rows: pa.Table) -> tuple[list[tuple[str, str]], Places]:
    """Return the pairs of stratum and cluster that rows have, and the place of each row's pair among them."""
    stratum, unit = rows["stratum"].combine_chunks(), rows["unit"].combine_chunks()
    units = unit.dictionary.to_pylist()
    number = stratum.indices.to_numpy().astype(np.int64) * len(units) + unit.indices.to_numpy()
    met, place = np.unique(number, return_inverse=True)
    strata = stratum.dictionary.to_pylist()
    return [(strata[each // len(units)], units[each % len(units)]) for each in met.tolist()], place


def _months(rows: pa.Table, ground: Ground) -> Places:
    if not ground.months:
        return np.full(len(rows), -1, dtype=np.int64)
    first = np.datetime64(ground.months[0], "M")
    return np.asarray((rows["month"].to_numpy().astype("datetime64[M]") - first).astype(np.int64))
