"""Tiles: every form says what its findings say, none speaks of a later day than it may, and nothing is
coloured that cannot be called good or bad.
"""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from peelian.framework.performance import Performance
from peelian.framework.tile import Tile, TilePart
from peelian.publication.desk import Desk
from peelian.publication.performance.gaps import _way
from peelian.publication.performance.telling import told_tile
from peelian.publication.reader import Reader
from tests.fabricated import LAST, add_months
from tests.fabricated_performance import made_up_performance, performing_edition

BEFORE = dt.date(2031, 10, 31)


@pytest.fixture(scope="module")
def reader():
    return Reader(performing_edition("six", wards=1, years=3))


def told(reader, name, *, as_at=None, area=None, **changed):
    page = made_up_performance(as_at=as_at)
    tile = next(tile for tile in page.tiles() if tile.id == name)
    return told_tile(
        Desk(reader, "performance.html"),
        dataclasses.replace(tile, **changed),
        page=page,
        area=area or reader.top,
    )


def test_month_against_month_before(reader):
    tile = told(reader, "all")
    assert tile.statement == (
        "All recorded crime: 4,100 more than in October 2031, and 9.4% more a day "
        "(between 6.4% more and 12.4% more)."
    )
    (row,) = tile.rows
    assert (row.value, row.change, row.interval) == ("74,100", "+4,100", "a day +9.4%, +6.4% to +12.4%")
    assert (tile.window, tile.data_to) == ("November 2031 against October 2031", "November 2031")
    assert tile.says == "Nights were long."
    assert row.href == "offence/all_crime.html"


def test_several_months_against_the_month_before(reader):
    tile = told(reader, "high-harm")
    assert tile.statement.startswith("Violence with injury and hate crime rose; robbery fell against October")
    assert "Counted by the day, " in tile.statement
    assert [row.change for row in tile.rows] == ["+100", "−200", "+300"]


def test_steps_are_never_coloured(reader):
    assert {row.mark.tone for name in ("all", "high-harm") for row in told(reader, name).rows} <= {
        "plain",
        "flat",
        "gap",
    }


def test_ambiguous_measures_are_never_coloured(reader):
    for name in ("calls", "year"):
        assert {row.mark.tone for row in told(reader, name).rows if row.mark} <= {"plain", "flat", "gap"}
    assert {row.mark.tone for row in told(reader, "survey").rows} == {"bad", "flat"}


def test_twelve_months(reader):
    tile = told(reader, "survey")
    assert tile.statement == (
        "Agree that the police treat everyone fairly fell clearly; no clear change in the other 2."
    )
    row = tile.rows[0]
    assert (row.value, row.change, row.interval) == ("60%", "−3.0 pts", "−5.0 pts to −1.0 pts")
    year = told(reader, "year")
    assert year.statement.endswith("in the year to November 2031; not comparable with the year before.")


def test_month_with_its_mean(reader):
    tile = told(reader, "calls")
    assert tile.statement == "Calls: 165 calls a day in November 2031."


def test_two_windows_stand_with_their_bases(reader):
    tile = told(reader, "told")
    assert tile.statement == (
        "Told what happened: 74% over June to November 2031 (of 1,150), 44% in November 2031 (of 180) alone."
    )
    assert [(row.value, row.interval) for row in tile.rows] == [("74%", "71% to 77%"), ("44%", "41% to 47%")]
    assert "no trend" in tile.key


def test_chosen_priorities_are_counted(reader):
    tile = told(reader, "volume")
    count = next(f for f in tile.findings if f.measure == "chosen_priorities_fell")
    assert tile.statement.startswith(
        f"{count.numerator:.0f} of the {count.denominator:.0f} chosen priorities fell in the year to November"
    )
    assert tile.more[0] == (f"All {count.denominator:.0f} by name", "performance/chosen.html")


def test_chosen_priorities_of_one_area(reader):
    area = reader.areas_at("borough")[0]
    assert f"chosen priorities of {area.name} fell" in told(reader, "volume", area=area).statement


def test_gaps_in_points(reader):
    tile = told(reader, "gaps")
    assert tile.statement == (
        "The widest gap is 6.3 percentage points, in fair treatment. 2 of 3 are more than chance explains."
    )
    assert [row.value for row in tile.rows] == ["6.3", "0.2", "−2.1"]
    one = told(reader, "gaps", parts=(TilePart("gap_fairly", "Fair treatment"),))
    assert one.statement == "Fair treatment: a gap of 6.3 percentage points (+4.3 to +8.3)."


