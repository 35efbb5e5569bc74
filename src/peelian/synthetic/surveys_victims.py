"""A synthetic User Satisfaction Survey: victims rung up some weeks after their report, as it is delivered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.reference.period import month_end
from peelian.synthetic.apportion import apportion
from peelian.synthetic.deal import deal_yes
from peelian.synthetic.files import write_columns
from peelian.synthetic.surveys_answers import answered, settle, write_out
from peelian.synthetic.surveys_course import FORCED, Course
from peelian.synthetic.surveys_people import People, draw_people
from peelian.synthetic.surveys_replies import replies
from peelian.synthetic.surveys_served import WAYS, Served, served_in_2018_19
from peelian.synthetic.surveys_strata import CRIMES, balanced_weights, drawn_weights
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World, months_between

FIRST, LAST = dt.date(2015, 4, 1), dt.date(2019, 3, 1)
YEARLY = 13_000
SOONEST, LATEST = 42, 84
_AGES = ("18-24", "25-34", "35-44", "45-54", "55-64", "65+")
_Codes = Mapping[bool, tuple[str, ...]]
_Places = NDArray[np.int64]
_Flags = NDArray[np.bool_]
_Weights = NDArray[np.float64]
_AGREE: _Codes = {
    True: ("tend_to_agree", "strongly_agree"),
    False: ("neither", "tend_to_disagree", "strongly_disagree"),
}
# The first of the founding deck's six gaps; which label it belongs to needs the owner's check.
_GAP = 0.063
# First and last month of the years to June and to July 2017, and the first that is not settled yet.
_GAP_WINDOWS = ((15, 26, 16), (16, 27, 27))
# "6 months vs current month: 74 %, 44 %": taken in the order printed, which needs the owner's check.
_SIX_MONTHS, _CURRENT, _INFORMED, _INFORMED_MONTH = 0.74, 0.44, 0.79, 27
_OUTSIDE = 12


def write_user_satisfaction(world: World, folder: Path) -> list[Path]:
    """Write the interviews of April 2015 to March 2019, one file for each financial year.

    13,000 a year, each 42 to 84 days after the report; with the switch `defects` twelve of the first three
    years lie outside, and are noted in the truth. In the twelve months to June and to July 2017 the weighted
    gap in satisfaction is that of the founding deck, as are the two shares supplied with information; in
    2018-19 every figure that the deck gives of this survey holds. Satisfaction is steady until December 2016
    and falls from then on; the switch `effect` takes the fall away, and 2018-19 is then like the years
    before it.
    """
    rng = world.stream("user satisfaction survey")
    months = months_between(FIRST, LAST)
    whole, over = divmod(YEARLY, 12)
    month = np.repeat(np.arange(len(months)), [whole + (place % 12 < over) for place in range(len(months))])
    served = served_in_2018_19(rng)
    course = Course(served, falls=world.switches.effect)
    people, (crime, weights) = draw_people(rng, len(month), ages=_AGES), drawn_weights(rng, len(month))
    way, unit = _reported(rng, course, month)
    yes, said = _overall(rng, course, people, weights, month=month, way=way, unit=unit)
    # Whoever reported alike and is as satisfied answers the rest alike, whichever the year.
    donor = _like(rng, served, unit, yes)
    given = (month >= FORCED) & world.switches.effect
    if world.switches.effect:
        donor[given] = _in_months(rng, month[given], served, course)
        way[given], said[0, given], said[1, given] = served.way[donor[given]], True, False
        kinds, balanced = balanced_weights(rng, served.profiles())
        crime[given], weights[given] = kinds[donor[given]], balanced[donor[given]]
        people = _leaning(rng, people, given, served.satisfied[donor])
        course.note(world.truth)
        served.note(world.truth)
    columns = _frame(world, rng, months, month) | {
        "Reported How": pa.array(WAYS).take(pa.array(way)),
        "Stratum": pa.array(list(CRIMES)).take(pa.array(crime)),
        "Weight": weights,
        "Crime Type": pa.array(list(CRIMES)).take(pa.array(crime)),
        "Age Group": people.age,
        "Gender": people.sex,
        "Ethnicity": people.ethnicity,
        "Information Supplied": _informed(rng, weights, month),
        **replies(rng, served, donor, said=said, every=given),
    }
    return _write(folder, pa.table(columns), month // 12)


def _write(folder: Path, table: pa.Table, year: _Places) -> list[Path]:
    return [
        write_columns(
            folder,
            f"user satisfaction survey {first}-{(first + 1) % 100:02d}.csv",
            {name: table[name].filter(pa.array(year == place)) for name in table.column_names},
        )
        for place, first in enumerate(range(FIRST.year, LAST.year))
    ]


def _frame(world: World, rng: np.random.Generator, months: list[dt.date], month: _Places) -> dict[str, Any]:
    size = len(month)
    firsts = np.array(months, dtype="datetime64[D]")
    lengths = np.array([month_end(first).day for first in months])
    asked = firsts[month] + (rng.random(size) * lengths[month]).astype("timedelta64[D]")
    after = rng.integers(SOONEST, LATEST + 1, size)
    if world.switches.defects:
        strays = rng.choice(np.flatnonzero(month < FORCED), _OUTSIDE, replace=False)
        after[strays] = np.where(
            rng.random(_OUTSIDE) < 0.5,
            rng.integers(14, SOONEST, _OUTSIDE),
            rng.integers(LATEST + 1, 127, _OUTSIDE),
        )
        world.truth.plant(
            Planted(
                "outside the window", "user_satisfaction", "interviewed_on", "2015-04 to 2018-03", _OUTSIDE,
                f"Interviews fewer than {SOONEST} or more than {LATEST} days after the report.",
            )
        )  # fmt: skip
    waves = [f"{first.year}Q{(first.month + 2) // 3}" for first in months]
    boroughs = pa.array(list(world.boroughs))
    return {
        "Interview": [f"USS{number:06d}" for number in range(1, size + 1)],
        "Interview Date": pa.array(asked),
        "Reported Date": pa.array(asked - after.astype("timedelta64[D]")),
        "Wave": pa.array(waves).take(pa.array(month)),
        "Borough Code": boroughs.take(pa.array(rng.integers(0, len(boroughs), size))),
    }


def _reported(rng: np.random.Generator, course: Course, month: _Places) -> tuple[_Places, _Flags]:
    ends = np.array([np.cumsum(course.mix(place)) for place in range(int(month.max()) + 1)])
    way = (rng.random(len(month))[:, None] > ends[month][:, :-1]).sum(axis=1)
    return way, rng.random(len(month)) < course.unit(month, way)


def _overall(
    rng: np.random.Generator,
    course: Course,
    people: People,
    weights: _Weights,
    *,
    month: _Places,
    way: _Places,
    unit: _Flags,
) -> tuple[_Flags, _Flags]:
    """Draw who is satisfied, and who says so; settle each way of reporting in 2015-16, and the deck's gap."""
    said = answered(rng, len(month), unknown=0.01, refused=0.005)
    # Parts of the gap that leave the share of everyone as it is.
    white = float(weights[people.white].sum() / weights[people.white | people.other].sum())
    groups = ((people.white, 1 - white), (people.other, -white))
    share = course.satisfied(month, way, unit)
    level = np.array([course.level(place) for place in range(int(month.max()) + 1)])[month]
    for members, part in groups:
        share[members] += _GAP * part
    yes = rng.random(len(month)) < share
    for place in range(len(WAYS)):
        window = said[0] & (month < 12) & (way == place)
        first = course.satisfied(np.zeros(1, np.int64), np.array([place]))
        yes = settle(rng, yes, weights, window=window, free=window, share=float(first[0]))
    for first_month, last, start in _GAP_WINDOWS:
        asked = said[0] & (month >= first_month) & (month <= last)
        # One level for both groups: they are not asked in quite the same months, and it falls.
        usual = float(np.average(level[asked], weights=weights[asked]))
        for members, part in groups:
            window = members & asked
            free = window & (month >= start)
            yes = settle(rng, yes, weights, window=window, free=free, share=usual + _GAP * part)
    return yes, said


