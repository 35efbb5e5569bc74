"""Made-up offence records, as a store that the product reads: one vintage a year, and the newest month alone.

Nothing in them is about anywhere. The shape is that of fifteen years of a large force: 180 months, 32
boroughs, 630 wards, about 5,000 small areas, 11 groups of offences with 36 offences.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from peelian.catalogue.source import Source
from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.measure import Measure
from peelian.reference.area import Area
from peelian.reference.period import add_months
from peelian.warehouse.manifest import Manifest, draft_manifest
from peelian.warehouse.store import Store

FIRST = dt.date(2010, 1, 1)
FORCE = "F1"
BOROUGHS = 32
SMALL_AREAS_PER_WARD = 8
OFFENCES = 36
GROUPS = 11


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is made.

    Parameters
    ----------
    rows, months, wards
        Records, months and wards.
    """

    rows: int = 13_500_000
    months: int = 180
    wards: int = 630


FULL = Scale()
SMALL = Scale(rows=300_000, months=48, wards=96)


def offence_groups() -> list[str]:
    """Return the group of each offence."""
    return [f"group_{number * GROUPS // OFFENCES:02d}" for number in range(OFFENCES)]


def describe() -> Source:
    """Return the description of the records."""
    groups = {name: {"type": "code", "values": {}} for name in ("offence_group", "offence")}
    groups["offence_group"]["values"] = {name: name.title() for name in dict.fromkeys(offence_groups())}
    groups["offence"]["values"] = {f"offence_{n:02d}": f"Offence {n:02d}" for n in range(OFFENCES)}
    return Source.model_validate(
        {
            "source": "bench_records", "title": "Made-up offences", "about": "Made up.",
            "row": "one offence", "counts": "offences", "owner": "Nobody", "refresh": "never",
            "access": "open", "ask": "Nobody", "example": {"question": "How fast?"}, "period": "month",
            "areas": {"force": {}, "borough": {"code": "borough"}, "ward": {"code": "ward"}},
            "fields": {
                "month": {"type": "month"},
                "borough": {"type": "area", "level": "borough"},
                "ward": {"type": "area", "level": "ward"},
                "lsoa": {"type": "area", "level": "lsoa"},
                **groups,
            },
        }
    )  # fmt: skip


def measures() -> tuple[Measure, Measure]:
    """Return two families: every group of offences and every offence, by borough and by ward."""
    made = [
        {
            "measure": f"{field}_{{code}}", "title": "All {label}", "source": "bench_records",
            "for each": field, "direction": "lower is better", "areas": ["borough", "ward"],
        }
        for field in ("offence_group", "offence")
    ]  # fmt: skip
    one, other = (Measure.model_validate(each) for each in made)
    return one, other


def areas(scale: Scale) -> dict[str, Area]:
    """Return the areas by code."""
    boroughs = [Area(f"B{n:02d}", "borough", f"Borough {n:02d}", FORCE) for n in range(BOROUGHS)]
    wards = [
        Area(f"W{n:03d}", "ward", f"Ward {n:03d}", f"B{n * BOROUGHS // scale.wards:02d}")
        for n in range(scale.wards)
    ]
    return {area.code: area for area in (Area(FORCE, "force", "Nowhere"), *boroughs, *wards)}


def make_store(folder: Path, *, scale: Scale, seed: int) -> Store:
    """Write the records and publish them all; the last vintage is the newest month alone."""
    store = Store(folder / "store")
    store.create()
    chance = np.random.default_rng(seed)
    per_month = np.full(scale.months, scale.rows // scale.months)
    per_month[-1] += scale.rows - per_month.sum()
    edges = [*range(0, scale.months - 1, 12), scale.months - 1, scale.months]
    spread = _Spread(chance, scale)
    vintages = []
    for number, (start, end) in enumerate(itertools.pairwise(edges), start=1):
        months = tuple(add_months(FIRST, month) for month in range(start, end))
        table = pa.concat_tables(
            [spread.draw(month, int(per_month[start + n])) for n, month in enumerate(months)]
        )
        name = f"{number:016x}"
        store.rows_of(name).parent.mkdir(parents=True)
        pq.write_table(table, store.rows_of(name), compression="zstd")
        vintages.append(_vintage(name, number, months, len(table)))
    publish(store, vintages)
    return store


def publish(store: Store, vintages: list[Vintage]) -> None:
    """Make these the published vintages of the store."""
    draft_manifest(Manifest(tuple(vintages)), store.manifest)


class _Spread:
    """Draws records: places and offences are common or rare, as they are in life."""

    def __init__(self, chance: np.random.Generator, scale: Scale) -> None:
        self._chance = chance
        places = areas(scale)
        wards = [area for area in places.values() if area.level == "ward"]
        self._wards = pa.array([area.code for area in wards])
        self._boroughs = pa.array([str(area.parent) for area in wards])
        self._lsoas = pa.array([f"L{n:05d}" for n in range(len(wards) * SMALL_AREAS_PER_WARD)])
        self._offences = pa.array([f"offence_{n:02d}" for n in range(OFFENCES)])
        self._groups = pa.array(offence_groups())
        self._where = _steps(chance.lognormal(0, 0.5, len(wards)))
        self._what = _steps(chance.lognormal(0, 0.9, OFFENCES))

    def draw(self, month: dt.date, count: int) -> pa.Table:
        ward = np.searchsorted(self._where, self._chance.random(count)).astype(np.int32)
        lsoa = (ward * SMALL_AREAS_PER_WARD + self._chance.integers(0, SMALL_AREAS_PER_WARD, count)).astype(
            np.int32
        )
        offence = np.searchsorted(self._what, self._chance.random(count)).astype(np.int32)
        return pa.table(
            {
                "month": pa.array(np.full(count, np.datetime64(month, "D"))),
                "borough": _named(self._boroughs, ward),
                "ward": _named(self._wards, ward),
                "lsoa": _named(self._lsoas, lsoa),
                "offence_group": _named(self._groups, offence),
                "offence": _named(self._offences, offence),
            }
        )


def _steps(weights: np.ndarray) -> np.ndarray:
    steps = np.cumsum(weights) / weights.sum()
    steps[-1] = 1.0
    return steps


def _named(names: pa.Array, places: np.ndarray) -> pa.Array:
    return names.take(pa.array(places))


def _vintage(name: str, number: int, months: tuple[dt.date, ...], rows: int) -> Vintage:
    return Vintage(
        name, "bench_records", "made_up", "nobody", f"{name}.csv", name, 1, rows, rows, 0, rows,
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC), number, months[0], months[-1], (Slice((), months),),
        synthetic=True,
    )  # fmt: skip
