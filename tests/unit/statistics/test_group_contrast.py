"""Contrasts of two groups of areas: when there is one, and how wide its interval may not be."""

from __future__ import annotations

import math

import pytest

from peelian.statistics.group_contrast import contrast_groups


def test_the_ratio_is_that_of_the_means() -> None:
    made = contrast_groups([10, 20, 30], [4, 6])
    assert (made.rate, made.against, made.ratio) == (20, 5, 4)
    assert made.lower < 4 < made.upper


def test_by_exposure_it_is_that_of_the_pooled_rates() -> None:
    made = contrast_groups([10, 20], [4, 6], exposure=[100, 100], exposure_against=[50, 50])
    assert made.ratio == pytest.approx(0.15 / 0.1)


def test_exposures_of_one_change_nothing() -> None:
    plain = contrast_groups([10, 20, 33], [4, 6, 9])
    assert contrast_groups([10, 20, 33], [4, 6, 9], exposure=[1] * 3, exposure_against=[1] * 3) == plain


def test_areas_all_alike_are_no_surer_than_chance() -> None:
    made = contrast_groups([8] * 4, [2] * 4)
    assert made.degrees == pytest.approx((1 / 32 + 1 / 8) ** 2 / ((1 / 32) ** 2 / 3 + (1 / 8) ** 2 / 3))
    assert math.log(made.upper / made.ratio) > 1.96 * math.sqrt(1 / 32 + 1 / 8)


@pytest.mark.parametrize(
    ("top", "bottom"), [([5], [1, 2]), ([5, 6], [3]), ([0, 0], [1, 2]), ([5, 6], [0, 0])]
)
def test_too_little_to_tell_is_no_number(top: list[int], bottom: list[int]) -> None:
    made = contrast_groups(top, bottom)
    assert math.isnan(made.ratio)
    assert math.isnan(made.lower)


def test_no_areas_are_no_number() -> None:
    assert math.isnan(contrast_groups([], [1, 2]).ratio)


@pytest.mark.parametrize(
    ("counts", "exposure"), [([-1, 2], None), ([1, 2], [1, 0]), ([1, 2], [1]), ([[1, 2]], None)]
)
def test_what_makes_no_sense_is_refused(counts: list, exposure: list | None) -> None:
    with pytest.raises(ValueError, match="needed"):
        contrast_groups(counts, [1, 2], exposure=exposure)
