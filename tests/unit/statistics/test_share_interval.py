from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.share_interval import share_difference, share_interval


def test_no_base_has_no_share() -> None:
    ends = share_interval([0, 0], [0, np.nan])
    assert np.isnan(ends.lower).all()
    made = share_difference(([0], [0]), ([1], [2]))
    assert np.isnan([made.difference[0], made.lower[0], made.upper[0], made.p[0]]).all()


def test_interval_stays_within_zero_and_one() -> None:
    ends = share_interval([0, 3], [3, 3])
    assert (ends.lower[0], ends.upper[1]) == (0, 1)
    assert (ends.upper[0], ends.lower[1]) == (
        pytest.approx(0.5615, abs=1e-4),
        pytest.approx(0.4385, abs=1e-4),
    )


def test_dispersion_is_a_smaller_base() -> None:
    wide, fewer = share_interval([40], [100], dispersion=4), share_interval([10], [25])
    assert wide.lower[0] == pytest.approx(fewer.lower[0])


@pytest.mark.parametrize(("later", "earlier"), [((56, 70), (48, 80)), ((3, 40), (9, 35)), ((0, 12), (5, 9))])
def test_interval_at_one_minus_p_touches_zero(later: tuple, earlier: tuple) -> None:
    p = share_difference(later, earlier).p[0]
    at = share_difference(later, earlier, level=1 - p)
    assert (at.lower if at.difference[0] > 0 else at.upper)[0] == pytest.approx(0, abs=1e-9)


def test_p_agrees_with_interval_of_every_pair() -> None:
    rng = np.random.default_rng(1)
    bases = rng.integers(1, 200, (2, 5000))
    counts = rng.binomial(bases, 0.3)
    made = share_difference((counts[0], bases[0]), (counts[1], bases[1]))
    np.testing.assert_array_equal(made.p < 0.05, (made.lower > 0) | (made.upper < 0))
    # 5 % and the most that the method's coverage falls short by with small bases.
    assert (made.p < 0.05).mean() <= 0.06


def test_equal_shares_differ_by_nothing() -> None:
    made = share_difference(([5, 0], [10, 4]), ([10, 0], [20, 9]))
    assert made.p.tolist() == [1, 1]
    assert made.difference.tolist() == [0, 0]


def test_difference_turns_with_its_sides() -> None:
    forth, back = share_difference((20, 50), (5, 40)), share_difference((5, 40), (20, 50))
    assert forth.lower[0] == pytest.approx(-back.upper[0])
    assert forth.p[0] == pytest.approx(back.p[0])


def test_overwhelming_difference_has_a_p_of_nearly_none() -> None:
    assert share_difference((99_999, 100_000), (1, 100_000)).p[0] < 1e-200


@pytest.mark.parametrize(("counts", "bases", "dispersion"), [(3, 2, 1), (-1, 2, 1), (1, 2, 0.5)])
def test_impossible_shares_are_refused(counts: int, bases: int, dispersion: float) -> None:
    with pytest.raises(ValueError, match="needed"):
        share_interval([counts], [bases], dispersion=dispersion)
