"""Series are reckoned several in one go, and each is told what it would be told by itself."""

from __future__ import annotations

import pyarrow.compute as pc
import pytest

from peelian.measures import laid
from peelian.reference.period import add_months
from tests.unit.measures.cube_world import FIRST, LoadedAtRandom

FAMILY = {"measure": "k_{code}", "title": "All {label}", "for each": "kind", "groups": ["hurt"]}


def three_years(seed: int) -> LoadedAtRandom:
    world = LoadedAtRandom(seed)
    world.add(tuple(add_months(FIRST, step) for step in range(40)), ["whole", "part"])
    world.load()
    return world


@pytest.mark.parametrize("definition", [FAMILY, FAMILY | {"sum": "offences"}, {"groups": ["hurt", "kind"]}])
@pytest.mark.parametrize("seed", [1, 2])
def test_series_reckoned_together_are_told_as_by_themselves(monkeypatch, definition, seed):
    world = three_years(seed)
    together = world.findings(definition, kept=None)
    monkeypatch.setattr(laid, "_MOST_CELLS", 0)
    alone = world.findings(definition, kept=None)
    assert together.equals(alone)
    assert {"count", "trend", "peak", "watch"} <= set(pc.unique(together["kind"]).to_pylist())
    assert len(pc.unique(together["group"])) > 2


def test_several_series_are_reckoned_in_one_go(monkeypatch):
    heights = []
    reckon = laid.month_numbers

    def watched(slab):
        heights.append(len(slab.counts))
        return reckon(slab)

    monkeypatch.setattr(laid, "month_numbers", watched)
    three_years(1).findings(FAMILY | {"groups": []}, kept=None)
    # Two kinds of thing in the force, and in its two boroughs.
    assert heights == [2, 4]
