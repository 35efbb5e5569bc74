"""A synthetic Public Attitude Survey: quarterly waves in all boroughs, in the layout of its deliveries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from peelian.reference.period import month_end
from peelian.synthetic.files import write_columns
from peelian.synthetic.surveys_answers import answered, settle, write_out
from peelian.synthetic.surveys_gap_table import gap_table_answers, place_in_table, usual_gaps
from peelian.synthetic.surveys_knife import knife_crime_answers
from peelian.synthetic.surveys_people import People, draw_people, rake
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import World, months_between

FIRST, LAST = dt.date(2015, 7, 1), dt.date(2019, 3, 1)
_TABLE = dt.date(2018, 4, 1), dt.date(2019, 3, 1)
"""First and last month of the deck's table of gaps."""
# Every twelve months have 400 interviews in each borough, whichever month they end with.
_IN_MONTH = (33, 33, 34)
_AGES = ("16-24", "25-34", "35-44", "45-54", "55-64", "65+")
_Codes = Mapping[bool, tuple[str, ...]]
_AGREE: _Codes = {
    True: ("tend_to_agree", "strongly_agree"),
    False: ("neither", "tend_to_disagree", "strongly_disagree"),
}
_JUDGED: _Codes = {True: ("good", "excellent"), False: ("fair", "poor", "very_poor")}
_WELL: _Codes = {True: ("fairly_well", "very_well"), False: ("not_very_well", "not_at_all")}
_SAFE: _Codes = {True: ("fairly_safe", "very_safe"), False: ("bit_unsafe", "very_unsafe")}
_YES: _Codes = {True: ("Y",), False: ("N",)}
_Months = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Question:
    heading: str
    level: float
    gap: float
    gap_before: float
    codes: _Codes


# How much of what people say of the police comes from one trust in them; other questions go their own way.
_PULL: Mapping[str, float] = {
    "Good Job Local": 0.80,
    "Relied On": 0.78,
    "Dealing With Issues": 0.70,
    "Listens To Concerns": 0.60,
    "Fair Treatment": 0.50,
    "Trust": 0.65,
    "Informed Local": 0.30,
}


# The gap (White less everyone else, in the year to June and to July 2017) is the founding deck's. Which label
# each of the deck's six figures belongs to needs the owner's check: its text is damaged.
_FORCED = (
    _Question("Knows Ward Officer", 0.151, 0.002, 0.006, _YES),
    _Question("Dealing With Issues", 0.679, 0.023, 0.029, _AGREE),
    _Question("Listens To Concerns", 0.722, 0.021, 0.018, _AGREE),
    _Question("Fair Treatment", 0.768, 0.003, 0.012, _AGREE),
    _Question("Good Job Local", 0.667, 0.036, 0.047, _JUDGED),
)
_FREE = (
    _Question("Relied On", 0.745, -0.01, -0.01, _AGREE),
    _Question("Trust", 0.83, 0.05, 0.05, _AGREE),
    _Question("Supports Stop And Search", 0.75, 0.09, 0.09, _AGREE),
    _Question("Would Give Information", 0.86, 0.04, 0.04, _AGREE),
    _Question("Informed Local", 0.41, 0.02, 0.02, _WELL),
    _Question("Safe After Dark", 0.75, 0.03, 0.03, _SAFE),
    _Question("Disability", 0.13, 0.02, 0.02, _YES),
    _Question("Victim Last Year", 0.16, -0.01, -0.01, _YES),
)
_WHITE = 0.611
_POINTS = 12
_STEADY = 0.002
# The years to June and to July 2016 and 2017: first and last month, and the first that is not settled yet.
_WINDOWS = ((0, 11, 1), (1, 12, 12), (12, 23, 13), (13, 24, 24))


