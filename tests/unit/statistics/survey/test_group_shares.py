"""Shares of parts of a sample from rows: the same as from sums by stratum, and where a part says little."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.group_shares import group_difference, group_shares
from peelian.statistics.survey.made_replicates import jackknife
from peelian.statistics.survey.share import survey_share
from peelian.statistics.survey.sums import DesignSums
from peelian.statistics.survey.supplied_replicates import supplied_replicates

RNG = np.random.default_rng(31)
SIZE = 300
STRATUM = RNG.integers(0, 5, SIZE)
WEIGHT = RNG.lognormal(0, 0.5, SIZE)
YES = np.where(RNG.random(SIZE) < 0.1, np.nan, (RNG.random(SIZE) < 0.6) * 1.0)
DESIGN = design_of(WEIGHT, strata=STRATUM)


def by_stratum(values: np.ndarray) -> np.ndarray:
    return np.bincount(STRATUM, weights=values)[None]


@pytest.mark.parametrize("share", [0.0, 0.6, 1.0])
def test_equal_to_shares_from_sums_by_stratum(share: float) -> None:
    yes = YES if share == 0.6 else np.where(np.isnan(YES), np.nan, share)
    part = RNG.random(SIZE) < 0.7
    inside = part & ~np.isnan(yes)
    weight, said = WEIGHT * inside, np.where(inside, WEIGHT * np.nan_to_num(yes), 0.0)
    count = by_stratum(inside * 1.0).astype(np.int64)
    units = by_stratum(np.ones(SIZE)).astype(np.int64)
    sums = DesignSums(
        units, count, count, *map(by_stratum, (weight, said, weight**2, weight * said, said**2))
    )
    ours, expected = group_shares(yes, part[:, None], DESIGN).shares, survey_share(sums)
    for name in ("share", "variance", "lower", "upper", "degrees", "base", "base_effective"):
        np.testing.assert_allclose(getattr(ours, name), getattr(expected, name), rtol=1e-10, atol=1e-15)


def test_nobody_in_a_part_is_no_share_and_no_gap() -> None:
    parts = np.column_stack([np.ones(SIZE, dtype=bool), np.zeros(SIZE, dtype=bool)])
    made = group_shares(YES, parts, DESIGN)
    assert np.isfinite(made.shares.share[0])
    assert np.isnan([made.shares.share[1], made.shares.variance[1], made.shares.lower[1]]).all()
    gap = group_difference(made, [1, -1], inside=~np.isnan(YES), design=DESIGN)
    assert np.isnan(gap.difference[0])


def test_a_gap_knows_that_the_same_people_are_in_both_parts() -> None:
    part = RNG.random(SIZE) < 0.3
    made = group_shares(YES, np.column_stack([part, np.ones(SIZE, dtype=bool)]), DESIGN)
    gap = group_difference(made, [1, -1], inside=~np.isnan(YES), design=DESIGN)
    assert gap.variance[0] < made.shares.variance.sum()


def test_a_lonely_stratum_matters_only_where_it_is_told_about() -> None:
    stratum = np.r_[STRATUM[1:], 9]
    design = design_of(WEIGHT, strata=stratum, lonely="fail")
    told = np.arange(SIZE) < SIZE - 1
    assert np.isfinite(group_shares(YES, told[:, None], design).shares.variance[0])
    with pytest.raises(ValueError, match="two units"):
        group_shares(np.ones(SIZE), np.ones((SIZE, 1), dtype=bool), design)


def test_replicates_of_the_jackknife_vary_as_the_design_does() -> None:
    made = jackknife(DESIGN)
    members = np.column_stack([np.arange(SIZE) % 3 == 0, np.ones(SIZE, dtype=bool)])
    one, other = group_shares(YES, members, made), group_shares(YES, members, DESIGN)
    assert one.shares.share == pytest.approx(other.shares.share)
    assert one.shares.variance == pytest.approx(other.shares.variance, rel=0.05)
    gaps = [
        group_difference(found, [1, -1], inside=~np.isnan(YES), design=design)
        for found, design in ((one, made), (other, DESIGN))
    ]
    assert gaps[0].variance == pytest.approx(gaps[1].variance, rel=0.05)
    assert gaps[0].degrees[0] == made.degrees


def test_a_replicate_that_holds_nobody_of_a_part_leaves_its_variance_unknown() -> None:
    columns = np.ones((6, 4))
    columns[:2, 1] = 0.0
    made = supplied_replicates(np.ones(6), columns, kind="bootstrap")
    part = np.array([True, True, False, False, False, False])
    found = group_shares([1, 0, 1, 0, 1, 1], part[:, None], made).shares
    assert found.share[0] == 0.5
    assert np.isnan(found.variance[0]) and np.isnan(found.lower[0])
