"""Obligations under the Victims' Code: met in the planted shares, and gamed only where the switch says so."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from peelian.synthetic.records.obligations import DUTIES, draw_obligations, met_shares
from tests.unit.synthetic.records.made_records import a_world, crimes

HOLIDAYS = [
    dt.date.fromisoformat(d) for d in a_world().catalogue.codes["bank_holidays_england_and_wales"].list
]


def drawn(*, gaming=False):
    rng = np.random.default_rng(5)
    return draw_obligations(rng, crimes(), holidays=HOLIDAYS, gaming=gaming)


def taken(made):
    """Return the days each took, by the clock of its duty."""
    start, end = ((made[name] // 86_400).astype("datetime64[D]") for name in ("triggered", "done"))
    calendar = np.array([duty.calendar for duty in DUTIES.values()])[made["duty"]]
    # Working days after the first day, up to and with the last.
    working = np.busday_count(start + 1, end + 1, holidays=HOLIDAYS)
    return np.where(calendar, (end - start).astype(int), working)


def limits(made):
    days = np.array([duty.days for duty in DUTIES.values()])
    return days[made["duty"], np.where(made["enhanced"] == 1, 0, 1)]


def test_planted_shares_are_met_by_the_clock_of_the_code():
    made = drawn()
    entered = made["done"] >= 0
    in_time = entered & (taken(made) <= limits(made))
    due = made["due"]
    assert (in_time[due] == made["met"][due]).all()
    for (code, entitlement), (met, every) in met_shares(made).items():
        planted = DUTIES[code].met[0 if entitlement == "enhanced" else 1]
        assert met / every == pytest.approx(planted, abs=0.5 * 12 / every + 0.06), (code, entitlement)


def test_nothing_is_done_before_its_event_or_after_the_extract():
    made = drawn()
    entered = made["done"] >= 0
    assert (made["done"][entered] >= made["triggered"][entered]).all()
    assert made["done"].max() < np.datetime64("2017-08-01").astype("datetime64[s]").astype(int)
    assert 0.02 < (~entered).mean() < 0.2


def test_gaming_presses_late_updates_onto_the_last_day_and_changes_nothing_else():
    plain, gamed = drawn(), drawn(gaming=True)
    on_the_limit = [((taken(m) == limits(m)) & (m["done"] >= 0)).mean() for m in (plain, gamed)]
    assert on_the_limit[1] > 1.25 * on_the_limit[0]
    for name in ("crime", "month", "duty", "enhanced", "triggered", "due"):
        assert (plain[name] == gamed[name]).all(), name
    assert gamed["moved"].any()
    assert not plain["moved"].any()
