"""Victims: their age, sex and ethnicity, the same in all of their crimes, and what is recorded of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.ages import DAYS_A_YEAR, ages_like, draw_ages
from peelian.synthetic.records.ethnicity import draw_groups, seen_by_officer, unsaid
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.rows import Rows, size_of
from peelian.synthetic.records.settled_shares import settle_share
from peelian.synthetic.records.vocabulary import BLANK, place_of

_MALE = {"usual": 0.52, "domestic": 0.26, "sexual": 0.14, "child": 0.12, "robbery": 0.68, "knife": 0.8}
_MINORITY, _MINORITY_BY_KNIFE = 0.42, 0.5
_YOUNG = 25
_BY_KNIFE = {"age": 0.5, "sex": 0.8, "stated": 0.5}
_KNOWN = {"age": 0.96, "sex": 0.98, "stated": 0.78}


def describe_victims(rng: np.random.Generator, rows: Rows) -> Rows:
    """Add what is recorded of each person who is a victim, and who they are.

    Of the victims of knife crime in each year that ends with the last month, and of those who were hurt,
    half of those whose age is recorded are under 25, four in five of those whose sex is recorded are male,
    and half of those who said their ethnicity are from ethnic minorities, at whole per cents.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        With person (see `draw_persons`) and what was drawn before.

    Returns
    -------
    The rows with victim_age (-1 blank), victim_sex, victim_self, victim_officer; and born (a day), sex and
    self, which hold the truth.
    """
    size, person = size_of(rows), rows["person"]
    first = np.where(person >= 0, person, 0)
    sort = _sorts(rows)
    age = draw_ages(rng, sort)
    male = rng.random(size) < np.array(list(_MALE.values()))[sort]
    minority = rng.random(size) < np.where(sort == 5, _MINORITY_BY_KNIFE, _MINORITY)
    born = rows["recorded"] - np.floor((age + rng.random(size)) * DAYS_A_YEAR).astype(np.int64)
    told = {name: rng.random(size) < share for name, share in _KNOWN.items()}
    truth = {"born": born[first], "male": male[first], "minority": minority[first]}
    truth, told = _settle_knife(rng, rows, truth, told)
    self = draw_groups(rng, truth["minority"][first])[first]
    sex = np.where(truth["male"], place_of("sex", "M"), place_of("sex", "F")).astype(np.int8)
    years = np.floor((rows["recorded"] - truth["born"]).astype(np.int64) / DAYS_A_YEAR).astype(np.int16)
    nobody = person < 0
    return rows | {
        "born": truth["born"],
        "sex": sex,
        "self": self,
        "victim_age": np.where(nobody | ~told["age"], BLANK, np.maximum(years, 0)).astype(np.int16),
        "victim_sex": np.where(nobody | ~told["sex"], BLANK, sex).astype(np.int8),
        "victim_self": np.where(nobody, BLANK, unsaid(rng, self, told["stated"])).astype(np.int8),
        "victim_officer": np.where(nobody, BLANK, seen_by_officer(rng, self)).astype(np.int8),
    }


def knife_years(rows: Rows) -> NDArray[np.int64]:
    """Return how many whole years before the last month each knife crime against a person was, or -1."""
    back = (rows["month"].max() - rows["month"]) // 12
    knife = (rows["weapon"] == place_of("weapon", "knife")) & (rows["victim_kind"] == 0)
    return np.where(knife, back, -1)


def _sorts(rows: Rows) -> NDArray[np.int64]:
    """Return what kind of crime decides who the victim is: a place in the list of `_MALE`."""
    code = rows["offence"]
    sort = np.zeros(len(code), dtype=np.int64)
    sort[np.isin(code, [CODES.index("robbery_personal"), CODES.index("theft_from_person")])] = 4
    sort[rows["weapon"] == place_of("weapon", "knife")] = 5
    sort[np.isin(code, [CODES.index("rape"), CODES.index("other_sexual_offences")])] = 2
    sort[rows["domestic"] == 1] = 1
    sort[rows["exploitation"] == 1] = 3
    return sort


def _settle_knife(rng: np.random.Generator, rows: Rows, truth: Rows, told: Rows) -> tuple[Rows, Rows]:
    """Settle the shares of victims of knife crime in each year, on the people who have one such crime."""
    size, person = size_of(rows), rows["person"]
    truth = {name: values.copy() for name, values in truth.items()}
    told = {name: values.copy() for name, values in told.items()}
    knife = np.flatnonzero(knife_years(rows) >= 0)
    once = np.bincount(person[knife], minlength=size) == 1
    for year in np.unique(knife_years(rows)[knife]):
        at = np.flatnonzero(knife_years(rows) == year)
        alone = once[person[at]]
        age = (rows["recorded"][at] - truth["born"][at]).astype(np.int64) / DAYS_A_YEAR
        given = {"age": age < _YOUNG, "sex": truth["male"][at], "stated": truth["minority"][at]}
        settled = {}
        for name, share in _BY_KNIFE.items():
            told[name][at], settled[name] = settle_share(
                rng,
                share,
                known=_KNOWN[name],
                hurt=rows["injury"][at] == 1,
                alone=alone,
                given=given[name],
            )
        days = np.floor((ages_like(rng, settled["age"]) + rng.random(len(at))) * DAYS_A_YEAR)
        _set(truth, person[at[alone]], person, {
            "born": (rows["recorded"][at] - days.astype(np.int64))[alone],
            "male": settled["sex"][alone],
            "minority": settled["stated"][alone],
        })  # fmt: skip
    return truth, told


def _set(truth: Rows, who: NDArray[np.int64], person: NDArray[np.int64], values: Rows) -> None:
    """Give some people values, in all of their rows."""
    place = np.full(len(person), -1)
    place[who] = np.arange(len(who))
    theirs = np.where(person >= 0, place[person], -1)
    for name, given in values.items():
        truth[name][theirs >= 0] = given[theirs[theirs >= 0]]
