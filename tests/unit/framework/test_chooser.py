"""The chooser puts what is known of each candidate side by side, and says what is not."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from peelian.findings.finding import Standing
from peelian.findings.lay_flat import lay_flat
from peelian.framework.chooser import candidates
from peelian.reference.area import Area
from peelian.reference.period import Period
from tests.unit.framework.small_plan import DAY, EAST, NORTH, SOUTH, WARD, read, year

SPAN = Period(dt.date(2020, 4, 1), DAY)


def rows(tmp_path, *findings, area=NORTH, day=None):
    found = candidates(lay_flat(findings), read(tmp_path), area=area, code_version="9", day=day)
    return {row.title: row for row in found}


FINDINGS = (
    year("burglary", NORTH, 90, 100, standing=Standing(2, 3, 1)),
    year("burglary", NORTH, 4.5, 5.0, kind="rate", numerator=90, denominator=20_000, base=20_000),
    year("burglary", NORTH, 0.08, kind="trend", numerator=None, period=SPAN),
    year("burglary", NORTH, 1.2, kind="peak", numerator=None, period=SPAN, group="calendar month=11"),
    year("burglary", NORTH, 1.4, kind="peak", numerator=None, period=SPAN, group="calendar month=12"),
    year("burglary", NORTH, 9.0, kind="peak", numerator=None, period=SPAN, group="hour of week=7 23"),
    year("burglary", NORTH, 10, 12, group="sex=female"),
    year("burglary", EAST, 1, 2),
    year("all_crime", NORTH, 900, 1000),
)


def test_every_candidate_is_listed_in_the_order_of_the_menu(tmp_path):
    assert list(rows(tmp_path)) == ["Burglary", "Robbery", "Broken things"]


def test_parts_of_a_candidate_are_those_of_its_area(tmp_path):
    row = rows(tmp_path, *FINDINGS)["Burglary"]
    assert (row.count.value, row.count.standing) == (90, Standing(2, 3, 1))
    assert row.count.change.previous == 100
    assert (row.rate.value, row.trend.value) == (4.5, 0.08)
    assert (row.peak.group, row.peak.value) == ("calendar month=12", 1.4)
    assert (row.share.value, row.share.numerator, row.share.denominator) == (0.1, 90, 900)
    assert row.share.vintages == ("v-burglary", "v-all_crime")
    assert row.share.caveats == ("counts.burglary", "counts.all_crime")
    assert (row.chosen, row.not_measured) == (True, "")


def test_what_is_absent_is_not_measured(tmp_path):
    found = rows(tmp_path, *FINDINGS)
    assert found["Robbery"].count is None
    assert found["Robbery"].not_measured == "There is no finding of it for this area."
    bare = rows(tmp_path, year("robbery", NORTH, 9, 8))["Robbery"]
    assert (bare.rate, bare.trend, bare.peak, bare.share) == (None, None, None, None)
    assert bare.count.value == 9


def test_hidden_count_has_no_share_and_is_no_zero(tmp_path):
    found = rows(tmp_path, year("robbery", NORTH, None, state="suppressed"), year("all_crime", NORTH, 9, 8))
    row = found["Robbery"]
    assert (row.count.state, row.share) == ("suppressed", None)
    assert row.not_measured == "The count is suppressed."


@pytest.mark.parametrize("total", [0, None])
def test_share_of_nothing_is_not_made(tmp_path, total):
    whole = year("all_crime", NORTH, total, state="shown" if total == 0 else "not measured")
    assert rows(tmp_path, year("robbery", NORTH, 0, 1), whole)["Robbery"].share is None


def test_wards_have_a_chooser_of_their_own(tmp_path):
    found = rows(tmp_path, year("damage", WARD, 7, 9), *FINDINGS, area=WARD)
    assert found["Broken things"].count.value == 7
    assert found["Burglary"].count is None
    assert not found["Broken things"].chosen


def test_newest_twelve_months_unless_a_day_is_given(tmp_path):
    before = dt.date(2025, 2, 28)
    series = [year("robbery", NORTH, 5, 6, day=before), year("robbery", NORTH, 7, 6)]
    assert rows(tmp_path, *series)["Robbery"].count.value == 7
    assert rows(tmp_path, *series, day=before)["Robbery"].count.value == 5


def test_change_is_ranked_among_areas_that_can_be_compared(tmp_path):
    airport = Area("x-airport", "borough", "Airport")
    findings = (
        year("burglary", NORTH, 110, 100),
        year("burglary", EAST, 150, 100),
        year("burglary", SOUTH, 90, 100, state="not comparable"),
        year("burglary", airport, 900, 100),
        year("burglary", WARD, 900, 100),
    )
    assert rows(tmp_path, *findings)["Burglary"].change_standing == Standing(2, 2)
    assert rows(tmp_path, *findings, area=SOUTH)["Burglary"].change_standing is None


@pytest.mark.parametrize(
    ("value", "previous", "small"), [(19, 100, True), (100, 19, True), (20, 20, False), (19, None, True)]
)
def test_small_base_is_marked(tmp_path, value, previous, small):
    assert rows(tmp_path, year("robbery", NORTH, value, previous))["Robbery"].small is small


def test_record_is_plain_json(tmp_path):
    row = rows(tmp_path, *FINDINGS)["Burglary"]
    record = json.loads(json.dumps(row.as_record()))
    assert record["count"]["standing"] == {"rank": 2, "of": 3, "previous": 1}
    assert record["share"]["value"] == 0.1
    assert rows(tmp_path)["Robbery"].as_record()["count"] is None
