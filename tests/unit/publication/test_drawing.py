"""Scales, outlines and charts draw what the findings say."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re

import pytest

from peelian.publication.charts.dumbbell import dumbbells
from peelian.publication.charts.line import bar_chart, line_chart
from peelian.publication.charts.outline import draw_outlines
from peelian.publication.charts.scale import Scale, bounds, round_steps
from peelian.publication.charts.strip import interval_strip, reach
from peelian.publication.charts.tiles import Tile, places_for, tile_map
from peelian.publication.edition import CaveatText
from peelian.reference.boundary import Boundary
from peelian.reference.period import Period
from tests.unit.publication.sample import change, finding


@pytest.mark.parametrize(("value", "place"), [(0, 10), (5, 60), (10, 110), (-3, 10), (99, 110)])
def test_scale_holds_values_inside(value, place):
    assert Scale(0, 10, 10, 110)(value) == place


def test_scale_of_one_value_stands_in_the_middle():
    assert Scale(4, 4, 0, 100)(4) == 50


@pytest.mark.parametrize(
    ("values", "zero", "ends"),
    [
        ([], "when near", (0, 1)),
        ([5, 9], "always", (0, 9)),
        ([80, 90], "when near", (80, 90)),
        ([10, 90], "when near", (0, 90)),
        ([7, 7], "never", (0, 7)),
        ([0, 0], "always", (0, 1)),
    ],
)
def test_bounds(values, zero, ends):
    assert bounds(values, zero=zero) == ends


@pytest.mark.parametrize(("low", "high"), [(0, 7), (0, 98_000), (35_400, 35_900), (0.2, 0.9), (5, 5)])
def test_axis_numbers_are_round_and_inside(low, high):
    steps = round_steps(low, high)
    assert 1 <= len(steps) <= 6
    assert all(low <= step <= high for step in steps)


def square(code, x):
    return Boundary(code, "borough", (((x, 0), (x + 1000, 0), (x + 1000, 1000), (x, 1000), (x, 0)),))


def test_neighbours_keep_their_common_border():
    wiggle = tuple((1000 + (n % 7) * 3.3, n * 10.0) for n in range(101))
    left = Boundary("L", "borough", (((0.0, 0.0), *wiggle, (0.0, 1000.0), (0.0, 0.0)),))
    right = Boundary("R", "borough", ((*wiggle, (2000.0, 1000.0), (2000.0, 0.0), wiggle[0]),))
    drawn = draw_outlines([left, right], budget=3_000, width=300)

    def corners(path):
        x, y, *steps = map(int, re.findall(r"-?\d+", path))
        out = [(x, y)]
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            out.append((out[-1][0] + dx, out[-1][1] + dy))
        return out

    shared = {p for p in corners(drawn.paths["L"]) if 100 < p[0] < 200}
    assert shared
    assert shared <= set(corners(drawn.paths["R"]))


def test_outlines_meet_their_budget():
    ring = tuple((n * 37 % 5000 + n * 0.1, n * 91 % 7000 + 0.3) for n in range(4000))
    drawn = draw_outlines([Boundary("A", "borough", ((*ring, ring[0]),))], budget=20_000)
    assert sum(map(len, drawn.paths.values())) <= 20_000


def test_no_boundaries_draw_nothing():
    assert draw_outlines([]).paths == {}


def test_centre_lies_inside():
    drawn = draw_outlines([square("A", 0), square("B", 1000)])
    assert drawn.centres["A"] == pytest.approx((0.25, 0.5), abs=0.01)


def series(values):
    return [
        finding(
            v,
            period=Period.month(dt.date(2024 + n // 12, n % 12 + 1, 1)),
            state="shown" if v is not None else "suppressed",
        )
        for n, v in enumerate(values)
    ]


def test_line_has_title_and_description_and_breaks_at_gaps():
    drawn = line_chart(series([5, 6, None, 7, 8]), name="n", title="T <b>", desc="D")
    assert 'role="img"' in drawn
    assert '<title id="n-t">T &lt;b&gt;</title><desc id="n-d">D</desc>' in drawn
    assert drawn.count("<polyline") == 2


def test_break_inside_the_series_is_marked_and_others_are_not():
    inside, outside = (CaveatText(str(d), "x", on=d) for d in (dt.date(2024, 2, 28), dt.date(2019, 1, 1)))
    drawn = line_chart(series([5, 6, 7, 8]), name="n", title="T", desc="D", breaks=[outside, inside])
    assert drawn.count('class="break"') == 1
    assert "break 1" in drawn


@pytest.mark.parametrize("values", [[], [3], [0, 0, 0], [None, None]])
def test_charts_bear_little_data(values):
    assert "<svg" in line_chart(series(values), name="n", title="T", desc="D")
    assert "<svg" in bar_chart(series(values), name="n", title="T", desc="D")


def test_strip_is_empty_without_an_interval():
    assert interval_strip(finding(), "ambiguous", to=0.5) == ""
    assert reach([]) > 0


def test_strip_shows_that_it_goes_on():
    drawn = interval_strip(finding(change=change("rise", 3.0, 0.2, 9.0)), "lower is better", to=0.5)
    assert 'class="more"' in drawn
    assert "<circle" not in drawn


def test_dumbbell_fills_this_year_and_leaves_the_year_before_open():
    drawn = dumbbells(
        [finding(50, change=change("fall", -0.5, -0.6, -0.4, 100))],
        direction="ambiguous",
        title="T",
        links={},
    )
    assert 'class="ring" cx="98%"' in drawn
    assert 'class="dot" cx="49.5%"' in drawn


def tile(name, item, place=(1, 1)):
    return Tile(name, name, "", item, series([1, 2, 3]), place)


def test_tiles_are_a_list_sorted_by_change():
    tiles = [
        tile("Down", finding(change=change("fall", -0.2, -0.3, -0.1))),
        tile("Up", finding(change=change("rise", 0.2, 0.1, 0.3))),
        tile("None", None),
    ]
    drawn = tile_map(tiles, direction="lower is better", title="T")
    assert re.findall(r'class="tn">(\w+)<', drawn) == ["Up", "Down", "None"]
    assert "not measured" in drawn


def test_tiles_without_places_stand_in_a_grid():
    places = places_for(list("abcdef"), {"a": (1, 1, "A")})
    assert len(set(places.values())) == 6


def test_suppressed_tile_says_so():
    drawn = tile_map([tile("X", finding(None, state="suppressed"))], direction="lower is better", title="T")
    assert "suppressed" in drawn
    assert ">0<" not in drawn


def test_month_that_is_not_whole_is_an_open_bar():
    months = series([5, 6, 7])
    doubtful = dataclasses.replace(months[0], state="low reliability")
    drawn = str(bar_chart([doubtful, *months[1:]], name="n", title="T", desc="D"))
    assert drawn.count('class="bar open"') == 1
    assert 'class="bar open"' not in str(bar_chart(months, name="n", title="T", desc="D"))
