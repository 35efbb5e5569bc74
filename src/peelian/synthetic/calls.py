"""Synthetic calls to the police, in an extract of CAD: two years to July 2017."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from peelian.reference.period import month_end
from peelian.synthetic.apportion import apportion
from peelian.synthetic.call_kinds import Kinds, draw_kinds
from peelian.synthetic.call_times import draw_times
from peelian.synthetic.drawn import picked
from peelian.synthetic.files import write_columns
from peelian.synthetic.truth import Planted
from peelian.synthetic.world import LAST, World, months_between

_FIRST = dt.date(2015, 8, 1)
_MENTAL_HEALTH = (54_900, 60_225)
"""150.0 a day over 366 days, and 165.0 over the 365 after them."""
_RISE = 0.12
"""Calls that involve mental health are so much more a day in the last month of a year than in its first."""
_SEASON = (1.12, 1.0, 0.97, 0.92, 0.8, 0.8, 0.82, 0.9, 1.0, 1.06, 1.1, 1.24)
_ASB = 0.27
_MOST = ("Westminster", "Camden", "Lambeth", "Southwark", "Islington", "Hackney", "Hammersmith and Fulham")
_LEAST = ("Kingston upon Thames", "Richmond upon Thames", "Harrow", "Sutton", "Bexley", "Bromley", "Barnet")
_GRADES = ("I", "S", "E", "R")
_GRADE_SHARES = (0.17, 0.37, 0.27, 0.19)
_GOES = np.array([0.97, 0.93, 0.72, 0.06])
_MINUTES = np.array([8.0, 36.0, 260.0, 700.0])
_NO_BUTTON, _NOT_SAID, _NO_PLACE = 0.05, 0.02, 0.015


def write_calls(world: World, folder: Path) -> list[Path]:
    """Write the calls of two years, of which exactly 60,225 of the second involve mental health.

    Those are opened as mental health, closed as it, or only marked as it; nothing else is any of the three.
    They rise and differ more than threefold between boroughs. Calls about anti-social behaviour peak on the
    nights of Friday and Saturday, and are more in July than in June. At every scale the number that involves
    mental health is the same, because 165.0 a day is a count; the others are scaled.
    """
    rng, months = world.stream("calls"), months_between(_FIRST, LAST)
    counts = _by_month(rng, world, months)
    sums = counts.sum(axis=1).tolist()
    kinds = draw_kinds(rng, world.scale.calls, sums[0], asb=sums[1])
    when = draw_times(rng, months, counts, kinds.class_)
    order = np.argsort(when, kind="stable")
    when, kinds = when[order], kinds.take(order)
    if world.switches.effect:
        _tell(world)
    columns = {
        "CAD Reference": _references(when),
        "Call Received": when,
        **kinds.columns(),
        **_response(rng, when),
        "Borough Code": _boroughs(rng, world, kinds),
    }
    return [write_columns(folder, "CAD calls extract.csv", columns)]


def _by_month(rng: np.random.Generator, world: World, months: list[dt.date]) -> NDArray[np.int64]:
    """Return calls of each class (mental health, anti-social behaviour, others) and month, shape (3, 24)."""
    days = np.array([month_end(month).day for month in months])
    planted = world.switches.effect
    rest = world.scale.calls - sum(_MENTAL_HEALTH)
    asb = round(rest * _ASB)
    rise = np.linspace(1, 1 + _RISE, 12) if planted else np.ones(12)
    season = np.tile(_SEASON, 2) if planted else np.ones(24)
    noise = rng.normal(1, 0.01, (3, 24))
    # Without the planted rise the year before has as many a day.
    totals = _MENTAL_HEALTH if planted else (round(_MENTAL_HEALTH[1] * 366 / 365), _MENTAL_HEALTH[1])
    years = [
        apportion(total, (days * noise[0])[part] * rise)
        for total, part in zip(totals, (slice(12), slice(12, None)), strict=True)
    ]
    return np.stack(
        [
            np.concatenate(years),
            apportion(asb, days * season * noise[1]),
            apportion(world.scale.calls - sum(totals) - asb, days * noise[2]),
        ]
    )


def _tell(world: World) -> None:
    for where, number, says in (
        ("newest year", _RISE, "Calls that involve mental health rise from the first month to the last."),
        ("July 2017", _SEASON[-1] / _SEASON[-2] - 1, "Calls about anti-social behaviour rise from June."),
    ):
        world.truth.plant(Planted("effect", "calls", "opening_type", where, number, says))


def _references(when: NDArray[np.datetime64]) -> pa.Array:
    """Return references that begin again each day, as the system's do, with the date behind them."""
    day = when.astype("datetime64[D]")
    first = np.searchsorted(day, day)
    days, place = np.unique(day, return_inverse=True)
    named = picked([f"{each.astype(object):%d%b%y}".upper() for each in days], place)
    number = pc.utf8_lpad(pa.array(np.arange(1, len(when) + 1) - first).cast(pa.string()), 5, "0")
    return pc.binary_join_element_wise(number, named, "/")


def _response(rng: np.random.Generator, when: NDArray[np.datetime64]) -> dict[str, pa.Array]:
    """Return the grade, whether a unit went, and when it said that it had arrived."""
    size = len(when)
    grade = rng.choice(4, size, p=_GRADE_SHARES)
    went = rng.random(size) < _GOES[grade]
    said = rng.random(size) >= _NOT_SAID
    seconds = (60 * _MINUTES[grade] * rng.lognormal(0, 0.55, size)).astype(np.int64)
    pressed = went & said & (rng.random(size) >= _NO_BUTTON)
    return {
        "Grade": picked(_GRADES, grade),
        "Attended": picked(("Y", "N", ""), np.where(said, np.where(went, 0, 1), 2)),
        "Unit Arrived": pa.array(when + seconds, mask=~pressed),
    }


def _boroughs(rng: np.random.Generator, world: World, kinds: Kinds) -> pa.Array:
    """Return the borough of each call: those about mental health lean far more to the centre."""
    names = list(world.boroughs.values())
    lean = np.array([1.0 if name in _MOST else -1.0 if name in _LEAST else 0.0 for name in names])
    lean += np.where(lean == 0, rng.uniform(-0.6, 0.6, len(names)), rng.uniform(-0.1, 0.1, len(names)))
    place = np.empty(len(kinds.class_), dtype=np.int64)
    for class_, strength in ((0, 0.65), (1, 0.4), (2, 0.3)):
        rows = np.flatnonzero(kinds.class_ == class_)
        weights = np.exp(strength * lean)
        place[rows] = rng.choice(len(names), len(rows), p=weights / weights.sum())
    place[rng.random(len(place)) < _NO_PLACE] = len(names)
    return picked([*world.boroughs, ""], place)
