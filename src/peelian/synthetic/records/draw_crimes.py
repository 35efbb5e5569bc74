"""Drawing the offences: what, when, where, and which flags are set, in the counts settled for each month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.exact import Flags, choose_exactly
from peelian.synthetic.records.monthly_counts import (
    DOMESTIC_MANDATORY,
    MonthlyCounts,
    monthly_counts,
)
from peelian.synthetic.records.offences import CODES, each_kind
from peelian.synthetic.records.rows import Rows, draw_words, picked
from peelian.synthetic.records.vocabulary import WORDS, place_of
from peelian.synthetic.world import World

_SORTS = ("ordinary", "knife", "gun", "sexual")
_HURT = {"violence_with_injury": 0.74, "robbery_personal": 0.25, "homicide": 0.01}
_THREATENED = {"robbery_personal": 0.52, "violence_without_injury": 0.42, "stalking_and_harassment": 0.06}
_WITH_GUN = {"robbery_personal": 0.35, "robbery_business": 0.1, "violence_with_injury": 0.2,
             "violence_without_injury": 0.25, "criminal_damage": 0.1}  # fmt: skip
_SEXUAL = {"rape": 0.38, "other_sexual_offences": 0.62}
_BLANK_FLAGS = {"domestic": 0.02, "hate": 0.24, "exploitation": 0.3}
_BLANK_DOMESTIC_BEFORE = 0.38


def draw_crimes(world: World, months: Sequence[dt.date]) -> Rows:
    """Draw every offence of the months, in the order of the day recorded.

    Parameters
    ----------
    world
        Scale, places, switches and chance.
    months
        First days of months in a row.

    Returns
    -------
    The columns month (place in `months`), offence (place in `CODES`), recorded (a day), weapon, injury,
    domestic, hate, exploitation (places of flags), borough, ward (places in the world's lists).
    """
    rng, counts = world.stream("records: crimes"), monthly_counts(world, months)
    sizes = [getattr(counts, name) for name in _SORTS]
    sort = np.repeat(np.arange(len(_SORTS)), [int(size.sum()) for size in sizes])
    month = np.concatenate([np.repeat(np.arange(len(months)), size) for size in sizes])
    starts = np.array([*months, months[-1] + dt.timedelta(days=31)], dtype="datetime64[M]")
    days = starts.astype("datetime64[D]")
    step = np.floor(rng.random(len(sort)) * np.diff(days).astype(np.int64)[month]).astype(np.int64)
    recorded = days[month] + step
    hurt = choose_exactly(rng, np.where(sort == 1, month, -1), counts.knife_injury)
    rows: Rows = {
        "month": month,
        "offence": _offences(rng, sort, hurt),
        "recorded": recorded,
        "weapon": _weapons(rng, sort),
        "hurt": hurt,
    }
    rows = picked(rows | _places(rng, world, len(sort)), np.argsort(recorded, kind="stable"))
    flags = _flags(rng, rows, counts, defects=world.switches.defects)
    return {name: values for name, values in rows.items() if name != "hurt"} | flags


def _offences(rng: np.random.Generator, sort: NDArray[np.int64], hurt: Flags) -> NDArray[np.int16]:
    shares = each_kind("share")
    offence = rng.choice(len(CODES), len(sort), p=shares / shares.sum()).astype(np.int16)
    for chosen, mix in (
        ((sort == 1) & hurt, _HURT),
        ((sort == 1) & ~hurt, _THREATENED),
        (sort == 2, _WITH_GUN),
        (sort == 3, _SEXUAL),
    ):
        places = np.array([CODES.index(code) for code in mix], dtype=np.int16)
        offence[chosen] = places[rng.choice(len(mix), int(chosen.sum()), p=list(mix.values()))]
    return offence


def _weapons(rng: np.random.Generator, sort: NDArray[np.int64]) -> NDArray[np.int8]:
    weapon = draw_words(rng, np.array([0, 0, 0.03, 0.67, 0.01]), len(sort))
    weapon[sort == 1] = place_of("weapon", "knife")
    weapon[sort == 2] = place_of("weapon", "gun")
    return weapon


def _places(rng: np.random.Generator, world: World, size: int) -> Rows:
    each = [len(listed) for listed in world.wards.values()]
    of_ward = np.repeat(np.arange(len(each)), each)
    borough = np.clip(rng.lognormal(0.0, 0.3, len(each)), 0.6, 1.8)
    weight = rng.gamma(6.0, size=len(of_ward))
    inside = np.bincount(of_ward, weight)
    share = np.cumsum((borough / borough.sum())[of_ward] * weight / inside[of_ward])
    ward = np.minimum(np.searchsorted(share, rng.random(size)), len(of_ward) - 1)
    unplaced = rng.random(size) < 0.015
    return {
        "borough": of_ward[ward].astype(np.int16),
        "ward": np.where(unplaced, -1, ward).astype(np.int16),
    }


def _flags(rng: np.random.Generator, rows: Rows, counts: MonthlyCounts, *, defects: bool) -> Rows:
    """Set exactly as many flags as were settled; the rest say no or nothing."""
    month, offence = rows["month"], rows["offence"]
    sexual = np.isin(offence, [CODES.index(code) for code in _SEXUAL])
    child = choose_exactly(rng, np.where(sexual, month, -1), counts.exploitation)
    domestic = choose_exactly(
        rng, month, counts.domestic, weight=np.where(child, 0.0, each_kind("domestic")[offence])
    )
    hate = choose_exactly(rng, month, counts.hate, weight=each_kind("hate")[offence])
    blank = np.full(len(month), _BLANK_FLAGS["domestic"])
    if defects:
        blank[rows["recorded"] < np.datetime64(DOMESTIC_MANDATORY)] = _BLANK_DOMESTIC_BEFORE
    return {
        "exploitation": _told(rng, child, np.full(len(month), _BLANK_FLAGS["exploitation"])),
        "domestic": _told(rng, domestic, blank),
        "hate": _told(rng, hate, np.full(len(month), _BLANK_FLAGS["hate"])),
        "injury": _injuries(rng, rows),
    }


def _told(rng: np.random.Generator, yes: Flags, blank: NDArray[np.float64]) -> NDArray[np.int8]:
    silent = rng.random(len(yes)) < blank
    return np.where(yes, 1, np.where(silent, -1, 0)).astype(np.int8)


def _injuries(rng: np.random.Generator, rows: Rows) -> NDArray[np.int8]:
    """Return whether somebody was hurt: settled for knife crime, as usual for the offence elsewhere."""
    offence, knife = rows["offence"], rows["weapon"] == place_of("weapon", "knife")
    by_offence = np.full((len(CODES), len(WORDS["flag"])), [0.74, 0.01])
    by_offence[CODES.index("violence_with_injury")] = [0.0, 0.94]
    by_offence[CODES.index("homicide")] = [0.0, 1.0]
    by_offence[CODES.index("violence_without_injury")] = [0.82, 0.0]
    usual = draw_words(rng, by_offence[offence], len(offence))
    return np.where(knife, rows["hurt"], usual).astype(np.int8)
