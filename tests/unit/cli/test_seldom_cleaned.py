"""Circles of objects are looked for seldom, and found all the same."""

from __future__ import annotations

import gc
import weakref

from peelian.cli.seldom_cleaned import seldom_cleaned


class _Circle:
    def __init__(self):
        self.itself = self


def test_circles_are_looked_for_less_often_and_still_thrown_away():
    before = gc.get_threshold()
    try:
        seldom_cleaned()
        assert gc.get_threshold()[0] > 50 * 700
        assert gc.isenabled()
        left = weakref.ref(_Circle())
        kept = [[] for _ in range(2 * gc.get_threshold()[0])]
        assert left() is None
        del kept
    finally:
        gc.set_threshold(*before)
