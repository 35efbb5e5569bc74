from __future__ import annotations

import pytest

from peelian.publication.edition import MeasureText
from peelian.publication.nouns import counted, noun, uncapital


@pytest.mark.parametrize(
    ("measure", "one", "many"),
    [
        (MeasureText("a", "Burglary"), "offence of burglary", "offences of burglary"),
        (MeasureText("a", "Vehicle offences"), "vehicle offence", "vehicle offences"),
        (MeasureText("a", "All recorded crime"), "offence", "offences"),
        (MeasureText("a", "Miscellaneous crimes"), "miscellaneous crime", "miscellaneous crimes"),
        (MeasureText("a", "NFIB fraud"), "offence of NFIB fraud", "offences of NFIB fraud"),
        (
            MeasureText("a", "Stops", unit="stops and searches", many="stops and searches"),
            "stop and search",
            "stops and searches",
        ),
        (MeasureText("a", "Stop and search", unit="stops"), "stop", "stops"),
        (MeasureText("a", "Repeat", unit="people", one="person", many="people"), "person", "people"),
        (
            MeasureText("a", "Ill treatment", unit="allegations"),
            "allegation of ill treatment",
            "allegations of ill treatment",
        ),
        (
            MeasureText("a", "Burglary", unit="offences per 1,000 residents"),
            "offence of burglary",
            "offences of burglary",
        ),
        (MeasureText("a", "Calls", unit="entries"), "entry of calls", "entries of calls"),
    ],
)
def test_one_and_many(measure, one, many):
    assert (noun(measure, amount=1), noun(measure)) == (one, many)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "no offences of theft"),
        (1, "1 offence of theft"),
        (2, "2 offences of theft"),
        (1043, "1,043 offences of theft"),
        (2.5, "2.5 offences of theft"),
    ],
)
def test_counted(value, said):
    assert counted(value, MeasureText("theft", "Theft")) == said


@pytest.mark.parametrize(("title", "inside"), [("Theft", "theft"), ("NFIB fraud", "NFIB fraud"), ("", "")])
def test_title_inside_a_sentence(title, inside):
    assert uncapital(title) == inside
