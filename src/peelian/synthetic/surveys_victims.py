"""A synthetic User Satisfaction Survey: victims rung up some weeks after their report, as it is delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.reference.period import month_end
from peelian.synthetic.files import write_columns
from peelian.synthetic.surveys_answers import answered, settle, write_out
from peelian.synthetic.surveys_people import People, draw_people
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World, months_between

FIRST, LAST = dt.date(2015, 8, 1), dt.date(2017, 7, 1)
YEARLY = 13_000
SOONEST, LATEST = 42, 84
_AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
_CRIMES = {
    "burglary": (0.24, 0.22),
    "vehicle": (0.26, 0.36),
    "assault": (0.22, 0.27),
    "robbery": (0.2, 0.12),
    "hate": (0.08, 0.03),
}
_WAYS = ("emergency", "telephone", "online", "station", "officer")
_Codes = Mapping[bool, tuple[str, ...]]
_SATISFIED: _Codes = {
    True: ("very", "completely", "fairly"),
    False: ("neither", "fairly_dissatisfied", "very_dissatisfied", "completely_dissatisfied"),
}
_AGREE: _Codes = {
    True: ("tend_to_agree", "strongly_agree"),
    False: ("neither", "tend_to_disagree", "strongly_disagree"),
}
_YES: _Codes = {True: ("Y",), False: ("N",)}
# The first of the founding deck's six gaps; which label it belongs to needs the owner's check.
_LEVEL, _GAP, _GAP_BEFORE, _WHITE = 0.773, 0.063, 0.057, 0.62
# "6 months vs current month: 74 %, 44 %": taken in the order printed, which needs the owner's check.
_SIX_MONTHS, _CURRENT, _INFORMED = 0.74, 0.44, 0.79
_STAGES = {"Contact": 0.9, "Actions": 0.7, "Follow Up": 0.62, "Treatment": 0.86}
_ELEMENTS = {
    "Scene Investigated": 0.55, "Explained": 0.6, "Told Of Support": 0.5, "Offered Statement": 0.42,
    "Told Of Restorative Justice": 0.12, "Reassured": 0.62, "Taken Seriously": 0.75,
    "Mental Health": 0.17, "Felt Vulnerable": 0.5, "Victim Before": 0.22,
}  # fmt: skip
_OUTSIDE = 12


def write_user_satisfaction(world: World, folder: Path) -> list[Path]:
    """Write the interviews of August 2015 to July 2017, one file for each twelve months.

    13,000 a year, each 42 to 84 days after the report; with the switch `defects` twelve lie outside, and are
    noted in the truth. In the twelve months to June and to July 2017 the weighted gap in satisfaction is that
    of the founding deck, as are the two shares supplied with information.
    """
    rng = world.stream("user satisfaction survey")
    months = months_between(FIRST, LAST)
    whole, over = divmod(YEARLY, 12)
    month = np.repeat(np.arange(len(months)), [whole + (place % 12 < over) for place in range(len(months))])
    people = draw_people(rng, len(month), ages=_AGES)
    asked, stand_for = (np.array(each) for each in zip(*_CRIMES.values(), strict=True))
    crime = rng.choice(len(_CRIMES), len(month), p=asked)
    weights = np.round((stand_for / asked)[crime] * rng.lognormal(-0.02, 0.2, len(month)), 4)
    overall, said = _overall(rng, people, weights, month)
    columns = _frame(world, rng, months, month) | {
        "Stratum": pa.array(list(_CRIMES)).take(pa.array(crime)),
        "Weight": weights,
        "Crime Type": pa.array(list(_CRIMES)).take(pa.array(crime)),
        "Age Group": people.age,
        "Gender": people.sex,
        "Ethnicity": people.ethnicity,
        "Solved": np.where(rng.random(len(month)) < 0.14, "Y", "N"),
        "Overall": write_out(rng, overall, said, _SATISFIED),
        "Information Supplied": _informed(rng, weights, month),
    }
    for heading, share in _STAGES.items():
        columns[heading] = _beside(rng, overall, share, codes=_SATISFIED)
    for heading, share in _ELEMENTS.items():
        columns[heading] = _beside(rng, overall, share, codes=_YES)
    table = pa.table(columns)
    return [
        write_columns(
            folder,
            f"user satisfaction survey {first.year}-{(first.year + 1) % 100:02d}.csv",
            {name: table[name].filter(pa.array(month // 12 == year)) for name in table.column_names},
        )
        for year, first in enumerate(months[::12])
    ]


def _frame(
    world: World, rng: np.random.Generator, months: list[dt.date], month: NDArray[np.int64]
) -> dict[str, Any]:
    size = len(month)
    firsts = np.array(months, dtype="datetime64[D]")
    lengths = np.array([month_end(first).day for first in months])
    asked = firsts[month] + (rng.random(size) * lengths[month]).astype("timedelta64[D]")
    after = rng.integers(SOONEST, LATEST + 1, size)
    if world.switches.defects:
        strays = rng.choice(size, _OUTSIDE, replace=False)
        after[strays] = np.where(
            rng.random(_OUTSIDE) < 0.5,
            rng.integers(14, SOONEST, _OUTSIDE),
            rng.integers(LATEST + 1, 127, _OUTSIDE),
        )
        world.truth.plant(
            Planted(
                "outside the window", "user_satisfaction", "interviewed_on", "all months", _OUTSIDE,
                f"Interviews fewer than {SOONEST} or more than {LATEST} days after the report.",
            )
        )  # fmt: skip
    telephone = rng.random(size) < 0.1
    way = np.where(telephone, rng.integers(1, 3, size), rng.choice(5, size, p=[0.35, 0.35, 0.05, 0.15, 0.1]))
    waves = [f"{first.year}Q{(first.month + 2) // 3}" for first in months]
    boroughs = pa.array(list(world.boroughs))
    return {
        "Interview": [f"USS{number:06d}" for number in range(1, size + 1)],
        "Interview Date": pa.array(asked),
        "Reported Date": pa.array(asked - after.astype("timedelta64[D]")),
        "Wave": pa.array(waves).take(pa.array(month)),
        "Borough Code": boroughs.take(pa.array(rng.integers(0, len(boroughs), size))),
        "Reported How": pa.array(_WAYS).take(pa.array(way)),
        "Telephone Unit": np.where(telephone, "Y", "N"),
    }


def _overall(
    rng: np.random.Generator, people: People, weights: NDArray[np.float64], month: NDArray[np.int64]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    said = answered(rng, len(month), unknown=0.01, refused=0.005)
    groups = ((people.white, 1 - _WHITE), (people.other, -_WHITE))
    share = np.full(len(month), _LEVEL)
    for members, part in groups:
        share[members] += _GAP * part
    yes = rng.random(len(month)) < share
    for members, part in groups:
        mine = members & said[0]
        # The year to July 2016, then those to June and to July 2017; each settles months not yet settled.
        for first, last, start, gap in ((0, 11, 0, _GAP_BEFORE), (11, 22, 12, _GAP), (12, 23, 23, _GAP)):
            window = mine & (month >= first) & (month <= last)
            free = window & (month >= start)
            yes = settle(rng, yes, weights, window=window, free=free, share=_LEVEL + gap * part)
    return yes, said


def _informed(rng: np.random.Generator, weights: NDArray[np.float64], month: NDArray[np.int64]) -> pa.Array:
    said = answered(rng, len(month))
    yes = rng.random(len(month)) < _INFORMED
    newest = said[0] & (month == month[-1])
    half = said[0] & (month > month[-1] - 6)
    yes = settle(rng, yes, weights, window=newest, free=newest, share=_CURRENT)
    yes = settle(rng, yes, weights, window=half, free=half & ~newest, share=_SIX_MONTHS)
    return write_out(rng, yes, said, _AGREE)


def _beside(rng: np.random.Generator, overall: NDArray[np.bool_], share: float, *, codes: _Codes) -> pa.Array:
    """Draw answers that go with overall satisfaction without being the same."""
    leaning = np.where(overall, 1.0, -1.0) * 0.6 * min(share, 1 - share)
    yes = rng.random(len(overall)) < share + leaning * np.where(overall, 1 - _LEVEL, _LEVEL) * 2
    return write_out(rng, yes, answered(rng, len(overall)), codes)
