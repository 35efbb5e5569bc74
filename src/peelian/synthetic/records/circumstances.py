"""What else an extract says of an offence: when it happened and was reported, in what place, how it ended."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.offences import CODES, KINDS, each_kind
from peelian.synthetic.records.rows import Rows, draw_words, size_of
from peelian.synthetic.records.vocabulary import WORDS, place_of

_VENUES = {
    "street": {"street": 0.76, "transport": 0.09, "licensed": 0.04, "other": 0.06},
    "home": {"home": 0.88, "street": 0.02, "other": 0.05},
    "shop": {"shop": 0.89, "licensed": 0.04, "other": 0.03},
    "remote": {"online": 0.42, "home": 0.36, "street": 0.09, "school": 0.03, "other": 0.05},
    "mixed": {"street": 0.42, "home": 0.24, "licensed": 0.08, "shop": 0.07, "transport": 0.05,
              "school": 0.03, "health": 0.02, "public_building": 0.02, "other": 0.02},
}  # fmt: skip
_OUTCOMES = (0.09, 0.03, 0.02, 0.47, 0.13, 0.13, 0.01, 0.01)
_LONG_DELAY = 25.0


def add_circumstances(rng: np.random.Generator, rows: Rows) -> Rows:
    """Add reported, committed_from, committed_to (days), venue, outcome and victim_kind to drawn offences.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        As `draw_crimes` returns them.
    """
    return rows | _days(rng, rows) | _endings(rng, rows)


def _days(rng: np.random.Generator, rows: Rows) -> Rows:
    """Most crimes are recorded on the day they are reported; sexual offences are often reported late."""
    size = size_of(rows)
    waited = np.where(rng.random(size) < 0.65, 0, rng.geometric(0.35, size))
    reported = rows["recorded"] - waited
    delay = each_kind("delay")[rows["offence"]]
    since = np.where(rng.random(size) < 0.45, 0, np.floor(rng.exponential(np.maximum(delay, 0.3))))
    since = np.where(rng.random(size) < 0.04 * (delay > _LONG_DELAY), since * 12, since).astype(np.int64)
    until = reported - since
    start = until - np.where(rng.random(size) < 0.8, 0, rng.geometric(0.4, size))
    unknown, nothing = rng.random(size) < 0.03, np.datetime64("NaT")
    return {
        "reported": np.where(rng.random(size) < 0.01, nothing, reported),
        "committed_from": np.where(unknown, nothing, start),
        "committed_to": np.where(unknown, nothing, until),
    }


def _endings(rng: np.random.Generator, rows: Rows) -> Rows:
    size, offence = size_of(rows), rows["offence"]
    venues = np.zeros((len(CODES), len(WORDS["venue"])))
    for number, kind in enumerate(KINDS.values()):
        for venue, share in _VENUES[kind.venues].items():
            venues[number, place_of("venue", venue)] = share
    at_home = np.zeros(len(WORDS["venue"]))
    at_home[[place_of("venue", "home"), place_of("venue", "street")]] = (0.84, 0.1)
    domestic = rows["domestic"] == 1
    age = rows["month"].max() - rows["month"]
    still = 0.05 + 0.5 * np.exp(-age / 2.5)
    ended = np.array(_OUTCOMES) / sum(_OUTCOMES)
    shares = np.concatenate([ended[None, :] * (0.98 - still)[:, None], still[:, None]], axis=1)
    return {
        "venue": np.where(domestic, draw_words(rng, at_home, size), draw_words(rng, venues[offence], size)),
        "outcome": draw_words(rng, shares, size),
        "victim_kind": _kinds_of_victim(rng, rows),
    }


def _kinds_of_victim(rng: np.random.Generator, rows: Rows) -> NDArray[np.int8]:
    size, offence = size_of(rows), rows["offence"]
    person, business = each_kind("person")[offence], each_kind("business")[offence]
    state = 1 - person - business
    drawn = draw_words(rng, np.stack([person, business, state + 1e-9], axis=1), size)
    whole = (rows["domestic"] == 1) | (rows["hate"] == 1) | (rows["weapon"] == place_of("weapon", "knife"))
    return np.where(whole, place_of("victim_kind", "person"), drawn).astype(np.int8)
