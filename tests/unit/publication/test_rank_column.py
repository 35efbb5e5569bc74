"""Ranks in words."""

from __future__ import annotations

import dataclasses

import pytest

from peelian.findings.finding import Standing
from peelian.publication.rank_column import ordinal, say_standing, standing_column
from tests.unit.publication.sample import finding


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"),
     (102, "102nd"), (111, "111th"), (1001, "1,001st")],
)  # fmt: skip
def test_places_are_named(number, words):
    assert ordinal(number) == words


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(3, 32, 2), "3rd highest of 32 boroughs, 2nd the year before"),
        (Standing(3, 32, 3), "3rd highest of 32 boroughs, as the year before"),
        (Standing(1, 32), "highest of 32 boroughs"),
    ],
)
def test_standing_is_told(standing, words):
    assert say_standing(standing, many="boroughs") == words


def test_column_of_ranks_is_left_out_without_any():
    assert standing_column([finding(), finding()]) is None


def test_column_of_ranks_names_how_many_are_ranked():
    ranked = dataclasses.replace(finding(), standing=Standing(2, 32, 4))
    heading, cells = standing_column([ranked, finding()])
    assert heading == ("Rank of 32 (before)", "")
    assert [cell.text for cell in cells] == ["2nd (4th)", "–"]


def test_nothing_counted_has_no_rank():
    none = dataclasses.replace(finding(0), standing=Standing(2, 32, 4))
    assert [cell.text for cell in standing_column([none])[1]] == ["–"]
