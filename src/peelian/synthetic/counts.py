"""Synthetic counts of recorded crime by borough and ward, in the London Datastore's wide layouts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from peelian.synthetic.choices import choose_priorities
from peelian.synthetic.count_plan import draw_counts, plan_means
from peelian.synthetic.count_repairs import repair_counts
from peelian.synthetic.files import write_columns
from peelian.synthetic.localities import Localities, localities
from peelian.synthetic.offences import OFFENCES
from peelian.synthetic.watched_shift import plant_shift
from peelian.synthetic.world import World, months_between

_RECENT = 24
_PLACED = 0.988

Counts = npt.NDArray[np.int64]


def write_counts(world: World, folder: Path) -> list[Path]:
    """Write the counts of recorded crime by borough and by ward.

    Published tables do not grow with the scale: every scale has the same boroughs, kinds of offence and
    months, and as many offences; only the wards are fewer at a small one.
    """
    counts, months = borough_counts(world), months_between()
    split = len(months) - _RECENT
    places = localities(world)
    return [
        _write_boroughs(world, folder, "historical", counts[..., :split], months[:split]),
        _write_boroughs(world, folder, "most recent 24 months", counts[..., split:], months[split:]),
        _write_wards(world, folder, places, _share_out(world, counts[..., split:], places), months[split:]),
    ]


def borough_counts(world: World) -> Counts:
    """Return the counts of a world, with the figures told of them, shape (boroughs, offences, months)."""
    rng = world.stream("counts")
    chosen = choose_priorities(world)
    means = plan_means(world, rng, chosen)
    if world.switches.effect:
        means = plant_shift(world, means, chosen)
    return repair_counts(draw_counts(world, rng, means), chosen, rng=rng)


def _share_out(world: World, counts: Counts, places: Localities) -> Counts:
    """Share counts of boroughs out to wards; a few crimes have no ward, as in real files.

    Returns
    -------
    numpy.ndarray
        Shape (wards, offences, months).
    """
    rng = world.stream("counts of wards")
    shared = np.empty((len(places.codes), *counts.shape[1:]), dtype=np.int64)
    for borough in range(len(world.boroughs)):
        here = places.of(borough)
        people = places.residents[here]
        level = 1 + 0.45 * places.vulnerability[here]
        for k, offence in enumerate(OFFENCES):
            usual = rng.lognormal(0, 0.04 if offence.from_place else 0.3, len(people))
            weight = people * usual * (level if offence.from_place else level**0.5)
            placed = rng.binomial(counts[borough, k], _PLACED)
            shared[here, k] = rng.multinomial(placed, weight / weight.sum()).T
    return shared


def _write_boroughs(world: World, folder: Path, name: str, counts: Counts, months: Sequence[dt.date]) -> Path:
    many, names = len(OFFENCES), list(world.boroughs.values())
    columns: dict[str, object] = {
        "MajorText": _majors(world) * len(names),
        "MinorText": [offence.minor for offence in OFFENCES] * len(names),
        "BoroughName": [borough for borough in names for _ in range(many)],
    }
    flat = counts.reshape(-1, len(months))
    columns |= {f"{month:%Y%m}": flat[:, k] for k, month in enumerate(months)}
    return write_columns(folder, f"borough level crime ({name}).csv", columns)


def _write_wards(
    world: World, folder: Path, places: Localities, counts: Counts, months: Sequence[dt.date]
) -> Path:
    """Write the file of wards; a ward and an offence without any crime in all the months have no row."""
    flat = counts.reshape(-1, len(months))
    kept = np.flatnonzero(flat.any(axis=1))
    ward, offence = np.divmod(kept, len(OFFENCES))
    names = np.array(list(world.boroughs.values()))
    columns: dict[str, object] = {
        "MajorText": np.array(_majors(world))[offence],
        "MinorText": np.array([each.minor for each in OFFENCES])[offence],
        "WardName": np.array(places.names)[ward],
        "WardCode": np.array(places.codes)[ward],
        "LookUp_BoroughName": names[places.borough[ward]],
    }
    columns |= {f"{month:%Y%m}": flat[kept, k] for k, month in enumerate(months)}
    return write_columns(folder, "ward level crime (most recent 24 months).csv", columns)


def _majors(world: World) -> list[str]:
    major = {row[1]: row[0] for row in world.catalogue.crosswalks["mps_offences_2025"].rows}
    return [major[offence.minor] for offence in OFFENCES]
