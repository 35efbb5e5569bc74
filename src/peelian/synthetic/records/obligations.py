"""What victims are owed when something happens in their case, and when it was done, in planted shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from peelian.synthetic.records.exact import Flags, choose_exactly
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.rows import Rows, picked, size_of
from peelian.synthetic.records.vocabulary import WORDS, place_of


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation: in which cases it arises, within how many hours it is due, and how often that is met.

    Parameters
    ----------
    outcomes
        Outcomes of the cases in which it arises; empty for all.
    share
        Share of those cases.
    after
        Days from the recording to the event, at most.
    hours
        Limit for victims with enhanced and with standard entitlement, in hours of the clock.
    met
        Planted share met within the limit, enhanced and standard.
    """

    outcomes: tuple[str, ...]
    share: float
    after: int
    hours: tuple[float, float]
    met: tuple[float, float]


DUTIES: Mapping[str, Duty] = {
    "support_referral": Duty((), 0.55, 1, (48, 48), (0.93, 0.88)),
    "needs_assessment": Duty((), 0.5, 1, (120, 120), (0.84, 0.79)),
    "update_28_days": Duty((), 0.5, 28, (672, 672), (0.81, 0.76)),
    "told_of_arrest": Duty(("charged", "cautioned"), 0.9, 20, (24, 120), (0.72, 0.83)),
    "told_of_bail": Duty(("charged", "evidence_victim_supports"), 0.5, 25, (24, 120), (0.69, 0.8)),
    "told_of_release": Duty(("evidence_victim_supports",), 0.5, 30, (24, 120), (0.66, 0.78)),
    "told_of_charge": Duty(("charged",), 1.0, 60, (24, 120), (0.77, 0.86)),
    "told_of_no_action": Duty(("no_suspect", "evidence_victim_supports"), 0.8, 40, (120, 120), (0.74, 0.7)),
}
"""Obligations by code. The limits are those that the planted shares are counted by."""

_CASES = {"rape", "other_sexual_offences", "violence_with_injury", "robbery_personal", "burglary_residential",
          "homicide", "stalking_and_harassment"}  # fmt: skip
_ENHANCED_UNDER = 18
_NOT_ENTERED = 0.35
_MONTHS = 24
_MOVED = 0.5


def draw_obligations(rng: np.random.Generator, rows: Rows, *, gaming: bool) -> Rows:
    """Draw the obligations of the last two years' cases with an individual victim.

    In each month, and for each obligation and entitlement, the planted share was met within the limit. What
    was met took at most 85 % of the limit and what was late at least 160 %, so that the rule of the clock
    does not matter; of what was not met, about a third was never entered.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        All crimes.
    gaming
        True when half of what was late is entered as done in the last few minutes before the limit.

    Returns
    -------
    Columns crime (place in `rows`), month, duty, truly (1 for enhanced), enhanced (as entered, -1 for blank),
    triggered and done (seconds since 1970; done -1 for nothing entered), met (by the planted limits), moved
    (by gaming).
    """
    made = _events(rng, rows)
    duty, enhanced = made["duty"], made["truly"]
    hours = np.array([each.hours for each in DUTIES.values()])[duty, 1 - enhanced]
    share = np.array([each.met for each in DUTIES.values()]).ravel()
    cell = (made["month"] * len(DUTIES) + duty) * 2 + (1 - enhanced)
    there = np.bincount(cell)
    wanted = np.round(there * share[np.arange(len(there)) % len(share)]).astype(np.int64)
    met = choose_exactly(rng, cell, wanted)
    size = len(duty)
    took = np.where(met, 0.85 * rng.random(size) ** 1.4, 1.6 + rng.exponential(0.8, size)) * hours
    blank = ~met & (rng.random(size) < _NOT_ENTERED)
    moved = ~met & ~blank & (rng.random(size) < _MOVED) if gaming else np.zeros(size, dtype=np.bool_)
    took = np.where(moved, hours - rng.uniform(0.02, 0.04, size) * hours, took)
    done = made["triggered"] + np.floor(took * 60).astype(np.int64) * 60
    unsaid = rng.random(size) < 0.03
    return made | {
        "enhanced": np.where(unsaid, -1, enhanced),
        "done": np.where(blank, -1, done),
        "met": met | moved,
        "moved": moved,
    }


def _events(rng: np.random.Generator, rows: Rows) -> Rows:
    recent = rows["month"] > rows["month"].max() - _MONTHS
    crimes = np.flatnonzero(recent & _is_case(rows))
    crimes = crimes[rng.random(len(crimes)) < 0.5]
    parts = [_of_duty(rng, picked(rows, crimes), duty, number) for number, duty in enumerate(DUTIES.values())]
    made = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    made["crime"] = crimes[made["crime"]]
    made["truly"] = _is_enhanced(picked(rows, made["crime"])).astype(np.int64)
    day = (made["triggered"] // 86_400).astype("datetime64[D]")
    first = rows["recorded"][0].astype("datetime64[M]")
    month = (day.astype("datetime64[M]") - first).astype(np.int64)
    inside = (month > rows["month"].max() - _MONTHS) & (month <= rows["month"].max())
    made = picked(made | {"month": month}, inside)
    return picked(made, np.argsort(made["triggered"], kind="stable"))


def _of_duty(rng: np.random.Generator, cases: Rows, duty: Duty, number: int) -> Rows:
    ended = [WORDS["outcome"].index(outcome) for outcome in duty.outcomes]
    arises = np.isin(cases["outcome"], ended) if ended else np.ones(size_of(cases), dtype=np.bool_)
    at = np.flatnonzero(arises & (rng.random(size_of(cases)) < duty.share))
    day = cases["recorded"][at].astype(np.int64) + np.floor(rng.random(len(at)) * (duty.after + 1))
    minute = np.floor(np.clip(rng.normal(14.5, 4.0, len(at)), 0.1, 23.9) * 60)
    return {
        "crime": at,
        "duty": np.full(len(at), number),
        "triggered": (day * 86_400 + minute * 60).astype(np.int64),
    }


def _is_case(rows: Rows) -> Flags:
    grave = np.isin(rows["offence"], [CODES.index(code) for code in _CASES])
    person = rows["victim_kind"] == place_of("victim_kind", "person")
    found: Flags = person & (grave | (rows["domestic"] == 1) | (rows["hate"] == 1))
    return found


def _is_enhanced(rows: Rows) -> Flags:
    young = (rows["victim_age"] >= 0) & (rows["victim_age"] < _ENHANCED_UNDER)
    sexual = np.isin(rows["offence"], [CODES.index("rape"), CODES.index("other_sexual_offences")])
    found: Flags = young | sexual | (rows["domestic"] == 1) | (rows["hate"] == 1)
    return found


def met_shares(made: Rows) -> dict[tuple[str, str], tuple[int, int]]:
    """Return (met, all) of the last twelve months by obligation and true entitlement."""
    year = made["month"] > made["month"].max() - 12
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for number, code in enumerate(DUTIES):
        for place, entitlement in enumerate(("standard", "enhanced")):
            cell = year & (made["duty"] == number) & (made["truly"] == place)
            found[code, entitlement] = (int((cell & made["met"]).sum()), int(cell.sum()))
    return found
