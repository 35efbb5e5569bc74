"""Synthetic counts of knife crime by borough and ward, in the layout of the monthly crime dashboard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from peelian.synthetic.files import PREFIX
from peelian.synthetic.fixed_margins import draw_table, draw_within
from peelian.synthetic.knife_wards import share_knife_year
from peelian.synthetic.knife_years import LONDON, knife_years
from peelian.synthetic.localities import Localities, localities
from peelian.synthetic.london_months import FIRST_YEAR, first_months
from peelian.synthetic.spread import spread
from peelian.synthetic.world import World

Whole = npt.NDArray[np.int64]

INJURED: Mapping[str, tuple[int, int]] = {
    "Hillingdon": (116, 168),
    "Greenwich": (189, 230),
    "Havering": (75, 103),
}
"""Knife crime with injury of a borough in 2016 and 2017."""

_YEARS = tuple(LONDON)
_BY_WARD = (2016, 2017)
_INJURED, _ROBBERY, _YOUNG, _NOT_DOMESTIC, _OUTCOMES = 0.33, 0.2, 0.5, 0.93, 0.17
_SEASON = np.array([0.98, 0.9, 1.0, 0.99, 1.06, 1.06, 1.07, 1.0, 0.98, 1.03, 0.99, 0.94])
_OFFENCES, _POSITIVE = "Offences", "Positive Outcomes"


@dataclass(frozen=True, slots=True, eq=False)
class KnifeMonths:
    """Knife crime by month of 2014 to 2017.

    Parameters
    ----------
    boroughs, boroughs_injured
        Offences, and those with injury, shape (boroughs, 48).
    wards, wards_injured
        The same by ward, of the newest two years, shape (wards, 24).
    """

    boroughs: Whole
    boroughs_injured: Whole
    wards: Whole
    wards_injured: Whole


def knife_months(world: World) -> KnifeMonths:
    """Draw the knife crime of a world, from years to wards to months, so that every part adds up.

    Every quarter of London is above that of the year before.
    """
    rng = world.stream("knife crime")
    places, years = localities(world), knife_years(world)
    names = list(world.boroughs.values())
    boroughs = np.concatenate(
        [draw_table(rng, years[:, k], _months_of(rng, year)) for k, year in enumerate(_YEARS)], axis=1
    )
    early = len(_YEARS) - len(_BY_WARD)
    injured = rng.binomial(boroughs, _INJURED).astype(np.int64)
    wards, hurt = [], []
    for k in range(early, len(_YEARS)):
        told = {names.index(name): both[k - early] for name, both in INJURED.items()}
        year = share_knife_year(rng, years[:, k], places, injuries=told)
        months = slice(12 * k, 12 * k + 12)
        by_ward = _wards_by_month(rng, year.offences, boroughs[:, months], places)
        with_injury = draw_within(rng, by_ward, year.injured)
        injured[:, months] = _by_borough(with_injury, places)
        wards.append(by_ward)
        hurt.append(with_injury)
    return KnifeMonths(boroughs, injured, np.concatenate(wards, axis=1), np.concatenate(hurt, axis=1))


def write_knife_counts(world: World, folder: Path) -> list[Path]:
    """Write knife crime by month: by borough alone until 2015, by borough and ward from 2016 on."""
    knife, months, places = knife_months(world), first_months(), localities(world)
    rng = world.stream("knife crime, what lies within it")
    codes, names = list(world.boroughs), list(world.boroughs.values())
    split = 12 * (_BY_WARD[0] - FIRST_YEAR)
    rows = _Rows()
    young = rng.binomial(knife.boroughs_injured, _YOUNG)
    parts = {
        ("Knife Crime", _OFFENCES): knife.boroughs,
        ("Knife Crime with Injury", _OFFENCES): knife.boroughs_injured,
        ("Knife Crime with Injury (Personal Robbery)", _OFFENCES): rng.binomial(
            knife.boroughs_injured, _ROBBERY
        ),
        ("Knife Injury Victims (1-24)", _OFFENCES): young,
        ("Knife Injury Victims (non DA 1-24)", _OFFENCES): rng.binomial(young, _NOT_DOMESTIC),
        ("Knife Crime", _POSITIVE): rng.binomial(knife.boroughs, _OUTCOMES),
    }
    for (subtype, measure), counts in parts.items():
        rows.add("Borough", codes, names, counts=counts, subtype=subtype, measure=measure)
    wards = {"Knife Crime": knife.wards, "Knife Crime with Injury": knife.wards_injured}
    for subtype, counts in wards.items():
        rows.add(
            "Safer Neighbourhood Teams",
            places.codes,
            places.names,
            counts=counts,
            subtype=subtype,
            measure=_OFFENCES,
            first=split,
        )
    return rows.write(folder, months, split=split)


class _Rows:
    """Rows of the dashboard; a month without any crime has no row, as in the real file."""

    def __init__(self) -> None:
        self._columns: dict[str, list[npt.NDArray[np.generic]]] = {}
        self._month: list[Whole] = []

    def add(
        self,
        kind: str,
        codes: Sequence[str],
        names: Sequence[str],
        *,
        counts: Whole,
        subtype: str,
        measure: str,
        first: int = 0,
    ) -> None:
        area, month = np.nonzero(counts)
        told = {
            "area_type": np.full(len(area), kind),
            "area_name": np.array(names)[area],
            "area_code": np.array(codes)[area],
            "crime_subtype": np.full(len(area), subtype),
            "measure": np.full(len(area), measure),
            "count": counts[area, month],
        }
        for name, values in told.items():
            self._columns.setdefault(name, []).append(values)
        self._month.append(month + first)

    def write(self, folder: Path, months: Sequence[dt.date], *, split: int) -> list[Path]:
        """Write two files, so that months in which wards are not told do not look free of crime there."""
        month = np.concatenate(self._month)
        columns = {name: np.concatenate(values) for name, values in self._columns.items()}
        folder.mkdir(parents=True, exist_ok=True)
        days = np.array(months, dtype="datetime64[us]")
        paths = []
        for name, kept in (("2014 to 2015", month < split), ("2016 to 2017", month >= split)):
            order = np.flatnonzero(kept)
            table = pa.table(
                {
                    "month_year": pa.array(days[month[order]]),
                    **{each: pa.array(values[order]) for each, values in columns.items()},
                }
            )
            path = folder / f"{PREFIX}monthly crime dashboard, knife crime {name}.parquet"
            pq.write_table(table, path)
            paths.append(path)
        return paths


def _months_of(rng: np.random.Generator, year: int) -> Whole:
    """Return London's months of a year, rising within it towards the next year."""
    step = np.linspace(-0.5, 0.5, 12)
    shape = _SEASON * (1 + 0.1 * step) * rng.normal(1, 0.008, 12)
    return spread(LONDON[year], shape)


def _wards_by_month(rng: np.random.Generator, year: Whole, months: Whole, places: Localities) -> Whole:
    table = np.empty((len(year), months.shape[1]), dtype=np.int64)
    for borough, row in enumerate(months):
        here = places.of(borough)
        table[here] = draw_table(rng, year[here], row)
    return table


def _by_borough(wards: Whole, places: Localities) -> Whole:
    whole = np.zeros((int(places.borough.max()) + 1, wards.shape[1]), dtype=np.int64)
    np.add.at(whole, places.borough, wards)
    return whole
