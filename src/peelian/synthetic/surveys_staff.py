"""Synthetic answers of officers and staff, and of partners who work with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.synthetic.apportion import apportion
from peelian.synthetic.files import write_columns
from peelian.synthetic.surveys_answers import answered, settle, write_out
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

_STAFF, _PARTNERS = 4_000, 600
_DAYS = ("2017-05-01", 61)
_WAVE = "2017"
# Nine teams so small that what they say must not be shown, and the others as large as a shift and larger.
_TEAMS, _SMALL = 40, (3, 4, 4, 5, 6, 7, 8, 8, 9)
_GROUPS = ("Frontline", "Met Operations", "Specialist Crime", "Headquarters")
_BODIES = ("Health", "Council", "Charity", "Housing")
_AGREE = {True: ("TA", "SA"), False: ("N", "TD", "SD")}
_STAFF_SAY = {"Treated Fairly": 0.71, "Treated With Respect": 0.78, "Mental Health Training": 0.34}
_REACH = 0.29
_WROTE = 0.62
_THEMES = {
    "access": 0.44,
    "hours": 0.31,
    "training": 0.22,
    "information": 0.27,
    "places": 0.16,
    "thanks": 0.08,
}
_Values = NDArray[np.float64]


def write_staff_survey(world: World, folder: Path) -> list[Path]:
    """Write the answers of 4,000 officers and staff of 40 teams, in May and June 2017.

    Weights make up for who did not answer. Most say that colleagues treat them fairly and with respect, and
    about a third that their training for mental health is enough: the founding deck has them perceive it as
    inadequate, and prints no number. Nine teams have fewer than ten people.
    """
    rng = world.stream("staff survey")
    larger = apportion(_STAFF - sum(_SMALL), rng.dirichlet(np.full(_TEAMS - len(_SMALL), 6.0)))
    team = rng.permutation(np.repeat(np.arange(_TEAMS), [*larger.tolist(), *_SMALL]))
    officer = rng.random(_STAFF) < 0.7
    group = team % len(_GROUPS)
    weights = np.round(rng.lognormal(0.0, 0.25, _STAFF) * np.where(officer, 1.1, 0.8), 4)
    columns = _frame(rng, "STF", _STAFF) | {
        "Weight": weights,
        "Business Group": _words(_GROUPS, group),
        "Team": _words([f"T{number:02d}" for number in range(1, _TEAMS + 1)], team),
        "Role": np.where(officer, "O", "S"),
    }
    columns |= {name: _agreed(rng, weights, share) for name, share in _STAFF_SAY.items()}
    _plant(world, "staff_survey", _STAFF_SAY)
    return [write_columns(folder, "staff survey 2017.csv", columns)]


def write_partner_survey(world: World, folder: Path) -> list[Path]:
    """Write the answers of 600 people who work with the police, and the themes of what they wrote.

    More of those who wrote something wrote of access to mental health services than of anything else: the
    founding deck tells of gaps in it, without a number. Those who wrote nothing have empty cells.
    """
    rng = world.stream("partner survey")
    weights = np.ones(_PARTNERS)
    wrote = rng.random(_PARTNERS) < _WROTE
    columns = _frame(rng, "PTR", _PARTNERS) | {
        "Kind Of Body": _words(_BODIES, rng.integers(0, len(_BODIES), _PARTNERS)),
        "Reach Services": _agreed(rng, weights, _REACH),
    }
    for theme, share in _THEMES.items():
        yes = settle(rng, rng.random(_PARTNERS) < share, weights, window=wrote, free=wrote, share=share)
        columns[f"Theme {theme}"] = pa.array(np.where(yes, "Y", "N"), mask=~wrote)
    _plant(world, "partner_survey", {"Reach Services": _REACH} | _THEMES)
    return [write_columns(folder, "partner survey 2017.csv", columns)]


def _frame(rng: np.random.Generator, prefix: str, size: int) -> dict[str, Any]:
    days = np.sort(rng.integers(0, _DAYS[1], size))
    days[[0, -1]] = 0, _DAYS[1] - 1
    return {
        "Response": [f"{prefix}{number:05d}" for number in range(1, size + 1)],
        "Response Date": pa.array(np.datetime64(_DAYS[0]) + days.astype("timedelta64[D]")),
        "Wave": pa.repeat(_WAVE, size),
    }


def _agreed(rng: np.random.Generator, weights: _Values, share: float) -> pa.Array:
    said = answered(rng, len(weights))
    yes = rng.random(len(weights)) < share
    yes = settle(rng, yes, weights, window=said[0], free=said[0], share=share)
    return write_out(rng, yes, said, _AGREE)


def _words(words: Any, place: NDArray[np.int64]) -> pa.Array:
    return pa.array(list(words)).take(pa.array(place))


def _plant(world: World, source: str, shares: Mapping[str, float]) -> None:
    for column, share in shares.items():
        says = "weighted share of those who answered, or of those who wrote something"
        world.truth.plant(Planted("share", source, column, "May and June 2017", share, says))
