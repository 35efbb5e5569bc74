"""Wrong worlds: figures that were gamed, and a group that is recorded less completely than others."""

from __future__ import annotations

import numpy as np

from peelian.synthetic.records.defects import SOURCE
from peelian.synthetic.records.exact import Flags
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.rows import Rows, picked, size_of
from peelian.synthetic.records.vocabulary import BLANK, WORDS
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World

_END_DAYS, _LAST_DAYS, _BUNCHED = 10, 2, 0.3
_MOVED, _MOVED_MONTHS = 0.3, 12
_UNDER, _UNSAID = "B", 0.35


def game(world: World, rows: Rows) -> Rows:
    """Return the rows as a force would record them that games its figures.

    Three in ten of the records of the last ten days of each month are dated to its last two days; and in
    the last twelve months three in ten thefts from the person are recorded as other theft. No month's total
    moves.

    Parameters
    ----------
    world
        Chance, and where the truth is noted.
    rows
        All crimes.
    """
    rng = world.stream("records: gaming")
    month = rows["recorded"].astype("datetime64[M]")
    end = (month + 1).astype("datetime64[D]") - 1
    left = (end - rows["recorded"]).astype(np.int64)
    bunched = (left >= _LAST_DAYS) & (left < _END_DAYS) & (rng.random(size_of(rows)) < _BUNCHED)
    recorded = np.where(bunched, end - rng.integers(0, _LAST_DAYS, size_of(rows)), rows["recorded"])
    theft = CODES.index("theft_from_person")
    late = rows["month"] > rows["month"].max() - _MOVED_MONTHS
    moved = late & (rows["offence"] == theft) & (rng.random(size_of(rows)) < _MOVED)
    offence = np.where(moved, CODES.index("other_theft"), rows["offence"]).astype(rows["offence"].dtype)
    _plant(world, "month-end bunching", "recorded_on", "every month", bunched)
    _plant(world, "gamed reclassification", "offence", "the last twelve months", moved)
    changed = rows | {"recorded": recorded, "offence": offence}
    return picked(changed, np.argsort(recorded, kind="stable"))


def under_record(world: World, rows: Rows) -> Rows:
    """Return the rows with the ethnicity of one group left blank more often than that of others.

    Of the victims who said that they are Black, 35 % were not asked or not entered. Nothing else changes.

    Parameters
    ----------
    world
        Chance, and where the truth is noted.
    rows
        All crimes.
    """
    rng = world.stream("records: under-recording")
    places = [place for place, code in enumerate(WORDS["ethnicity_self"]) if code.startswith(_UNDER)]
    theirs = np.isin(rows["victim_self"], places)
    unsaid = theirs & (rng.random(size_of(rows)) < _UNSAID)
    world.truth.plant(
        Planted(
            "under-recording",
            SOURCE,
            "victim_ethnicity_self",
            f"Black victims, every month: {int(unsaid.sum())} of {int(theirs.sum())}",
            int(unsaid.sum()),
            "Self-defined ethnicity of one group left blank more often than that of others.",
        )
    )
    left = np.where(unsaid, BLANK, rows["victim_self"])
    return rows | {"victim_self": left.astype(rows["victim_self"].dtype)}


def _plant(world: World, kind: str, column: str, where: str, chosen: Flags) -> None:
    says = {
        "month-end bunching": "Dated to the last two days of the month.",
        "gamed reclassification": "Theft from the person recorded as other theft.",
    }[kind]
    world.truth.plant(Planted(kind, SOURCE, column, where, int(chosen.sum()), says))
