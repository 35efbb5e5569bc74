"""Sentences say what the finding says: no more, no less, and can be read aloud."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from peelian.publication.edition import CaveatText, MeasureText
from peelian.publication.sentences import say_against, say_finding, say_value
from peelian.reference.period import Period
from tests.unit.publication.sample import BEFORE, KNIFE, YEAR, change, finding

BREAK = CaveatText(
    "s.connect", "CONNECT records hate crime differently.", severity="block", on=dt.date(2024, 2, 28)
)
CAVEATS = {"s.connect": BREAK}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        pytest.param(
            finding(change=change("no clear change", -0.041, -0.128, 0.054)),
            "Southwark recorded 1,043 knife crimes in the year to November 2025, 4% fewer than the year "
            "before; a "
            "difference of this size is within what chance and usual variation produce (between 13% fewer "
            "and 5% "
            "more).",
            id="no clear change",
        ),
        pytest.param(
            finding(change=change("fall", -0.2, -0.28, -0.11)),
            "Southwark recorded 1,043 knife crimes in the year to November 2025, 20% fewer than the year "
            "before; that "
            "is a clear fall, more than chance and usual variation produce (between 28% and 11% fewer).",
            id="clear fall",
        ),
        pytest.param(
            finding(change=change("rise", 0.2, 0.1, None)),
            "Southwark recorded 1,043 knife crimes in the year to November 2025, 20% more than the year "
            "before; that "
            "is a clear rise, more than chance and usual variation produce (10% more or anything above "
            "that).",
            id="interval without an upper end",
        ),
        pytest.param(
            finding(change=change("no clear change", 0.0, -0.1, 0.1, 1043)),
            "Southwark recorded 1,043 knife crimes in the year to November 2025, the same as in the year "
            "before; a "
            "difference of this size is within what chance and usual variation produce (between 10% fewer "
            "and 10% "
            "more).",
            id="exactly the same",
        ),
        pytest.param(
            finding(7, change=change("no clear change", 0.75, -0.4, 3.0, 4)),
            "Southwark recorded 7 knife crimes in the year to November 2025, after 4 in the year before; "
            "numbers this "
            "small go up and down by chance, so this is no clear change.",
            id="small numbers",
        ),
        pytest.param(
            finding(1, change=change("fall", -0.94, -1.0, -0.5, 17)),
            "Southwark recorded 1 knife crime in the year to November 2025, after 17 in the year before; "
            "small as the "
            "numbers are, that is a clear fall.",
            id="one, and a clear fall",
        ),
        pytest.param(
            finding(0, change=change("no clear change", None, None, None, 0)),
            "Southwark recorded no knife crimes in the year to November 2025, and none in the year before.",
            id="none in either year",
        ),
        pytest.param(
            finding(0, change=change("no clear change", -1.0, -1.0, 0.5, 3)),
            "Southwark recorded no knife crimes in the year to November 2025, after 3 in the year before; "
            "numbers this "
            "small go up and down by chance, so this is no clear change.",
            id="none now",
        ),
        pytest.param(
            finding(change=change("not comparable", None, None, None), breaks=("s.connect",)),
            "Southwark recorded 1,043 knife crimes in the year to November 2025. This cannot be compared "
            "with the year "
            "before. On 28 February 2024: CONNECT records hate crime differently.",
            id="not comparable names the break and its date",
        ),
        pytest.param(
            finding(change=None),
            "Southwark recorded 1,043 knife crimes in the year to November 2025. There is no figure for the "
            "twelve months before to compare it with.",
            id="nothing to compare with",
        ),
        pytest.param(
            finding(None, state="suppressed"),
            "The number of knife crimes in Southwark in the year to November 2025 is suppressed: it is "
            "small enough "
            "that showing it could point to a person. It is not zero.",
            id="suppressed",
        ),
        pytest.param(
            finding(None, state="not measured"),
            "Knife crime was not measured for Southwark in the year to November 2025.",
            id="not measured",
        ),
        pytest.param(
            finding(12, state="low reliability"),
            "Southwark recorded 12 knife crimes in the year to November 2025. There is no figure for the "
            "twelve months before to compare it with. It rests on few records (12), "
            "so it is of low reliability.",
            id="low reliability",
        ),
        pytest.param(
            finding(12, state="provisional"),
            "Southwark recorded 12 knife crimes in the year to November 2025. There is no figure for the "
            "twelve months before to compare it with. It is provisional and may be revised.",
            id="provisional",
        ),
        pytest.param(
            finding(1045, state="rounded"),
            "Southwark recorded about 1,045 knife crimes in the year to November 2025. There is no "
            "figure for the "
            "twelve months before to compare it with. It is rounded so that no person can be pointed to.",
            id="rounded",
        ),
    ],
)
def test_sentence_of_each_form(item, said):
    assert say_finding(item, KNIFE, caveats=CAVEATS) == said


def test_rate_names_what_it_is_per():
    item = finding(12.34, kind="rate", unit="offences per 1,000 residents", base=12)
    measure = MeasureText("burglary", "Burglary", unit="offences per 1,000 residents")
    said = say_finding(item, measure, caveats={})
    assert said.startswith("Southwark recorded 12.3 offences of burglary per 1,000 residents in the year to")


def test_share_is_told_in_percentage_points():
    points = dataclasses.replace(change("rise", 0.03, 0.01, 0.05, 0.71), unit="percentage points")
    item = finding(0.74, kind="share", unit="percent", base=400, change=points)
    said = say_finding(item, MeasureText("fair", "Agree the police are fair", unit="percent"), caveats={})
    assert said.startswith("In Southwark, agree the police are fair was 74% in the year to November 2025, ")
    assert "3.0 percentage points higher than the year before; that is a clear rise" in said


def test_share_of_many_things_agrees_with_its_verb():
    item = finding(0.31, kind="share", unit="percent", base=400)
    many = MeasureText("searches_with_arrest", "Searches that ended with an arrest")
    one = MeasureText("trust", "Trust in the police")
    said = say_finding(item, many, caveats={})
    assert said.startswith("In Southwark, the share of searches that ended with an arrest was 31%")
    assert say_finding(item, one, caveats={}).startswith("In Southwark, trust in the police was 31%")


def test_unknown_break_still_refuses_the_comparison():
    item = finding(change=change("not comparable", None, None, None), breaks=("s.gone",))
    assert "cannot be compared with the year before, because it was recorded differently." in say_finding(
        item, KNIFE, caveats={}
    )


@pytest.mark.parametrize(
    ("item", "printed"),
    [
        (finding(1043), "1,043"),
        (finding(0), "0"),
        (finding(None, state="suppressed"), "suppressed"),
        (finding(None, state="not measured"), "not measured"),
        (finding(0.744, kind="share", base=9), "74%"),
        (finding(0.0002, kind="share", base=1_290_000), "0.02%"),
        (finding(0.0, kind="share", base=9), "0%"),
        (finding(165.0, kind="mean", base=60_225), "165.0"),
        (finding(1234.56, kind="rate", base=9), "1,234.6"),
    ],
)
def test_value_is_printed_or_its_state_is(item, printed):
    assert say_value(item) == printed


@pytest.mark.parametrize(
    ("period", "against", "said"),
    [
        (YEAR, BEFORE, "the year before"),
        (YEAR, Period.rolling_12(dt.date(2020, 3, 1)), "the year to March 2020"),
        (
            Period.month(dt.date(2025, 3, 1)),
            Period.month(dt.date(2024, 3, 1)),
            "the same month a year before",
        ),
        (Period.month(dt.date(2025, 3, 1)), Period.month(dt.date(2025, 2, 1)), "February 2025"),
        (Period.calendar_year(2025), Period.calendar_year(2024), "the year before"),
    ],
)
def test_earlier_period_is_named(period, against, said):
    assert say_against(period, against) == said


def test_month_without_the_same_month_before_says_so():
    item = finding(period=Period.month(dt.date(2025, 3, 1)), change=None)
    said = say_finding(item, KNIFE, caveats={})
    assert said.endswith("There is no figure for the same month a year before to compare it with.")


def test_only_breaks_that_forbid_the_comparison_are_named():
    item = finding(change=change("not comparable", None, None, None), breaks=("s.connect", "s.minor"))
    minor = CaveatText("s.minor", "A form changed.", on=dt.date(2024, 3, 1))
    assert "A form changed" not in say_finding(item, KNIFE, caveats={**CAVEATS, "s.minor": minor})


def test_change_clear_alone_but_not_among_many_says_why():
    alone = dataclasses.replace(change("no clear change", -0.04, -0.08, -0.01), q=0.2, among=32)
    said = say_finding(finding(change=alone), KNIFE, caveats={})
    assert "4% fewer than the year before. Looked at alone that would be a clear fall" in said
    assert "one of 32 comparisons made at once" in said
    assert said.endswith("So it is counted as no clear change.")


def test_change_within_chance_does_not_blame_the_many():
    within = dataclasses.replace(change("no clear change", -0.04, -0.08, 0.01), q=0.2, among=32)
    assert "at once" not in say_finding(finding(change=within), KNIFE, caveats={})


def test_daily_mean_says_how_many_in_all_and_over_what():
    item = finding(165.0, kind="mean", numerator=60_225, denominator=365, base=60_225, unit="crimes a day")
    assert say_finding(item, KNIFE, caveats={}).startswith(
        "Southwark recorded 165.0 knife crimes a day on average in the year to November 2025, 60,225 in all"
    )
