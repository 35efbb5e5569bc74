"""Sharing interviews out: whole numbers that add up, and parts that are too small."""

from __future__ import annotations

import pytest

from peelian.statistics.survey.allocation import share_out


def test_in_proportion_with_remainders_to_the_largest_fractions() -> None:
    # 10 x 50/107, 37/107, 20/107 = 4.67, 3.46, 1.87.
    assert share_out(10, [50, 37, 20]).tolist() == [5, 3, 2]


def test_equally_and_of_equal_fractions_to_the_part_named_first() -> None:
    assert share_out(10, [50, 50, 50], how="equally").tolist() == [4, 3, 3]


def test_between_is_by_the_square_root() -> None:
    assert share_out(12, [900, 100, 400], how="between").tolist() == [6, 2, 4]


def test_what_a_part_is_too_small_for_goes_to_the_others() -> None:
    assert share_out(30, [4, 100, 100], how="equally").tolist() == [4, 13, 13]
    assert share_out(30, [0, 100, 100], how="equally").tolist() == [0, 15, 15]


def test_more_than_there_are_gives_all_there_are() -> None:
    assert share_out(500, [4, 100]).tolist() == [4, 100]
    assert share_out(5, []).tolist() == []


def test_four_hundred_in_each_of_thirty_two_boroughs() -> None:
    assert share_out(12_800, [9_000] * 32, how="equally").tolist() == [400] * 32


@pytest.mark.parametrize("wrong", [(-1, [3]), (1, [-3])])
def test_negative_numbers_are_refused(wrong) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        share_out(*wrong)


def test_a_word_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="in proportion"):
        share_out(1, [3], how="fairly")  # type: ignore[arg-type]
