"""What a control chart says of a month, in words, as a mark and as a drawing."""

from __future__ import annotations

import datetime as dt
import itertools
import re

import pytest

from peelian.findings.finding import Usual
from peelian.publication.charts.control import control_chart, moves_with_season, rebased
from peelian.publication.signals import say_limit, say_signal, signal_mark
from peelian.reference.period import Period, add_months
from tests.unit.publication.sample import finding

FIRST = dt.date(2023, 1, 1)


def month(place, value, *, signal="none", centre=2404.0, lower=1975.4, upper=2834.0, **more):
    usual = Usual(centre, lower, upper, signal)
    return finding(value, period=Period.month(add_months(FIRST, place)), usual=usual, **more)


def drawn(series, direction="lower is better"):
    return control_chart(series, name="c", title="T", desc="D", direction=direction)


@pytest.mark.parametrize(
    ("signal", "says"),
    [
        ("none", "January 2023 is within what is usual (1,975 to 2,834)."),
        ("below the limit", "January 2023 is below the usual range (down to 1,975)."),
        ("above the limit", "January 2023 is above the usual range (up to 2,834)."),
        ("falling", "January 2023 ends a run of months, each lower than the one before."),
    ],
)
def test_sentence_names_the_limit_that_matters(signal, says):
    assert say_signal(month(0, 1900, signal=signal)) == says


def test_run_is_said_to_lie_within_the_range():
    said = say_signal(month(0, 2500, signal="run above"))
    assert "within the usual range" in said
    assert "above the average of 2,404" in said


def test_month_without_a_range_says_nothing():
    assert say_signal(finding(5)) == ""
    assert signal_mark(finding(5), "lower is better").words == "not judged"


@pytest.mark.parametrize(
    ("signal", "direction", "tone"),
    [
        ("above the limit", "lower is better", "bad"),
        ("below the limit", "lower is better", "good"),
        ("above the limit", "higher is better", "good"),
        ("run below", "higher is better", "bad"),
        ("above the limit", "ambiguous", "plain"),
        ("none", "lower is better", "flat"),
    ],
)
def test_ambiguous_signal_has_no_colour(signal, direction, tone):
    assert signal_mark(month(0, 3000, signal=signal), direction).tone == tone


def test_small_limits_keep_a_decimal_and_large_ones_do_not():
    few = finding(3)
    assert [say_limit(x, few) for x in (0.0, 2.34, 5.0, 2404.4)] == ["0", "2.3", "5", "2,404"]


def test_unusual_months_are_filled_and_usual_ones_open():
    series = [month(n, 2400 + n) for n in range(20)] + [month(20, 3100, signal="above the limit")]
    html = drawn(series)
    assert len(re.findall(r'class="dot bad"', html)) == 1
    holes = re.search(r'class="hole" d="([^"]+)"', html).group(1)
    assert holes.count("M") == 20


def test_new_range_is_marked_once_where_it_is_based_anew():
    series = [month(n, 2400) for n in range(15)]
    series += [month(n, 1500, centre=1500.0, lower=1200.0, upper=1800.0) for n in range(15, 30)]
    assert [f.period.start for f in rebased(series)] == [add_months(FIRST, 15)]
    html = drawn(series)
    assert html.count("new range") == 1
    assert html.count('class="usual"') == 2


def test_range_that_moves_with_the_season_is_no_new_range_each_month():
    series = [
        month(n, 100, centre=100.0 + n % 12, lower=80.0 + n % 12, upper=120.0 + n % 12) for n in range(36)
    ]
    assert moves_with_season(series)
    assert rebased(series) == ()
    assert "new range" not in drawn(series)


def test_labels_of_the_range_are_kept_apart():
    series = [month(n, 2404, lower=2400.0, upper=2408.0) for n in range(12)]
    series.append(month(12, 9000, signal="above the limit", lower=2400.0, upper=2408.0))
    beside = drawn(series).partition("aria-hidden")[2]
    heights = sorted(float(y) for y in re.findall(r'<text x="100%" y="([\d.]+)"', beside))
    assert len(heights) == 4
    assert min(b - a for a, b in itertools.pairwise(heights)) >= 16


def test_hidden_month_leaves_a_gap_in_the_line():
    series = [month(n, 2400) for n in range(8)]
    series[4] = finding(None, period=series[4].period, usual=series[4].usual, state="suppressed")
    assert drawn(series).count('class="thin"') == 2
