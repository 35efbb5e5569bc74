"""Ethnic groups of people in crimes: what they say, and what an officer sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.exact import Flags
from peelian.synthetic.records.vocabulary import BLANK, WHITE, WORDS, place_of

_GROUPS = {"W1": 0.62, "W2": 0.04, "W3": 0.01, "W9": 0.33, "M1": 0.05, "M2": 0.03, "M3": 0.03, "M9": 0.05,
           "A1": 0.12, "A2": 0.07, "A3": 0.07, "A4": 0.03, "A9": 0.11, "B1": 0.13, "B2": 0.19, "B9": 0.05,
           "O2": 0.03, "O9": 0.04}  # fmt: skip
_SEEN = {"W": "IC1", "M": "IC3", "A": "IC4", "B": "IC3", "O": "IC6"}


def draw_groups(rng: np.random.Generator, minority: Flags) -> NDArray[np.int8]:
    """Draw a self-defined ethnic group, one of the White groups or one of the others."""
    shares = np.array(list(_GROUPS.values()))
    white, other = shares[: len(WHITE)], shares[len(WHITE) :]
    chance = rng.random(len(minority))
    first = np.searchsorted(np.cumsum(white / white.sum()), chance)
    second = len(WHITE) + np.searchsorted(np.cumsum(other / other.sum()), chance)
    found = np.where(minority, np.minimum(second, len(shares) - 1), np.minimum(first, len(WHITE) - 1))
    return found.astype(np.int8)


def unsaid(rng: np.random.Generator, group: NDArray[np.int8], stated: Flags) -> NDArray[np.int8]:
    """Return the group where it was stated; elsewhere not stated, refused or blank."""
    other = np.array([place_of("ethnicity_self", "NS"), place_of("ethnicity_self", "RF"), BLANK])
    why = np.searchsorted(np.array([0.45, 0.54]), rng.random(len(group)))
    return np.where(stated, group, other[why]).astype(np.int8)


def seen_by_officer(rng: np.random.Generator, group: NDArray[np.int8]) -> NDArray[np.int8]:
    """Return what an officer saw: mostly what one expects of the group, sometimes another, or nothing."""
    usual = np.array(
        [place_of("ethnicity_officer", _SEEN[code[0]]) for code in WORDS["ethnicity_self"][: len(_GROUPS)]]
    )
    usual[WORDS["ethnicity_self"].index("A4")] = place_of("ethnicity_officer", "IC5")
    chance = rng.random(len(group))
    seen = np.where(chance < 0.06, rng.integers(0, 6, len(group)), usual[group])
    seen = np.where(chance > 0.98, place_of("ethnicity_officer", "IC0"), seen)
    return np.where(rng.random(len(group)) < 0.05, BLANK, seen).astype(np.int8)
