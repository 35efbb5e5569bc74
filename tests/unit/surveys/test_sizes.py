"""Sizes of surveys: the numbers that are printed, by area and for the whole."""

from __future__ import annotations

import pytest

from peelian.errors import NotFound
from peelian.surveys.sizes import SizeAsked, sizes_of


def test_four_hundred_in_each_of_thirty_two_boroughs() -> None:
    borough, london = sizes_of(SizeAsked(interviews=400, areas=32, effect=1.5))
    assert (borough.interviews, london.interviews) == (400, 12_800)
    assert (round(borough.half_width * 100, 1), round(london.half_width * 100, 1)) == (6.0, 1.1)
    assert borough.gap is None


@pytest.mark.parametrize(("effect", "points"), [(1.0, 4.9), (1.36, 5.7)])
def test_half_widths_of_one_borough(effect: float, points: float) -> None:
    (shown,) = sizes_of(SizeAsked(interviews=400, effect=effect))
    assert round(shown.half_width * 100, 1) == points


def test_a_group_of_fourteen_per_cent_and_a_quarter() -> None:
    (shown,) = sizes_of(SizeAsked(interviews=400, part=0.14))
    assert shown.part_interviews == 56
    assert shown.part_half_width is not None
    assert round(shown.part_half_width * 100) == 13
    (quarter,) = sizes_of(SizeAsked(interviews=100, effect=1.36))
    assert round(quarter.half_width * 100, 1) == 11.4


def test_a_change_that_is_found() -> None:
    (shown,) = sizes_of(SizeAsked(interviews=400, effect=1.36))
    # (1.960 + 0.842) x square root of 1.36 x 0.25 x 2 / 400.
    assert shown.change == pytest.approx(0.11551, abs=1e-4)


def test_the_interviews_that_a_wish_needs_and_the_people_to_approach() -> None:
    (margin,) = sizes_of(SizeAsked(margin=0.05, response=0.5))
    assert (margin.interviews, margin.approached) == (385, 770)
    assert margin.half_width <= 0.05
    (found,) = sizes_of(SizeAsked(difference=0.1, share=0.6))
    assert found.interviews == 385
    (group,) = sizes_of(SizeAsked(margin=0.05, part=0.25))
    assert (group.interviews, group.part_interviews) == (1540, 385)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (SizeAsked(), "none of"),
        (SizeAsked(interviews=400, margin=0.05), "'--interviews' and '--margin'"),
        (SizeAsked(margin=5), "write 5 per cent as 0.05"),
        (SizeAsked(interviews=0), "0 interviews"),
        (SizeAsked(interviews=10, effect=0), "design effect 0"),
        (SizeAsked(difference=0.6), "cannot be below 0"),
        (SizeAsked(interviews=400, part=0), "--part"),
    ],
)
def test_what_cannot_be_is_refused(asked: SizeAsked, says: str) -> None:
    with pytest.raises(NotFound) as caught:
        sizes_of(asked)
    assert says in str(caught.value)
