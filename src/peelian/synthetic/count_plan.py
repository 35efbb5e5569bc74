"""Expected counts of recorded crime: levels, seasons, courses, and how many London records in each month."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from peelian.synthetic.boroughs import crime_weights
from peelian.synthetic.choices import Chosen
from peelian.synthetic.localities import localities
from peelian.synthetic.london_months import london_months
from peelian.synthetic.offences import OFFENCES
from peelian.synthetic.world import World, months_between

MAY, JUNE = 33, 34
"""Where May and June 2017 stand among the months."""

CHOSEN_RISE = 694.5
"""About how many more offences of the chosen kinds are recorded in June 2017 than in May."""

Means = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


def plan_means(world: World, rng: np.random.Generator, chosen: Sequence[Chosen]) -> Means:
    """Return the expected counts, of shape (boroughs, offences, months).

    Boroughs differ in size and mix, offences in level, season and course; months vary a little more than
    chance alone would make them. The months add up to what London records in each.
    """
    months = months_between()
    level = np.array([offence.level for offence in OFFENCES])
    whole = london_months(world)
    calendar = np.array([month.month for month in months])
    swing = np.array([[offence.swing] for offence in OFFENCES])
    peak = np.array([[offence.peak] for offence in OFFENCES])
    season = 1 + swing * np.cos(2 * np.pi * (calendar - peak) / 12)
    means = (_sizes(world, rng) * level)[:, :, None] * season
    means *= rng.gamma(900.0, 1 / 900.0, means.shape)
    means *= _courses(means.shape, chosen, growth=_growth(whole))
    means *= whole / means.sum(axis=(0, 1))
    return _lift_june(means, chosen, whole)


def draw_counts(world: World, rng: np.random.Generator, means: Means) -> Counts:
    """Draw counts that add up, month by month, to what London records.

    Parameters
    ----------
    means
        Expected counts, of shape (boroughs, offences, months).
    """
    flat = means.reshape(-1, means.shape[-1])
    whole = london_months(world).astype(np.int64)
    drawn = [rng.multinomial(whole[k], flat[:, k] / flat[:, k].sum()) for k in range(len(whole))]
    return np.stack(drawn, axis=-1).reshape(means.shape).astype(np.int64)


def _sizes(world: World, rng: np.random.Generator) -> Means:
    """Return how much of each offence of London each borough has, shape (boroughs, offences).

    The two offences of the Vulnerable Localities index follow the wards of the borough more, and what else
    makes boroughs differ less.
    """
    places = localities(world)
    people = np.bincount(places.borough, places.residents)
    level = np.bincount(places.borough, places.residents * (1 + 0.45 * places.vulnerability)) / people
    crime = crime_weights(world.boroughs.values())
    mix = rng.lognormal(0, 0.2, (len(people), len(OFFENCES)))
    mild = rng.lognormal(0, 0.06, (len(people), len(OFFENCES)))
    place = np.array([offence.from_place for offence in OFFENCES])
    size = people[:, None] * np.where(place, level[:, None] * mild, crime[:, None] * mix)
    return np.asarray(size / size.sum(axis=0))


def _growth(whole: Means) -> float:
    """Return by how much London's twelve months to June 2017 are above the twelve before."""
    return float(whole[JUNE - 11 : JUNE + 1].sum() / whole[JUNE - 23 : JUNE - 11].sum() - 1)


def _courses(shape: tuple[int, ...], chosen: Sequence[Chosen], *, growth: float) -> Means:
    """Return factors that bend the course of the chosen offences, beside that of all crime."""
    course = np.ones(shape)
    step = np.clip(np.arange(shape[-1]) - 11, 0, None) / 12
    for each in chosen:
        course[each.borough, each.offence] = ((1 + each.change) / (1 + growth)) ** step
    return course


def _lift_june(means: Means, chosen: Sequence[Chosen], whole: Means) -> Means:
    """Return the means with the chosen offences of June 2017 as far above May as is told of them."""
    means = means.copy()
    borough, offence = np.array([(each.borough, each.offence) for each in chosen]).T
    wanted = means[borough, offence, MAY].sum() + CHOSEN_RISE
    now = means[borough, offence, JUNE].sum()
    means[:, :, JUNE] *= (whole[JUNE] - wanted) / (whole[JUNE] - now)
    means[borough, offence, JUNE] *= wanted / means[borough, offence, JUNE].sum()
    return means
