"""Estimates: parts stay in the design, nobody is no zero, alike answers have no spread."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.contrast import contrast
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.domains import by_group
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.intervals import share_intervals, t_interval
from peelian.statistics.survey.ratios import mean_of, ratio_of
from peelian.statistics.survey.shares import net_of, share_of, ticked_of
from peelian.statistics.survey.totals import total_of

WEIGHTS = np.array([1.0, 2.0, 3.0, 4.0, 2.0, 1.0])
DESIGN = design_of(WEIGHTS, strata=[1, 1, 1, 2, 2, 2])
Y = np.array([2.0, 4.0, np.nan, 8.0, 1.0, 3.0])


def test_a_missing_answer_is_outside_the_base_and_inside_the_design() -> None:
    found = survey_estimate(mean_of(Y), DESIGN)
    kept = ~np.isnan(Y)
    assert found.values[0] == pytest.approx(np.average(Y[kept], weights=WEIGHTS[kept]))
    assert found.base[0] == 5
    assert found.weight[0] == 10
    dropped = survey_estimate(mean_of(Y[kept]), design_of(WEIGHTS[kept], strata=[1, 1, 2, 2, 2]))
    assert found.errors[0] != pytest.approx(dropped.errors[0])


def test_a_group_with_nobody_is_not_a_number() -> None:
    found = survey_estimate(by_group(mean_of(Y), [0, 0, 0, 2, 2, 2], count=3), DESIGN)
    assert np.isnan(found.values).tolist() == [False, True, False]
    assert np.isnan(found.errors).tolist() == [False, True, False]
    assert np.isnan(found.degrees).tolist() == [False, True, False]
    assert found.base.tolist() == [2, 0, 3]
    total = survey_estimate(by_group(total_of(Y), [0, 0, 0, 2, 2, 2], count=3), DESIGN)
    assert np.isnan(total.values[1])


def test_answers_alike_have_no_spread_and_no_design_effect() -> None:
    found = survey_estimate(mean_of(np.full(6, 0.1)), DESIGN)
    assert found.errors[0] == 0
    assert np.isnan(found.effect[0])


def test_no_finite_design_effect_from_scaled_weights() -> None:
    design = design_of(WEIGHTS / WEIGHTS.mean() * 0.9, strata=[1, 1, 1, 2, 2, 2])
    assert np.isnan(survey_estimate(mean_of(Y), design).effect[0])
    assert survey_estimate(mean_of(Y), design, against="replacement").effect[0] > 0


def test_a_simple_sample_has_a_design_effect_of_one() -> None:
    design = design_of(np.full(6, 5.0), populations=np.full(6, 30))
    assert survey_estimate(mean_of(np.arange(6.0)), design).effect[0] == pytest.approx(1)


def test_a_large_mean_does_not_cost_the_design_effect_its_digits() -> None:
    design = design_of(np.full(6, 5.0), populations=np.full(6, 30))
    found = survey_estimate(total_of(np.arange(6.0) + 1e9), design)
    assert found.effect[0] == pytest.approx(1, rel=1e-9)


def test_values_are_a_function_of_weights() -> None:
    estimator = ratio_of(Y, np.arange(1.0, 7.0))
    assert estimator.values(3 * WEIGHTS) == pytest.approx(estimator.values(WEIGHTS))
    left_out = np.where(np.arange(6) == 0, 0.0, WEIGHTS)
    part = ratio_of(Y[1:], np.arange(2.0, 7.0))
    assert estimator.values(left_out) == pytest.approx(part.values(WEIGHTS[1:]))


def test_linearised_answers_are_the_slopes_of_the_values() -> None:
    for estimator in (
        mean_of(Y),
        total_of(Y),
        ratio_of(Y, np.arange(1.0, 7.0)),
        share_of([0, 1, -1, 1, 2, 0], 3),
    ):
        for row in range(6):
            step = np.where(np.arange(6) == row, 1e-6, 0.0)
            slope = (estimator.values(WEIGHTS + step) - estimator.values(WEIGHTS - step)) / 2e-6
            assert estimator.linearised(WEIGHTS)[row] == pytest.approx(slope, abs=1e-7)


def test_a_contrast_passes_over_unknown_values_it_does_not_use() -> None:
    estimator = by_group(mean_of(Y), [0, 0, 0, 2, 2, 2], count=3)
    found = survey_estimate(estimator, DESIGN)
    apart = contrast(found, [[1, 0, -1], [1, -1, 0]], of=(estimator, DESIGN))
    assert apart.values[0] == pytest.approx(found.values[0] - found.values[2])
    assert apart.errors[0] == pytest.approx(np.sqrt(found.variances[0] + found.variances[2]))
    assert np.isnan(apart.values[1])
    assert np.isnan(apart.errors[1])
    assert apart.degrees[0] == 3
    assert contrast(found, [1, 0, -1]).degrees[0] == 1
    with pytest.raises(ValueError, match="terms for 3"):
        contrast(found, [1, -1])


def test_no_interval_without_a_degree_of_freedom() -> None:
    found = survey_estimate(mean_of(Y, inside=np.arange(6) == 0), DESIGN)
    assert found.degrees[0] == 0
    assert np.isnan(t_interval(found).lower[0])


@pytest.mark.parametrize("method", ["logit", "wilson", "arcsine", "beta"])
def test_where_nobody_said_yes_the_interval_still_has_a_width(method: str) -> None:
    design = design_of(np.full(40, 10.0))
    found = survey_estimate(share_of(np.zeros(40, dtype=int), 2), design)
    ends = share_intervals(found, weights_squared=np.full(2, 4000.0), method=method)
    if method == "beta":
        assert np.isnan(ends.lower).all()
        return
    assert ends.lower[1] == 0
    assert 0.05 < ends.upper[1] < 0.12
    assert ends.upper[0] == 1
    assert ends.lower[0] == pytest.approx(1 - ends.upper[1])


def test_wilson_of_a_simple_sample_is_wilson() -> None:
    from peelian.statistics.survey.interval_ends import student, wilson_ends

    answers = np.repeat([0.0, 1.0], [30, 10])
    found = survey_estimate(mean_of(answers), design_of(np.full(40, 10.0)))
    ends = share_intervals(found, weights_squared=np.array([4000.0]), method="wilson")
    # The variance divides by n - 1, so the effective base is one less than the rows.
    expected = wilson_ends(np.array([0.25]), np.array([39.0]), student(np.array([39.0]), 0.95))
    assert ends.lower == pytest.approx(expected[0])
    assert ends.upper == pytest.approx(expected[1])


def test_a_share_known_without_error_has_no_width() -> None:
    strata = np.repeat([1, 2], 20)
    found = survey_estimate(share_of(strata - 1, 2), design_of(np.ones(40), strata=strata))
    for method in ("logit", "wilson", "arcsine"):
        ends = share_intervals(found, weights_squared=np.full(2, 40.0), method=method)
        assert ends.lower == pytest.approx([0.5, 0.5])
        assert ends.upper == pytest.approx([0.5, 0.5])


def test_an_interval_of_a_share_refuses_what_is_none() -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        share_intervals(survey_estimate(mean_of(Y), DESIGN), weights_squared=np.ones(1))


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: share_of([0, 3], 3), "below 3"),
        (lambda: net_of([0, 1], {1}, negative={1}), "for or against"),
        (lambda: ticked_of([[0, 2]]), "0, 1 or missing"),
        (lambda: by_group(mean_of(Y), [0, 1], count=2), "6 rows"),
        (lambda: by_group(mean_of(Y), [0, 1, 2, 0, 0, 0], count=2), "below 2"),
        (lambda: mean_of(Y, inside=[True]), "6 rows"),
        (lambda: survey_estimate(mean_of(Y[:5]), DESIGN), "6 rows"),
    ],
)
def test_what_is_refused(call, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        call()


def test_net_and_ticks_by_hand() -> None:
    weights = np.array([1.0, 2.0, 3.0, 4.0])
    assert net_of([0, 1, 2, -1], {2}, negative={0}).values(weights)[0] == pytest.approx((3 - 1) / 6)
    ticked = np.array([[1, 1], [0, 1], [0, 0], [np.nan, np.nan]])
    assert ticked_of(ticked).values(weights) == pytest.approx([1 / 6, 3 / 6])
    assert ticked_of(ticked, per="ticks").values(weights) == pytest.approx([1 / 4, 3 / 4])
