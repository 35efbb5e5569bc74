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
from peelian.synthetic.surveys_small import agreed, coded_themes, interview_columns
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

_STAFF, _PARTNERS = 4_000, 600
_DAYS = ("2017-05-01", 61)
_WAVE = "2017"
# Nine teams so small that what they say must not be shown, and the others as large as a shift and larger.
_TEAMS, _SMALL = 40, (3, 4, 4, 5, 6, 7, 8, 8, 9)
_GROUPS = ("Frontline", "Met Operations", "Specialist Crime", "Headquarters")
_BODIES = ("Health", "Council", "Charity", "Housing")
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
    columns = interview_columns(rng, "STF", _STAFF, days=_DAYS, wave=_WAVE) | {
        "Weight": weights,
        "Business Group": _words(_GROUPS, group),
        "Team": _words([f"T{number:02d}" for number in range(1, _TEAMS + 1)], team),
        "Role": np.where(officer, "O", "S"),
    }
    columns |= {name: agreed(rng, weights, share) for name, share in _STAFF_SAY.items()}
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
    columns = interview_columns(rng, "PTR", _PARTNERS, days=_DAYS, wave=_WAVE) | {
        "Kind Of Body": _words(_BODIES, rng.integers(0, len(_BODIES), _PARTNERS)),
        "Reach Services": agreed(rng, weights, _REACH),
    }
    columns |= coded_themes(rng, _THEMES, wrote=wrote)
    _plant(world, "partner_survey", {"Reach Services": _REACH} | _THEMES)
    return [write_columns(folder, "partner survey 2017.csv", columns)]


def _words(words: Any, place: NDArray[np.int64]) -> pa.Array:
    return pa.array(list(words)).take(pa.array(place))


def _plant(world: World, source: str, shares: Mapping[str, float]) -> None:
    for column, share in shares.items():
        says = "weighted share of those who answered, or of those who wrote something"
        world.truth.plant(Planted("share", source, column, "May and June 2017", share, says))
