"""Advice: odds told as likelihood, money without its unit, gaps in per cent, parts that make no total."""

from __future__ import annotations

import pytest

from peelian.figures.checking import check_document
from peelian.figures.document import Document, into_sections
from peelian.figures.readers.plain_text import read_plain_text


def advice(text):
    checked = check_document(Document("it", into_sections(read_plain_text(text))))
    assert not checked.of_kind("disagrees")
    return [report.printed for report in checked.of_kind("advice")]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("The budget was £23.6m; it has grown to £53.6 since.", "£53.6"),
        ("Victims were 8 times more likely to withdraw; this is an odds ratio.", "8 times"),
        (
            "# Predictors\n\nA logistic model.\n\n# When\n\n- more likely with:\n- Two officers (x8)",
            "x8",
        ),
        ("The gap between them has exceeded 6% this year.", "6%"),
        (
            "18 of the 67 chosen volume priorities fell.\n\nEach borough has selected 2 volume priorities.",
            "Each borough has selected 2 volume priorities",
        ),
    ],
)
def test_wording_that_misleads_is_advised(text, printed):
    assert advice(text) == [printed]


@pytest.mark.parametrize(
    "text",
    [
        "The budget was £23.6m; it has grown to £53.6m since.",
        "The budget was £23.6m; each meeting costs £500.",
        "The budget was £23.6m; a ticket costs £2.50.",
        "Young men are 4 times more likely to be stopped than others.",
        "They are more likely to run X11 and X3 with our regression tests.",
        "The gap was 6 percentage points, then 4% points.",
        "The gender pay gap was 12% last year.",
        "18 of the 66 chosen priorities fell.\n\nEach borough has selected 2 priorities.",
        "18 of the 67 wards fell.\n\nEach borough has selected 2 priorities.",
    ],
)
def test_plain_wording_is_left_alone(text):
    assert advice(text) == []


def test_weighted_percentages_are_advice_and_not_called_wrong():
    assert advice("All percentages are weighted.\n\n- 41% (31 of 73) agreed.") == ["41% (31 of 73)"]
