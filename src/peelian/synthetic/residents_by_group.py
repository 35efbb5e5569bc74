"""Synthetic residents by age, sex and ethnic group together, for boroughs."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from peelian.synthetic.ethnic_groups import ETHNIC_GROUPS
from peelian.synthetic.files import write_columns
from peelian.synthetic.localities import localities
from peelian.synthetic.spread import spread
from peelian.synthetic.world import World

YOUNG_BLACK_MALES = 0.03
"""The share of residents who are Black males under 25."""

_BANDS = ("0-15", "16-24", "25-34", "35-49", "50-64", "65+")
_YOUNG = 2
_SEXES = ("female", "male")
_AGES: Mapping[str, tuple[float, ...]] = {
    "White": (0.16, 0.09, 0.2, 0.24, 0.17, 0.14),
    "Mixed": (0.38, 0.17, 0.17, 0.16, 0.08, 0.04),
    "Asian": (0.23, 0.13, 0.19, 0.24, 0.13, 0.08),
    "Black": (0.31, 0.18, 0.15, 0.19, 0.11, 0.06),
    "Other": (0.25, 0.13, 0.19, 0.25, 0.12, 0.06),
}
_YEAR = "2017"

Whole = npt.NDArray[np.int64]


def write_residents_by_group(world: World, folder: Path) -> list[Path]:
    """Write residents of boroughs by sex, age band and ethnic group, as estimated for the middle of 2017."""
    people = residents_by_group(world)
    groups = list(ETHNIC_GROUPS)
    borough, group, sex, band = (axis.reshape(-1) for axis in np.indices(people.shape))
    codes, names = np.array(list(world.boroughs)), np.array(list(world.boroughs.values()))
    columns = {
        "gss_code": codes[borough],
        "borough": names[borough],
        "ethnic_group": np.array(groups)[group],
        "sex": np.array(_SEXES)[sex],
        "age_band": np.array(_BANDS)[band],
        _YEAR: people.reshape(-1),
    }
    return [write_columns(folder, "residents by age, sex and ethnic group.csv", columns)]


def residents_by_group(world: World) -> Whole:
    """Return residents of shape (boroughs, ethnic groups, sexes, age bands).

    Black males under 25 are 3.0 % of them, to the nearest person.
    """
    rng, places = world.stream("residents by group"), localities(world)
    boroughs = np.bincount(places.borough, places.residents).astype(np.int64)
    groups = list(ETHNIC_GROUPS)
    usual = np.array(list(ETHNIC_GROUPS.values()))
    shape = (len(groups), len(_SEXES), len(_BANDS))
    ages = np.array([_AGES[name.split()[0]] for name in groups])
    within = np.broadcast_to(ages[:, None, :] / len(_SEXES), shape)
    people = np.stack(
        [
            rng.multinomial(number, (rng.dirichlet(usual * 60)[:, None, None] * within).reshape(-1))
            for number in boroughs
        ]
    ).reshape(len(boroughs), *shape)
    black = [k for k, name in enumerate(groups) if name.startswith("Black")]
    return _force_young(people, black, wanted=round(YOUNG_BLACK_MALES * int(boroughs.sum())))


def _force_young(people: Whole, black: list[int], *, wanted: int) -> Whole:
    """Move Black males of a borough between the bands just under and over 25 until so many are under it."""
    people = people.copy()
    male = _SEXES.index("male")
    men = people[:, black, male]
    lack = wanted - int(men[..., :_YOUNG].sum())
    young, older = men[..., 1], men[..., _YOUNG]
    moved = spread(lack, (older if lack > 0 else young).reshape(-1)).reshape(young.shape)
    people[:, black, male, 1] = young + moved
    people[:, black, male, _YOUNG] = older - moved
    return people
