"""Stop and search: ratios with intervals, two views kept apart, what is missing, and the hours of the
week.
"""

from __future__ import annotations

import csv
import re

import pytest

from peelian.publication.charts.ratio import ratio_dots, say_times
from tests.fabricated_signs import SUPPRESSED
from tests.unit.publication.sample import finding
from tests.unit.publication.test_panels_agree import table_of


def ratio(value, lower, upper):
    return finding(value, kind="ratio", lower=lower, upper=upper, unit="times the rate of White", base=9)


@pytest.fixture(scope="module")
def html(site):
    return site.html("stops.html")


def section(html, name):
    return re.search(rf'<section[^>]*id="{name}".*?</section>', html, re.DOTALL).group()


def test_headline_is_the_widest_ratio_by_peoples_own_description(html):
    says = "People who described themselves as Black were searched at 3.1 times the rate of White people"
    assert f"<h1>{says}</h1>" in html


def test_two_views_of_ethnicity_are_never_in_one_panel(html):
    for name, other in (
        ("ratio-ethnicity_self", "officers described"),
        ("ratio-ethnicity_officer", "themselves"),
    ):
        assert other not in section(html, name)


def test_share_without_a_view_is_stated_for_each(html):
    said = {name: section(html, f"ratio-{name}") for name in ("ethnicity_self", "ethnicity_officer")}
    assert (
        "In 25% of stops and searches (1,750 of 7,000) it was not stated or not recorded"
        in said["ethnicity_self"]
    )
    assert "In 5% of stops and searches" in said["ethnicity_officer"]


def test_disparity_is_neither_called_proof_nor_waved_away(html):
    for name in ("ratio-ethnicity_self", "ratio-ethnicity_officer"):
        text = section(html, name)
        assert "not by itself proof of discrimination, nor is it none" in text
        assert "Residents are not the people who were there to be stopped" in text
        assert "searches and not people" in text


def test_ratios_have_no_colour(html):
    assert not re.search(r'class="[^"]*\b(good|bad)\b', section(html, "ratio-ethnicity_self"))


def test_scale_is_logarithmic_and_one_is_marked():
    drawn = ratio_dots([ratio(2, 1.8, 2.2), ratio(0.5, 0.45, 0.55)], title="T", name=lambda f: f.area.name)
    dots = [float(x) for x in re.findall(r'<circle class="dot" cx="([\d.]+)%"', drawn)]
    one = float(re.search(r'class="mean" x1="([\d.]+)%"', drawn).group(1))
    assert dots[0] - one == pytest.approx(one - dots[1], abs=0.2)
    assert ">1×<" in drawn


def test_ratio_that_may_be_chance_is_open():
    drawn = ratio_dots([ratio(1.05, 0.95, 1.16)], title="T", name=lambda f: f.area.name)
    assert 'class="ring"' in drawn
    assert 'class="dot"' not in drawn


def test_hidden_ratio_is_told_in_words():
    hidden = finding(None, kind="ratio", state="suppressed")
    assert "suppressed" in ratio_dots([hidden, ratio(2, 1, 3)], title="T", name=lambda f: f.area.name)


@pytest.mark.parametrize(("value", "says"), [(3.14, "3.1 times"), (0.8, "0.80 times"), (1.05, "1.05 times")])
def test_times_keep_enough_decimals(value, says):
    assert say_times(value) == says


def test_hours_are_a_real_table_that_hides_what_is_hidden(html, site):
    rows = table_of(html, "hours")
    assert [row[0] for row in rows] == [f"{hour:02d}:00" for hour in range(24)]
    day, hour = SUPPRESSED
    assert rows[hour][day + 1] == "– suppressed"
    file = (site.folder / "data/SYNTHETIC-stops-hours.csv").read_text("utf-8").splitlines()
    told = {line["group"].partition("=")[2]: line["value"] for line in csv.DictReader(file)}
    assert len(told) == 7 * 24 + 1
    assert told["Tue 04"] == ""
    assert rows[17][1] == told["Mon 17"]
    text = section(html, "hours")
    assert "41 more have no time recorded" in text
    assert "they are not zero" in text
    assert "Midnight is of low reliability" in text


def test_hours_are_not_listed_as_a_group_of_people(html, site):
    assert "by-started_at" not in html
    assert "hour of week" not in site.html("measure/stops.html")


def test_shares_by_each_view_with_intervals(html):
    rows = table_of(html, "share-searches_found_nothing-ethnicity_officer")
    assert [row[:3] for row in rows[1:]] == [
        ["Black", "76%", "73.0% to 79.0%"],
        ["White", "66%", "63.0% to 69.0%"],
    ]
    assert "may not differ" in section(html, "share-searches_found_nothing-ethnicity_self")
    assert "may not differ" not in section(html, "share-searches_found_nothing-ethnicity_officer")
