"""Units that stand apart: found where planted, seldom found where there are none."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from peelian.statistics.outlying import outlying_in_rank, outlying_in_share


def test_ranks_of_two_units_are_those_of_mann_and_whitney() -> None:
    rng = np.random.default_rng(4)
    values = np.round(rng.normal(size=60), 1)
    units = np.repeat([0, 1], 30)
    found = outlying_in_rank(values, units, number=2)
    known = stats.mannwhitneyu(values[:30], values[30:], use_continuity=False, method="asymptotic")
    assert found.p == pytest.approx([known.pvalue] * 2, rel=1e-9)
    assert found.score[0] == pytest.approx(-found.score[1])


def test_shares_of_two_units_are_those_of_fisher() -> None:
    found = outlying_in_share([9, 3], [20, 25])
    law = stats.hypergeom(45, 12, 20)
    assert found.p[0] == pytest.approx(2 * (law.sf(9) + law.pmf(9) / 2), rel=1e-6)
    assert found.score[0] > 0 > found.score[1]


def test_one_unit_apart_is_found_and_the_others_are_not_blamed() -> None:
    rng = np.random.default_rng(5)
    units = np.repeat(np.arange(15), 60)
    values = rng.lognormal(3, 0.3, len(units)) * np.where(units == 7, 0.5, 1.0)
    found = outlying_in_rank(values, units, number=15)
    assert int(np.argmin(found.p)) == 7
    assert found.p[7] < 1e-6
    assert (np.delete(found.p, 7) > 0.001).all()


def test_units_that_all_differ_make_each_less_remarkable() -> None:
    rng = np.random.default_rng(6)
    units = np.repeat(np.arange(30), 80)
    level = rng.normal(0, 0.5, 30)
    found = outlying_in_rank(rng.normal(level[units]), units, number=30)
    assert found.spread > 2
    assert (found.p > 0.001).all()


def test_a_unit_with_few_cases_is_not_judged() -> None:
    found = outlying_in_share([5, 1, 1], [5, 40, 40])
    assert np.isnan(found.score).tolist() == [True, False, False]


def test_one_unit_alone_and_values_all_alike() -> None:
    assert np.isnan(outlying_in_share([5], [50]).p).all()
    assert outlying_in_rank(np.ones(40), np.repeat([0, 1], 20), number=2).p.tolist() == [1.0, 1.0]
    assert np.isnan(outlying_in_rank(np.full(4, np.nan), [0, 0, 1, 1], number=2).p).all()


def test_more_than_all_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0"):
        outlying_in_share([5], [4])
