"""Worlds to draw in tests."""

from functools import cache

from peelian.synthetic.london import make_world
from peelian.synthetic.switches import Switches
from peelian.workspace.definitions import gather_catalogue


@cache
def _catalogue():
    return gather_catalogue(None)


def world(seed=3, scale="tiny", **switches):
    return make_world(_catalogue(), scale=scale, seed=seed, switches=Switches(**switches))
