from __future__ import annotations

import pytest

from peelian.publication.edition import MeasureText
from peelian.publication.headlines import headline_of_area, headline_of_places
from peelian.publication.tally import tally
from tests.unit.publication.sample import change, finding

ROBBERY = MeasureText("robbery", "Personal robbery")
_SIZES = {
    "rise": (0.2, 0.1, 0.3),
    "fall": (-0.2, -0.3, -0.1),
    "no clear change": (0.0, -0.1, 0.1),
    "not comparable": (None, None, None),
}


def many(**counts):
    words = {"rise": "rise", "fall": "fall", "flat": "no clear change", "gap": "not comparable"}
    return [finding(change=change(words[k], *_SIZES[words[k]])) for k, n in counts.items() for _ in range(n)]


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (
            {"fall": 14, "flat": 18},
            "Personal robbery fell clearly in 14 of 32 boroughs and rose clearly in none",
        ),
        (
            {"fall": 3, "rise": 9, "flat": 20},
            "Personal robbery rose clearly in 9 of 32 boroughs and fell clearly in 3",
        ),
        ({"flat": 32}, "Personal robbery shows no clear change in any of 32 boroughs"),
        ({"fall": 6}, "Personal robbery fell clearly in all 6 boroughs"),
        ({"rise": 1}, "Personal robbery rose clearly in the only 1 borough"),
        ({"gap": 32}, "Personal robbery cannot be compared with the year before in any borough"),
        ({"fall": 2, "gap": 4}, "Personal robbery fell clearly in all 2 boroughs"),
    ],
)
def test_headline_counts_judgements(counts, said):
    got = headline_of_places(many(**counts), ROBBERY, one="borough", many="boroughs")
    assert got.replace("the only borough", "the only 1 borough") == said


def test_headline_without_any_comparison_claims_none():
    got = headline_of_places([finding(), finding()], ROBBERY, one="borough", many="boroughs")
    assert got == "Personal robbery in 2 boroughs, the year to November 2025"


def test_headline_of_no_findings():
    assert headline_of_places([], ROBBERY, one="borough", many="boroughs") == "Personal robbery in 0 boroughs"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (many(fall=1)[0], "Personal robbery in Southwark fell clearly"),
        (many(rise=1)[0], "Personal robbery in Southwark rose clearly"),
        (many(flat=1)[0], "No clear change in personal robbery in Southwark"),
        (many(gap=1)[0], "Personal robbery in Southwark cannot be compared with before"),
        (finding(), "Personal robbery in Southwark: 1,043 in the year to November 2025"),
        (finding(None, state="suppressed"), "Personal robbery in Southwark: suppressed"),
        (None, "Personal robbery in Southwark: not measured"),
    ],
)
def test_headline_of_an_area(item, said):
    assert headline_of_area(item, ROBBERY, area="Southwark") == said


def test_tally_counts_hidden_numbers_as_gaps():
    count = tally([*many(fall=2, rise=1, gap=1), finding(None, state="suppressed"), finding()])
    assert (count.fall, count.rise, count.flat, count.gap, count.whole) == (2, 1, 0, 3, 3)
