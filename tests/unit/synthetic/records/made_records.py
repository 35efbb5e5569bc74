"""Tiny worlds of records, made once for all tests that only look at them."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np

from peelian.synthetic.records.make_crimes import make_crimes
from peelian.synthetic.records.rows import Rows
from peelian.synthetic.world import World, months_between
from tests.unit.synthetic.worlds import world

MONTHS = tuple(months_between())


def a_world(seed: int = 7, **switches: bool) -> World:
    return world(seed, **switches)


@cache
def crimes(seed: int = 7, **switches: bool) -> Rows:
    return make_crimes(a_world(seed, **switches), MONTHS)


def monthly(chosen: np.ndarray, rows: Rows) -> list[int]:
    return np.bincount(rows["month"][chosen], minlength=len(MONTHS)).tolist()


def last_year(rows: Rows) -> np.ndarray:
    return rows["month"] > rows["month"].max() - 12


def day(text: str) -> np.datetime64:
    return np.datetime64(dt.date.fromisoformat(text))