def write_public_attitude(world: World, folder: Path) -> list[Path]:
    """Write the waves of July 2015 to March 2019, one file for each financial year.

    3,200 interviews a quarter, 100 in each borough, so that any twelve months have 400 in each. Weights make
    the boroughs as large as they are and the ethnic groups as common. In the twelve months to June and to
    July 2017 the weighted gaps of five perceptions, and in 2017-18 the weighted shares that call knife crime
    a problem, are those of the founding deck; before that the same share of people answer alike. In 2018-19
    the weighted shares of everyone, and the gaps of eleven ethnic groups from them, are those of the deck's
    table. The sample is as large at every scale: it is small, and smaller groups would have no gap to tell.
    """
    rng = world.stream("public attitude survey")
    months = months_between(FIRST, LAST)
    boroughs = list(world.boroughs)
    borough, month = _sample(len(boroughs), len(months))
    people = draw_people(rng, len(month), ages=_AGES)
    quarter = month // 3
    sizes = np.clip(rng.normal(1.0, 0.18, len(boroughs)), 0.6, 1.5)
    sizes = np.tile(sizes / sizes.mean() * 100, len(months) // 3)
    year = (month >= months.index(_TABLE[0])) & (month <= months.index(_TABLE[1]))
    cells = quarter * len(boroughs) + borough
    weights = np.empty(len(month))
    for rows in (~year, year):
        # Each stretch stands for everyone by itself; cells are in order of time, so its own are together.
        own = np.unique(cells[rows])
        weights[rows] = rake(rng, people.among(rows), cells[rows] - own[0], sizes[own], spread=0.35)
    columns = _frame(rng, months, month, boroughs=boroughs, borough=borough) | {
        "Weight": weights,
        "Age Group": people.age,
        "Gender": people.sex,
        "Ethnicity": people.ethnicity,
    }
    codes = world.catalogue.codes["ethnicity_of_gap_table"].list
    held = {code: name for name, told in codes.items() for code in told.holds}
    groups = place_in_table(people.ethnicity, held)
    asked = _Asked(world, people, weights, month, year, groups, rng.standard_normal(len(month)))
    for question in (*_FORCED, *_FREE):
        columns[question.heading] = _answers(rng, question, asked)
    columns["Knife Crime A Problem"] = knife_crime_answers(
        rng, weights, borough=borough, month=month, named=list(world.boroughs.values())
    )
    table, years = pa.table(columns), [(first.year - (first.month < 4)) for first in months]
    return [
        _write(folder, table.filter(pa.array(np.array(years)[month] == year)), year)
        for year in dict.fromkeys(years)
    ]


def _sample(boroughs: int, months: int) -> tuple[NDArray[np.int64], _Months]:
    each = np.array([_IN_MONTH[month % 3] for month in range(months)])
    month = np.repeat(np.arange(months), each * boroughs)
    borough = np.concatenate([np.repeat(np.arange(boroughs), number) for number in each])
    return borough, month


@dataclass(frozen=True)
class _Asked:
    """Who was asked, how they count and when, whether in the table's year, in which group, how they trust."""

    world: World
    people: People
    weights: NDArray[np.float64]
    month: _Months
    year: NDArray[np.bool_]
    groups: NDArray[np.int64]
    trust: NDArray[np.float64]

    def draws(self, rng: np.random.Generator, heading: str) -> NDArray[np.float64]:
        """Return even draws for a question, low for those who trust the police where it is about that."""
        from scipy import special

        pull = _PULL.get(heading, 0.0)
        own = rng.standard_normal(len(self.trust))
        return np.asarray(special.ndtr(np.sqrt(1 - pull**2) * own - pull * self.trust))


def _frame(
    rng: np.random.Generator,
    months: list[dt.date],
    month: _Months,
    *,
    boroughs: list[str],
    borough: NDArray[np.int64],
) -> dict[str, Any]:
    firsts = np.array(months, dtype="datetime64[D]")
    lengths = np.array([month_end(first).day for first in months])
    days = firsts[month] + (rng.random(len(month)) * lengths[month]).astype("timedelta64[D]")
    waves = [f"{first.year}Q{(first.month + 2) // 3}" for first in months]
    codes = pa.array(boroughs)
    points = [f"{code}-{number:02d}" for code in boroughs for number in range(1, _POINTS + 1)]
    point = rng.integers(0, _POINTS, len(month))
    return {
        "Interview": [f"PAS{number:06d}" for number in range(1, len(month) + 1)],
        "Interview Date": pa.array(days),
        "Wave": pa.array(waves).take(pa.array(month)),
        "Mode": pa.repeat("face_to_face", len(month)),
        "Stratum": codes.take(pa.array(borough)),
        "Sampling Point": pa.array(points).take(pa.array(borough * _POINTS + point)),
        "Borough Code": codes.take(pa.array(borough)),
    }


def _answers(rng: np.random.Generator, question: _Question, asked: _Asked) -> pa.Array:
    """Draw the answers to a question; those of the deck's gaps are settled window by window."""
    people, weights, month = asked.people, asked.weights, asked.month
    said = answered(rng, len(month))
    groups = ((people.white, 1 - _WHITE), (people.other, -_WHITE))
    share = np.full(len(month), question.level)
    for members, part in groups:
        share[members] += question.gap * part
        share += usual_gaps(question.heading, asked.groups, among=members)
    draws = asked.draws(rng, question.heading)
    yes = draws < share
    for members, part in groups if question in _FORCED else ():
        mine = members & said[0]
        now = question.level + question.gap * part
        before = question.level - _STEADY + question.gap_before * part
        for (first, last, start), wanted in zip(_WINDOWS, (before, before, now, now), strict=True):
            window = mine & (month >= first) & (month <= last)
            yes = settle(rng, yes, weights, window=window, free=window & (month >= start), share=wanted)
    yes, gaps = gap_table_answers(
        rng,
        question.heading,
        yes,
        draws=draws,
        year=asked.year & said[0],
        weights=weights,
        groups=asked.groups,
    )
    for group, gap in gaps.items():
        says = f"{question.heading}: gap of {group} from everyone, in points"
        asked.world.truth.plant(
            Planted("gap", "public_attitude", question.heading, f"2018-19, {group}", round(gap, 3), says)
        )
    liking = 1 - asked.draws(rng, question.heading)
    return write_out(rng, yes, said, question.codes, liking=liking)


def _write(folder: Path, table: pa.Table, year: int) -> Path:
    name = f"public attitude survey {year}-{(year + 1) % 100:02d}.csv"
    return write_columns(folder, name, dict(zip(table.column_names, table.columns, strict=True)))
