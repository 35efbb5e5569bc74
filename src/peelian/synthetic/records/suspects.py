"""Suspects: how many, and what is recorded of the first."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.ages import ages_like
from peelian.synthetic.records.ethnicity import draw_groups, seen_by_officer, unsaid
from peelian.synthetic.records.exact import Flags
from peelian.synthetic.records.offences import each_kind
from peelian.synthetic.records.rows import Rows, draw_words, size_of
from peelian.synthetic.records.settled_shares import settle_share
from peelian.synthetic.records.victims import knife_years
from peelian.synthetic.records.vocabulary import BLANK, place_of

_UNDER_25, _MALE, _MINORITY = 0.36, 0.79, 0.5
_KNIFE = {"age": 0.5, "sex": 0.83, "stated": 0.69}
_KNOWN = {"age": 0.72, "sex": 0.93, "stated": 0.4}
_KNOWN_KNIFE = {"age": 0.8, "sex": 0.95, "stated": 0.62}


def describe_suspects(rng: np.random.Generator, rows: Rows) -> Rows:
    """Add suspects, suspect_age, suspect_sex, suspect_self, suspect_officer and relation.

    Of the suspects of knife crime in each year that ends with the last month, half of those whose age is
    recorded are under 25, 83 % of those whose sex is recorded are male, and 69 % of those who said their
    ethnicity are from ethnic minorities, at whole per cents.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        With offence, domestic, weapon and victim_kind.
    """
    size = size_of(rows)
    knife = rows["weapon"] == place_of("weapon", "knife")
    there = rng.random(size) < np.where(knife, 0.72, each_kind("suspect")[rows["offence"]])
    number = np.where(there, 1 + np.searchsorted([0.74, 0.9, 0.97], rng.random(size)), 0)
    number = np.where(~there & (rng.random(size) < 0.1), BLANK, number)
    chance = {name: rng.random(size) for name in _KNIFE}
    has = {
        "age": chance["age"] < np.where(knife, _KNIFE["age"], _UNDER_25),
        "sex": chance["sex"] < np.where(knife, _KNIFE["sex"], _MALE),
        "stated": chance["stated"] < np.where(knife, _KNIFE["stated"], _MINORITY),
    }
    told = {name: rng.random(size) < share for name, share in _KNOWN.items()}
    years = np.where(there, knife_years(rows), -1)
    for year in np.unique(years[years >= 0]):
        at = np.flatnonzero(years == year)
        every, none = np.ones(len(at), dtype=np.bool_), np.zeros(len(at), dtype=np.bool_)
        for name, share in _KNIFE.items():
            told[name][at], has[name][at] = settle_share(
                rng, share, known=_KNOWN_KNIFE[name], hurt=none, alone=every, given=none
            )
    group = draw_groups(rng, has["stated"])
    sex = np.where(has["sex"], place_of("sex", "M"), place_of("sex", "F"))
    return rows | {
        "suspects": number.astype(np.int16),
        "suspect_age": np.where(there & told["age"], ages_like(rng, has["age"]), BLANK).astype(np.int16),
        "suspect_sex": np.where(there & told["sex"], sex, BLANK).astype(np.int8),
        "suspect_self": np.where(there, unsaid(rng, group, told["stated"]), BLANK).astype(np.int8),
        "suspect_officer": np.where(there, seen_by_officer(rng, group), BLANK).astype(np.int8),
        "relation": _relations(rng, rows, there),
    }


def _relations(rng: np.random.Generator, rows: Rows, there: Flags) -> NDArray[np.int8]:
    size = size_of(rows)
    at_home = draw_words(rng, np.array([0.68, 0.3, 0.0, 0.0, 0.0]), size)
    usual = draw_words(rng, np.array([0.0, 0.01, 0.2, 0.47, 0.14]), size)
    told = np.where(rows["domestic"] == 1, at_home, usual)
    return np.where(there, told, BLANK).astype(np.int8)
