"""Weighted shares where the sample says little: nobody, everybody, one unit."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.share_interval import share_interval
from peelian.statistics.survey.difference import independent_difference
from peelian.statistics.survey.share import survey_share
from peelian.statistics.survey.sums import DesignSums


def simple(yes: list[int], base: list[int], *, asked: list[int] | None = None) -> DesignSums:
    """Return people of weight 1, one share for each pair, in one stratum."""
    n, k = (np.array(each, dtype=np.int64)[:, None] for each in (base, yes))
    units = n if asked is None else np.array(asked, dtype=np.int64)[:, None]
    return DesignSums(units, n, n, n * 1.0, k * 1.0, n * 1.0, k * 1.0, k * 1.0)


def test_equal_weights_give_the_plain_share_and_as_many_people() -> None:
    made = survey_share(simple([30], [100]))
    assert made.share[0] == 0.3
    assert made.variance[0] == pytest.approx(0.3 * 0.7 / 99)
    assert made.base_effective[0] == pytest.approx(99)
    assert made.degrees[0] == 99


def test_nobody_in_the_base_is_no_share() -> None:
    made = survey_share(simple([0], [0], asked=[50]))
    assert made.base[0] == 0
    for each in (made.share, made.variance, made.lower, made.upper, made.degrees, made.base_effective):
        assert np.isnan(each[0])


@pytest.mark.parametrize("yes", [0, 80])
def test_all_or_none_have_an_interval_all_the_same(yes: int) -> None:
    made = survey_share(simple([yes], [80]))
    score = share_interval([yes], [80])
    assert made.variance[0] > 0
    assert made.base_effective[0] == 80
    # Student's t of 79 degrees takes the place of the normal quantile, so the interval is a little wider.
    assert made.upper[0] - made.lower[0] == pytest.approx(score.upper[0] - score.lower[0], rel=0.05)
    assert made.upper[0] - made.lower[0] > score.upper[0] - score.lower[0]


def test_one_person_bears_no_interval() -> None:
    made = survey_share(simple([1], [1]))
    assert made.share[0] == 1.0
    assert np.isnan(made.lower[0])


def test_same_share_twice_is_no_difference() -> None:
    same = survey_share(simple([30], [100]))
    made = independent_difference(same, same)
    assert made.difference[0] == 0
    assert made.p[0] == pytest.approx(1.0)
    assert made.lower[0] == pytest.approx(-made.upper[0])


def test_interval_and_p_value_agree() -> None:
    earlier = survey_share(simple([100] * 60, [400] * 60))
    later = survey_share(simple(list(range(80, 140)), [400] * 60))
    made = independent_difference(later, earlier)
    apart = (made.lower > 0) | (made.upper < 0)
    assert (apart == (made.p < 0.05)).all()
    assert apart.any() and not apart.all()