def _like(rng: np.random.Generator, served: Served, unit: _Flags, yes: _Flags) -> _Places:
    """Choose somebody of 2018-19 for each, dealt with by the same unit and as satisfied."""
    donor = np.empty(len(unit), dtype=np.int64)
    for by_unit in (False, True):
        for satisfied in (False, True):
            here = (unit == by_unit) & (yes == satisfied)
            alike = np.flatnonzero((served.unit == by_unit) & (served.satisfied == satisfied))
            donor[here] = rng.choice(alike, int(here.sum()))
    return donor


def _in_months(rng: np.random.Generator, month: _Places, served: Served, course: Course) -> _Places:
    """Return who is interviewed when, so that satisfaction falls within the year as it does before it."""
    place = month - month[0]
    sizes = np.bincount(place)
    wanted = sizes * [course.level(int(month[0]) + step) for step in range(len(sizes))]
    satisfied = deal_yes(place, apportion(int(served.satisfied.sum()), wanted), rng.random(len(month)))
    donor = np.empty(len(month), dtype=np.int64)
    for kind in (False, True):
        donor[satisfied == kind] = rng.permutation(np.flatnonzero(served.satisfied == kind))
    return donor


def _leaning(rng: np.random.Generator, people: People, given: _Flags, satisfied: _Flags) -> People:
    """Return people of whom the White ones of the given year are more often satisfied, by the same gap.

    Who answers is dealt out anew among the satisfied and among the others, so many of each group as the gap
    says; those who would not say what they are get their share of both.
    """
    rows = np.flatnonzero(given)
    group = np.where(people.white[rows], 0, np.where(people.other[rows], 1, 2))
    sizes = np.bincount(group, minlength=3)
    gaps = _GAP * np.array([sizes[1], -sizes[0], 0.0]) / sizes[:2].sum()
    content = apportion(int(satisfied[rows].sum()), sizes * (satisfied[rows].mean() + gaps))
    dealt = deal_yes(group, content, rng.random(len(rows)))
    who = np.arange(len(given))
    for kind in (False, True):
        who[rows[satisfied[rows] == kind]] = rng.permutation(rows[dealt == kind])
    taken = pa.array(who)
    return replace(
        people,
        ethnicity=people.ethnicity.take(taken),
        sex=people.sex.take(taken),
        age=people.age.take(taken),
        white=people.white[who],
        other=people.other[who],
    )


def _informed(rng: np.random.Generator, weights: _Weights, month: _Places) -> pa.Array:
    said = answered(rng, len(month))
    yes = rng.random(len(month)) < _INFORMED
    newest = said[0] & (month == _INFORMED_MONTH)
    half = said[0] & (month > _INFORMED_MONTH - 6) & (month <= _INFORMED_MONTH)
    yes = settle(rng, yes, weights, window=newest, free=newest, share=_CURRENT)
    yes = settle(rng, yes, weights, window=half, free=half & ~newest, share=_SIX_MONTHS)
    return write_out(rng, yes, said, _AGREE)
