"""Holm's adjustment."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.holm import adjust_by_holm


def test_smallest_is_multiplied_by_all_and_order_is_kept() -> None:
    found = adjust_by_holm([0.04, 0.01, np.nan, 0.03])
    assert found[[0, 1, 3]] == pytest.approx([0.06, 0.03, 0.06])
    assert np.isnan(found[2])


def test_never_above_1_and_empty_stays_empty() -> None:
    assert adjust_by_holm([0.6, 0.9]).tolist() == [1.0, 1.0]
    assert adjust_by_holm([]).size == 0


@pytest.mark.parametrize("p", [[1.2], [-0.1], [[0.1]]])
def test_what_is_no_p_value_is_refused(p: list) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        adjust_by_holm(p)
