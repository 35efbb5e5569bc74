"""Response rates: each definition worked out by hand, and nothing to divide by."""

from __future__ import annotations

import pytest

from peelian.statistics.survey.case_ends import Ends
from peelian.statistics.survey.response_rates import response_rates

ENDS = Ends(interview=500, partial=20, refusal=200, non_contact=150, other=30, unknown=80, not_eligible=100)


def test_rates_by_hand() -> None:
    found = response_rates(ENDS)
    assert (found.cases, found.eligible, found.unknown, found.not_eligible) == (1080, 900, 80, 100)
    assert found.eligible_share == pytest.approx(900 / 1000)
    assert found.response_least == pytest.approx(500 / 980)
    assert found.response == pytest.approx(500 / (900 + 0.9 * 80))
    assert found.response_known == pytest.approx(500 / 900)
    assert found.refusal == pytest.approx(200 / 972)
    assert found.non_contact == pytest.approx(150 / 972)
    assert found.cooperation == pytest.approx(500 / 750)


def test_a_share_that_is_given_is_used() -> None:
    assert response_rates(ENDS, eligible_share=0.5).response == pytest.approx(500 / 940)
    assert response_rates(ENDS, eligible_share=1.0).response == response_rates(ENDS).response_least
    assert response_rates(ENDS, eligible_share=0.0).response == response_rates(ENDS).response_known


def test_with_only_unknown_cases_nothing_is_known() -> None:
    found = response_rates(Ends(unknown=5))
    assert found.response is None
    assert found.eligible_share is None
    assert found.response_least == 0


def test_without_cases_there_are_no_rates() -> None:
    found = response_rates(Ends())
    assert (found.response_least, found.response, found.response_known, found.refusal) == (None,) * 4


def test_a_share_above_one_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        response_rates(ENDS, eligible_share=1.2)
