"""What a survey says, in sentences: with its margin, its base, and a gap in points with its sign."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from peelian.findings.finding import Change
from peelian.publication.before import say_previous
from peelian.publication.edition import MeasureText
from peelian.publication.no_margin import has_no_margin
from peelian.publication.sentences import say_finding, say_value
from peelian.reference.period import Period
from tests.unit.publication.sample import change, finding

FAIR = MeasureText(
    "fair", "People who agree the police are fair", unit="people interviewed", direction="higher is better"
)
GAP = MeasureText("gap", "Ethnic gap in trust", unit="people interviewed", direction="lower is better")
SHARE = finding(
    0.768, kind="share", method="survey.rolling12.change", numerator=9218.4, denominator=12003.1, base=11998,
    base_effective=10411.0, lower=0.759, upper=0.777,
)  # fmt: skip
POINTS = finding(
    0.063, kind="gap", method="gap.rolling12", unit="percentage points: White less All others",
    numerator=None, denominator=None, base=12598, lower=0.0465, upper=0.0792,
)  # fmt: skip


def points_of(*told: str | float) -> Change:
    """Return a change in percentage points."""
    return dataclasses.replace(change(*told), unit="percentage points")


def test_share_tells_its_margin_and_how_many_answered() -> None:
    moved = points_of("no clear change", 0.002, -0.011, 0.015, 0.766)
    said = say_finding(dataclasses.replace(SHARE, change=moved), FAIR, caveats={})
    assert said == (
        "In Southwark, the share of people who agree the police are fair was 77% in the year to November "
        "2025 (margin 76% to 78%; 11,998 people interviewed), 0.2 percentage points higher than the year "
        "before; a difference of this size is within what asking other people might have given (between 1.1 "
        "percentage points lower and 1.5 percentage points higher)."
    )


def test_gap_tells_which_group_less_which() -> None:
    said = say_finding(POINTS, GAP, caveats={})
    assert said == (
        "In Southwark, the ethnic gap in trust was 6.3 percentage points in the year to November 2025 (White "
        "less All others; margin 4.7 to 7.9; 12,598 people interviewed). There is no figure for the twelve "
        "months before to compare it with."
    )


@pytest.mark.parametrize(
    ("value", "said"), [(0.063, "6.3 pts"), (-0.002, "−0.2 pts"), (0.0, "0.0 pts"), (-0.0001, "0.0 pts")]
)
def test_gap_is_in_points_with_its_sign(value: float, said: str) -> None:
    assert say_value(dataclasses.replace(POINTS, value=value)) == said


def test_gap_of_before_is_in_points_too() -> None:
    moved = points_of("no clear change", 0.006, -0.017, 0.029, 0.057)
    assert say_previous(dataclasses.replace(POINTS, change=moved)) == "5.7 pts"


def test_too_few_answers_say_how_few() -> None:
    nothing = dataclasses.replace(
        SHARE,
        value=None,
        lower=None,
        upper=None,
        numerator=None,
        denominator=None,
        base=17,
        state="not measured",
    )
    assert say_finding(nothing, FAIR, caveats={}) == (
        "Too few people answered for a figure: People who agree the police are fair, Southwark, the year to "
        "November 2025 (17 people interviewed)."
    )


def test_few_answers_are_called_so() -> None:
    few = dataclasses.replace(SHARE, base=64, state="low reliability")
    assert say_finding(few, FAIR, caveats={}).endswith(
        "It rests on few answers (64), so it is of low reliability."
    )


def test_six_months_are_named() -> None:
    half = Period(dt.date(2017, 2, 1), dt.date(2017, 7, 31), "rolling 6 months")
    assert half.words() == "the six months to July 2017"
    before = dataclasses.replace(
        points_of("fall", -0.05, -0.06, -0.03, 0.79),
        against=Period(dt.date(2016, 2, 1), dt.date(2016, 7, 31), "rolling 6 months"),
    )
    said = say_finding(dataclasses.replace(SHARE, period=half, change=before), FAIR, caveats={})
    assert "lower than the same six months a year before; that is a clear fall" in said


def test_those_who_chose_themselves_have_no_margin_and_the_sentence_says_why() -> None:
    came = dataclasses.replace(SHARE, lower=None, upper=None, method="survey.rolling12.no_margin")
    assert say_finding(came, FAIR, caveats={}) == (
        "In Southwark, the share of people who agree the police are fair was 77% in the year to November "
        "2025 (11,998 people interviewed). Nobody was drawn by chance, so no margin of error can be given."
    )
    assert has_no_margin(came)
    assert not has_no_margin(SHARE)
