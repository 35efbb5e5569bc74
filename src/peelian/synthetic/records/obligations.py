"""What victims are owed when something happens in their case, and when it was done, in planted shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peelian.synthetic.records.exact import Flags, choose_exactly
from peelian.synthetic.records.offences import CODES
from peelian.synthetic.records.rows import Rows, picked, size_of
from peelian.synthetic.records.vocabulary import WORDS, place_of


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation: in which cases it arises, within how many days it is due, and how often that is met.

    Parameters
    ----------
    outcomes
        Outcomes of the cases in which it arises; empty for all.
    share
        Share of those cases.
    after
        Days from the recording to the event, at most.
    days
        Limit for victims entered as having enhanced entitlement, and for others.
    met
        Planted share met within the limit, for the same two.
    calendar
        True for a limit in days of the calendar; otherwise it is in working days.
    """

    outcomes: tuple[str, ...]
    share: float
    after: int
    days: tuple[int, int]
    met: tuple[float, float]
    calendar: bool = False


DUTIES: Mapping[str, Duty] = {
    "support_referral": Duty((), 0.55, 1, (2, 2), (0.93, 0.88)),
    "needs_assessment": Duty((), 0.5, 1, (5, 5), (0.84, 0.79)),
    "update_28_days": Duty((), 0.5, 28, (28, 28), (0.81, 0.76), calendar=True),
    "told_of_arrest": Duty(("charged", "cautioned"), 0.9, 20, (1, 5), (0.72, 0.83)),
    "told_of_bail": Duty(("charged", "evidence_victim_supports"), 0.5, 25, (1, 5), (0.69, 0.8)),
    "told_of_release": Duty(("evidence_victim_supports",), 0.5, 30, (1, 5), (0.66, 0.78)),
    "told_of_charge": Duty(("charged",), 1.0, 60, (1, 5), (0.77, 0.86)),
    "told_of_no_action": Duty(("no_suspect", "evidence_victim_supports"), 0.8, 40, (5, 5), (0.74, 0.7)),
}
"""Obligations by code. The limits are those that the planted shares are counted by."""

_CASES = {"rape", "other_sexual_offences", "violence_with_injury", "robbery_personal", "burglary_residential",
          "homicide", "stalking_and_harassment"}  # fmt: skip
_ENHANCED_UNDER = 18
_NOT_ENTERED = 0.35
_MONTHS = 24
_MOVED = 0.5
_DAY = 86_400


def draw_obligations(
    rng: np.random.Generator, rows: Rows, *, holidays: Sequence[dt.date], gaming: bool
) -> Rows:
    """Draw the obligations of the last two years' cases with an individual victim.

    In each month, and for each obligation and entitlement as entered, the planted share of those due was met
    within the limit. Of what was not met, about a third was never entered; what was done after the last day
    of the extract is not yet in it.

    Parameters
    ----------
    rng
        Where chance comes from.
    rows
        All crimes.
    holidays
        Days that are no working days, beside weekends.
    gaming
        True when half of what was late is entered as done on the last day of the limit.

    Returns
    -------
    Columns crime (place in `rows`), month, duty, enhanced (1, 0, or -1 where nobody entered it), triggered
    and done (seconds since 1970; done -1 for nothing entered), due (whether the limit ran out before the
    extract), met, moved (by gaming).
    """
    made, free = _events(rng, rows), np.array(holidays, dtype="datetime64[D]")
    duty, size = made["duty"], len(made["duty"])
    unsaid = rng.random(size) < 0.03
    standard = np.where(unsaid, 1, 1 - made["truly"])
    limit = np.array([each.days for each in DUTIES.values()])[duty, standard]
    calendar = np.array([each.calendar for each in DUTIES.values()])[duty]
    share = np.array([each.met for each in DUTIES.values()]).ravel()
    day = (made["triggered"] // _DAY).astype("datetime64[D]")
    end = (rows["recorded"][-1].astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    due = _days_on(day, limit, calendar, free) <= end
    cell = ((made["month"] * len(DUTIES) + duty) * 2 + standard) * 2 + due
    there = np.bincount(cell)
    wanted = np.round(there * share[(np.arange(len(there)) // 2) % len(share)]).astype(np.int64)
    met = choose_exactly(rng, cell, wanted)
    late = ~met & (rng.random(size) >= _NOT_ENTERED)
    moved = late & (rng.random(size) < _MOVED) if gaming else np.zeros(size, dtype=np.bool_)
    took = np.where(met, np.floor(rng.random(size) ** 1.4 * (limit + 1)), limit + rng.geometric(0.25, size))
    took = np.where(moved, limit, took).astype(np.int64)
    done = _at_some_hour(rng, made["triggered"], _days_on(day, took, calendar, free))
    entered = (met | late) & (done // _DAY <= end.astype(np.int64))
    return made | {
        "enhanced": np.where(unsaid, -1, made["truly"]),
        "done": np.where(entered, done, -1),
        "due": due,
        "met": met | moved,
        "moved": moved & entered,
    }


def _days_on(day: NDArray[Any], days: NDArray[np.int64], calendar: Flags, free: NDArray[Any]) -> NDArray[Any]:
    """Return the day so many days of the calendar, or working days, after another."""
    working = np.where(days == 0, day, np.busday_offset(day, days, roll="backward", holidays=free))
    return np.where(calendar, day + days, working)


def _at_some_hour(
    rng: np.random.Generator, triggered: NDArray[np.int64], day: NDArray[Any]
) -> NDArray[np.int64]:
    """Return a time on a day, after the event where it is the same day."""
    start = day.astype(np.int64) * _DAY
    first = np.maximum(triggered - start, 8 * 3600)
    last = np.maximum(first, 20 * 3600)
    minutes = np.floor((first + (last - first) * rng.random(len(day))) / 60).astype(np.int64)
    at: NDArray[np.int64] = np.maximum(start + minutes * 60, triggered)
    return at


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
    """Return (met, due) of the last twelve months by obligation and entitlement as entered."""
    year = made["due"] & (made["month"] > made["month"].max() - 12)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for number, code in enumerate(DUTIES):
        for place, entitlement in ((1, "enhanced"), (0, "standard")):
            cell = year & (made["duty"] == number) & (made["enhanced"] == place)
            found[code, entitlement] = (int((cell & made["met"]).sum()), int(cell.sum()))
    return found