def test_repeat_victims_with_what_linking_does(reader):
    tile = told(reader, "repeat")
    assert "12.3% in the year to November 2031 (9% to 15%); from 11.8% to 14.1%" in tile.statement
    assert tile.draft
    assert [row.name for row in tile.rows] == ["As told", "Linked at 0.7 or surer", "Linked at 0.9 or surer"]
    assert [row.shown for row in tile.rows].count("on the tile") == 1


def test_not_measured_is_a_state_of_its_own(reader):
    tile = told(reader, "staff")
    assert (tile.state, tile.statement, tile.findings) == ("not measured", "No survey is open.", ())


def test_measure_without_findings_is_not_loaded(reader):
    tile = told(reader, "never")
    assert (tile.state, tile.statement) == ("not loaded", "No figures of it have been loaded.")
    reason = TilePart("asb", "Calls", not_measured="The source “Calls” has not been loaded.")
    assert told(reader, "never", parts=(reason,)).statement == "The source “Calls” has not been loaded."


@pytest.mark.parametrize("form", ["month against month before", "twelve months", "month", "two windows",
                                  "gap row", "repeat"])  # fmt: skip
def test_every_form_bears_the_want_of_findings(reader, form):
    tile = Tile("t", "T", form, (TilePart("nowhere", "Nowhere"),))
    made = told_tile(Desk(reader, "x.html"), tile, page=Performance("P", ()), area=reader.top)
    assert made.state == "not loaded"


def test_one_of_several_that_is_missing_is_named(reader):
    parts = (TilePart("all_crime", "All recorded crime"), TilePart("asb", "Calls"))
    tile = told(reader, "all", parts=parts)
    assert tile.missing == (("Calls", "No figures of it have been loaded."),)
    assert len(tile.rows) == 1


def test_no_finding_ends_after_the_day(reader):
    page = made_up_performance()
    days = [
        None,
        LAST.replace(day=30),
        BEFORE,
        dt.date(2031, 9, 15),
        dt.date(2029, 1, 1),
        dt.date(1999, 1, 1),
    ]
    seen = 0
    for day in days:
        for tile in page.tiles():
            made = told(reader, tile.id, as_at=day)
            for finding in made.findings:
                assert day is None or finding.period.end <= day, (tile.id, day)
                seen += 1
    assert seen > 40


def test_it_is_the_newest_that_may_be_told(reader):
    now, earlier = told(reader, "year"), told(reader, "year", as_at=dt.date(2031, 9, 15))
    assert now.data_to == "November 2031"
    assert earlier.data_to == "August 2031"
    assert told(reader, "all", as_at=BEFORE).window == "October 2031 against September 2031"
    assert told(reader, "all", as_at=dt.date(2031, 9, 30)).state == "not loaded"


def test_a_tile_may_have_an_earlier_day_than_its_page(reader):
    assert told(reader, "all", as_at=LAST.replace(day=30)).data_to == "November 2031"
    page = made_up_performance(as_at=LAST.replace(day=30))
    own = dataclasses.replace(next(t for t in page.tiles() if t.id == "all"), as_at=BEFORE)
    made = told_tile(Desk(reader, "x.html"), own, page=page, area=reader.top)
    assert made.data_to == "October 2031"


def test_drawings_hold_no_later_month_either(reader):
    late = reader.index.series("all_crime", reader.top.code, "month", until=BEFORE)
    assert late[-1].period.end == BEFORE
    assert len(late) == len(reader.index.series("all_crime", reader.top.code, "month")) - 1
    assert reader.index.series("all_crime", reader.top.code, "month", until=dt.date(1999, 1, 1)) == ()
    assert add_months(LAST, -1).month == BEFORE.month


def test_way_of_a_gap_is_read_from_its_unit(reader):
    tile = told(reader, "gaps")
    gap = dataclasses.replace(tile.findings[0], unit="percentage points: White less Black")
    assert gap.value > 0
    assert _way(gap) == ", White above Black"
    assert _way(dataclasses.replace(gap, value=-gap.value)) == ", Black above White"
    assert _way(tile.findings[0]) == ""
