"""Tiles tell small numbers as cases, as tables do."""

from __future__ import annotations

import pytest

from peelian.publication.charts.tiles import Tile, tile_map
from peelian.publication.panels.places import _sentence
from tests.unit.publication.sample import change, finding


@pytest.mark.parametrize(
    ("value", "previous", "size", "said"),
    [(2, 0, None, "2 more"), (5, 8, -0.375, "3 fewer"), (0, 0, None, "same")],
)
def test_small_tile_is_told_in_cases(value, previous, size, said):
    now = finding(value, change=change("no clear change", size, None, None, previous))
    drawn = tile_map([Tile("A", "A", "", now, (now,), (1, 1))], direction="lower is better", title="T")
    assert f"</span>{said}<span" in drawn
    assert "%" not in drawn.partition('class="tc"')[2]


def test_nothing_comparable_is_said_in_one_sentence():
    found = tuple(finding(change=change("not comparable", None, None, None)) for _ in range(32))
    assert _sentence(found, tuple(f.area for f in found), "boroughs") == (
        "None of the 32 can be compared with the period before."
    )
