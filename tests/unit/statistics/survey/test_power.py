"""Sizes of samples: the numbers that publications print."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.power import detectable_difference, half_width, people_needed


@pytest.mark.parametrize(
    ("people", "effect", "points"),
    [
        (400, 1.0, 4.9),
        (400, 1.36, 5.7),
        (400, 1.5, 6.0),
        (12_800, 1.5, 1.1),
        (100, 1.0, 9.8),
        (100, 1.36, 11.4),
        (56, 1.0, 13.1),
    ],
)
def test_half_widths_that_are_printed(people: int, effect: float, points: float) -> None:
    assert round(float(half_width(people, effect=effect)) * 100, 1) == points


def test_people_needed_give_the_half_width_asked_for_and_one_fewer_does_not() -> None:
    needed = int(people_needed(0.05, effect=1.36))
    assert half_width(needed, effect=1.36) <= 0.05 < half_width(needed - 1, effect=1.36)


def test_people_for_a_difference_with_power() -> None:
    # (1.960 + 0.842)^2 x (0.6 x 0.4 + 0.5 x 0.5) / 0.1^2 = 384.6.
    assert int(people_needed(0.1, share=0.6, power=0.8)) == 385


def test_a_difference_that_is_found_with_the_people_it_needs() -> None:
    step = float(detectable_difference((400, 400), effect=1.36))
    assert step == pytest.approx(2.8016 * np.sqrt(1.36 * 0.25 * 2 / 400), rel=1e-4)
    assert detectable_difference((400, 400), overlap=0.75) == pytest.approx(
        detectable_difference((400, 400)) / 2
    )


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: half_width(0),
        lambda: half_width(100, share=1.2),
        lambda: half_width(100, effect=0),
        lambda: people_needed(0),
        lambda: people_needed(0.6, share=0.5, power=0.8),
        lambda: detectable_difference((400, 400), overlap=1),
    ],
)
def test_what_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(ValueError, match=r"needed|cannot"):
        wrong()
