"""Synthetic police officers: those in post at the start, and three years of recruits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.apportion import apportion
from peelian.synthetic.drawn import moments, picked, references
from peelian.synthetic.files import write_columns
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import FIRST, World, months_between

_RECRUITS = (1_650, 1_800, 1_900)
_WOMEN = (0.27, 0.28, 0.34)
_MINORITY = (0.12, 0.13, 0.17)
_NOT_STATED = 0.02
_RANKS = (("constable", 0.78), ("sergeant", 0.15), ("inspector", 0.055), ("senior", 0.015))
_WHITE = (("W1", 0.9), ("W2", 0.02), ("W9", 0.08))
_OTHERS = (
    ("A1", 0.2), ("A2", 0.12), ("A3", 0.08), ("A4", 0.04), ("A9", 0.1), ("B1", 0.12), ("B2", 0.12),
    ("B9", 0.04), ("M1", 0.06), ("M3", 0.05), ("M9", 0.03), ("O9", 0.04),
)  # fmt: skip
_CODES = ("NS", *(code for code, _ in (*_WHITE, *_OTHERS)))
_IN_POST_WOMEN, _IN_POST_MINORITY = 0.26, 0.125


def write_officers(world: World, folder: Path) -> list[Path]:
    """Write an extract of human resources in which the newest year's recruits are more often women and from
    ethnic minorities than those of the year before; without the planted effect the two years are alike.
    """
    rng, months = world.stream("officers"), months_between()
    women, minority = list(_WOMEN), list(_MINORITY)
    if world.switches.effect:
        says = "Shares of women and of ethnic minorities among recruits of the newest year are up."
        world.truth.plant(Planted("effect", "officers", "sex", "newest year", women[2] - women[1], says))
    else:
        women[2], minority[2] = women[1], minority[1]
    in_post = world.scale.officers - sum(_RECRUITS)
    joined, sexes, groups = [_long_ago(rng, in_post)], [], []
    for year, recruits in enumerate(_RECRUITS):
        counts = apportion(recruits, rng.normal(1, 0.15, 12).clip(0.5))
        joined.append(moments(rng, months[12 * year : 12 * year + 12], counts).astype("datetime64[D]"))
    for size, w, m in zip(
        (in_post, *_RECRUITS), (_IN_POST_WOMEN, *women), (_IN_POST_MINORITY, *minority), strict=True
    ):
        sexes.append(rng.permutation(np.repeat([0, 1], apportion(size, (w, 1 - w)))))
        groups.append(_ethnicity(rng, size, m))
    size, recruit = world.scale.officers, np.arange(world.scale.officers) >= in_post
    day = np.concatenate(joined)
    rank = np.where(recruit, 0, rng.choice(len(_RANKS), size, p=[share for _, share in _RANKS]))
    month = pa.array(np.datetime_as_string(day, unit="M"), mask=~recruit)
    columns = {
        "Officer Reference": references("OF", size, digits=6),
        "Joined": day,
        "Intake": month,
        "Left": _left(rng, day),
        "Sex": picked(("F", "M"), np.concatenate(sexes)),
        "SDE": picked(_CODES, np.concatenate(groups)),
        "Rank Group": picked([code for code, _ in _RANKS], rank),
    }
    return [write_columns(folder, "HR officers extract.csv", columns)]


def _long_ago(rng: np.random.Generator, size: int) -> NDArray[np.datetime64]:
    """Return days of joining in the thirty years before the extract begins, in order."""
    ago = (rng.beta(1.1, 2.2, size) * 30 * 365).astype(np.int64) + 1
    return np.sort(np.datetime64(FIRST, "D") - ago)


def _ethnicity(rng: np.random.Generator, size: int, minority: float) -> NDArray[np.int64]:
    """Return places in `_CODES`: a fixed share not stated, and of the others a fixed share of minorities."""
    unsaid = round(size * _NOT_STATED)
    other = round((size - unsaid) * minority)
    white = rng.choice(len(_WHITE), size - unsaid - other, p=[share for _, share in _WHITE]) + 1
    those = rng.choice(len(_OTHERS), other, p=[share for _, share in _OTHERS]) + 1 + len(_WHITE)
    return rng.permutation(np.concatenate([np.zeros(unsaid, dtype=np.int64), white, those]))


def _left(rng: np.random.Generator, joined: NDArray[np.datetime64]) -> pa.Array:
    """Return the last day of the one in six who left during the three years, after they had joined."""
    start = np.maximum(joined, np.datetime64(FIRST, "D"))
    end = np.datetime64(months_between()[-1], "D") + 30
    room = (end - start).astype(np.int64)
    left = start + (rng.random(len(joined)) * room).astype(np.int64)
    return pa.array(left, mask=rng.random(len(joined)) > 1 / 6)
