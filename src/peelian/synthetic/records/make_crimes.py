"""Crimes as they happened and to whom: everything before something goes wrong with the records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from peelian.synthetic.records.circumstances import add_circumstances
from peelian.synthetic.records.draw_crimes import draw_crimes
from peelian.synthetic.records.references import give_references
from peelian.synthetic.records.repeat_victims import draw_persons
from peelian.synthetic.records.rows import Rows, size_of
from peelian.synthetic.records.suspects import describe_suspects
from peelian.synthetic.records.victims import describe_victims
from peelian.synthetic.world import World


def make_crimes(world: World, months: Sequence[dt.date]) -> Rows:
    """Make every crime of the months and the people in them, in the order of the day recorded.

    Parameters
    ----------
    world
        Scale, places, switches and chance. Each step has a stream of chance of its own.
    months
        First days of at least three months in a row.
    """
    rows = draw_crimes(world, months)
    rows = add_circumstances(world.stream("records: circumstances"), rows)
    person, again = draw_persons(world.stream("records: persons"), rows)
    rows = rows | {"person": person, "again": again, "serial": np.arange(1, size_of(rows) + 1)}
    rows = describe_victims(world.stream("records: victims"), rows)
    rows = describe_suspects(world.stream("records: suspects"), rows)
    several = world.switches.linkage_errors
    return give_references(world.stream("records: references"), rows, several=several)
