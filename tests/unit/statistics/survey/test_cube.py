"""The cube of a survey: small samples that can be worked out by hand, and input that is not right."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.survey.cube import Answers, SurveyCube, make_cube
from peelian.statistics.survey.cube_difference import difference
from peelian.statistics.survey.cube_estimate import estimate
from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.gap_contribution import gap_contribution
from peelian.statistics.survey.quotient import Quotient, score_quotient, share_quotient

YES = share_quotient("q", yes=[1], base=[0, 1], codes=3)


def one(code: list[int], weights: list[float], **more: list[int]) -> SurveyCube:
    design = design_of(weights, strata=more.pop("strata", None), units=more.pop("units", None))
    answers = Answers({"q": (np.array(code), 3)}, {})
    return make_cube(answers, design=design, **{name: np.array(each) for name, each in more.items()})


def drawn(seed: int = 1, size: int = 600) -> tuple[Answers, SurveyDesign, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    group, month = rng.integers(0, 4, size), rng.integers(0, 24, size)
    code = np.where(rng.random(size) < 0.1, -1, rng.random(size) < 0.3 + 0.1 * group)
    answers = Answers({"q": (code.astype(int), 3)}, {})
    design = design_of(rng.lognormal(0, 0.5, size), strata=rng.integers(0, 5, size))
    return answers, design, group, month


def test_a_share_and_its_error_by_hand() -> None:
    cube = one([1, 0, 0, 1], [1, 1, 2, 4])
    found = estimate(cube, YES, cube.parts([None]))
    assert found.value[0] == pytest.approx(5 / 8)
    # Scores w (y - p) / 8 are 3, -5, -10 and 12 sixty-fourths; 4/3 of the sum of their squares.
    assert found.variance[0] == pytest.approx(4 / 3 * (9 + 25 + 100 + 144) / 64**2)
    assert (found.base[0], found.weight[0], found.degrees[0]) == (4, 8, 3)
    assert found.base_kish[0] == pytest.approx(64 / 22)


def test_those_who_gave_no_answer_are_never_a_no_and_stay_in_the_sample() -> None:
    cube = one([1, 0, 0, 1, 2, -1], [1, 1, 2, 4, 9, 9])
    found = estimate(cube, YES, cube.parts([None]))
    assert found.value[0] == pytest.approx(5 / 8)
    assert found.base[0] == 4
    assert found.variance[0] == pytest.approx(6 / 5 * (9 + 25 + 100 + 144) / 64**2)


def test_means_nets_and_ratios() -> None:
    design = design_of([1, 1, 2])
    numbers = np.array([[10.0, 2.0], [20.0, 4.0], [np.nan, 1.0]])
    cube = make_cube(Answers({"q": (np.array([0, 1, 2]), 3)}, {"xy": numbers}), design=design)
    whole = cube.parts([None])
    mean = score_quotient("q", scores={0: 1, 1: 2, 2: 3}, codes=3)
    net = score_quotient("q", scores={0: -1, 1: 0, 2: 1}, codes=3)
    assert estimate(cube, mean, whole).value[0] == pytest.approx(9 / 4)
    assert estimate(cube, net, whole).value[0] == pytest.approx(1 / 4)
    ratio = estimate(cube, Quotient("xy", (0, 1, 0), (0, 0, 1)), whole)
    assert (ratio.value[0], ratio.base[0]) == (pytest.approx(5), 2)
    assert ratio.variance[0] == pytest.approx(0, abs=1e-20)


def test_numbers_far_from_0_keep_their_digits() -> None:
    rng = np.random.default_rng(2)
    near, weights = rng.normal(size=50), rng.lognormal(size=50)
    quotient = Quotient("x", (0, 1), (1, 0))
    told = []
    for values in (near, near + 1e9):
        cube = make_cube(Answers({}, {"x": values}), design=design_of(weights))
        told.append(estimate(cube, quotient, cube.parts([None])).variance[0])
    assert told[0] == pytest.approx(told[1], rel=1e-6)


def test_an_empty_group_is_not_known() -> None:
    cube = one([1, 0, -1, -1], [1, 1, 1, 1], groups=[0, 0, 1, 1])
    found = estimate(cube, YES, cube.parts([[1], [7], [0]]))
    assert np.isnan(found.value).tolist() == [True, True, False]
    assert np.isnan(found.variance).tolist() == [True, True, False]
    assert found.base.tolist() == [0, 0, 2]
    gap = difference(cube, YES, first=cube.parts([[0]]), second=cube.parts([[1]]))
    assert np.isnan([gap.difference[0], gap.variance[0], gap.p[0]]).all()


@pytest.mark.parametrize("rule", ["logit", "wilson"])
def test_all_of_one_answer_is_not_certain(rule: str) -> None:
    cube = one([1, 1, 1, 1], [1, 2, 1, 1])
    found = estimate(cube, YES, cube.parts([None]), interval=rule)
    assert found.upper[0] == 1
    assert 0 < found.lower[0] < 1
    assert found.variance[0] > 0
    assert np.isnan(found.deff[0])


def test_windows_are_summed_and_never_negative() -> None:
    answers, design, group, month = drawn()
    cube = make_cube(answers, design=design, groups=group, months=month)
    windows = [range(first, first + 12) for first in range(13)]
    parts = cube.parts([[0], None], windows=windows)
    assert len(parts) == 26
    found = estimate(cube, YES, parts)
    inside = (month >= 5) & (month < 17)
    alone = make_cube(
        Answers({"q": (answers.coded["q"][0][inside], 3)}, {}),
        design=design_of(design.weights[inside], strata=design.strata[0][inside]),
        groups=group[inside],
    )
    expected = estimate(alone, YES, alone.parts([[0], None]))
    assert found.value[10:12] == pytest.approx(expected.value, rel=1e-12)
    assert found.variance[10:12] == pytest.approx(expected.variance, rel=1e-10)
    change = difference(cube, YES, first=parts.take(range(2, 26)), second=parts.take(range(24)))
    assert (change.variance >= 0).all()
    # Windows that share eleven months differ far more surely than two samples would.
    assert (change.variance[1::2] < found.variance[3::2]).all()


def test_a_group_held_against_itself_does_not_differ() -> None:
    answers, design, group, _ = drawn()
    cube = make_cube(answers, design=design, groups=group)
    same = difference(cube, YES, first=cube.parts([[1, 2]]), second=cube.parts([[2, 1]]))
    assert same.difference[0] == 0
    assert same.variance[0] == pytest.approx(0, abs=1e-18)


def test_contributions_add_up_to_the_gap_exactly() -> None:
    answers, design, group, _ = drawn()
    cube = make_cube(answers, design=design, groups=group)
    subgroups = cube.parts([[0], [1], [3]])
    whole, of = cube.parts([None] * 3), cube.parts([[0, 1, 3]] * 3)
    found = gap_contribution(cube, YES, subgroups=subgroups, group=of, whole=whole)
    gap = difference(cube, YES, first=of, second=whole).difference[0]
    assert found.contribution.difference.sum() == pytest.approx(gap, abs=1e-15)
    assert found.share_of_group.sum() == pytest.approx(1)
    assert found.contribution.difference == pytest.approx(found.share_of_group * found.own_gap)
    assert (found.contribution.lower < found.contribution.upper).all()


def test_the_only_sub_group_adds_the_whole_gap_with_its_error() -> None:
    answers, design, group, _ = drawn()
    cube = make_cube(answers, design=design, groups=group)
    of, whole = cube.parts([[0, 1]]), cube.parts([None])
    found = gap_contribution(cube, YES, subgroups=of, group=of, whole=whole).contribution
    gap = difference(cube, YES, first=of, second=whole)
    assert found.difference[0] == pytest.approx(gap.difference[0])
    assert found.variance[0] == pytest.approx(gap.variance[0], rel=1e-10)


def test_what_is_passed_in_is_not_changed() -> None:
    answers, design, group, month = drawn()
    before = [each.copy() for each in (answers.coded["q"][0], design.weights, group, month)]
    cube = make_cube(answers, design=design, groups=group, months=month)
    estimate(cube, YES, cube.parts([[0]]))
    for one_array, kept in zip((answers.coded["q"][0], design.weights, group, month), before, strict=True):
        assert (one_array == kept).all()


def test_a_stratum_of_one_unit_is_refused_where_that_is_the_rule_and_it_matters() -> None:
    code, strata = np.array([1, 0, 1, 0, 1]), [0, 0, 0, 0, 1]
    design = design_of(np.ones(5), strata=strata, lonely="fail")
    cube = make_cube(Answers({"q": (code, 3)}, {}), design=design, groups=np.array([0, 0, 0, 0, 1]))
    assert np.isfinite(estimate(cube, YES, cube.parts([[0]])).variance[0])
    with pytest.raises(ValueError, match="two units or more"):
        estimate(cube, YES, cube.parts([None]))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"code": [1, 3]}, "codes from -1 to 2"),
        ({"code": [1, -2]}, "codes from -1 to 2"),
        ({"groups": [0, -2]}, "groups must be"),
        ({"groups": [0]}, "groups must be"),
        ({"months": [0, -1]}, "months must be"),
    ],
)
def test_rows_that_do_not_fit_are_refused(change: dict, says: str) -> None:
    given = {"code": [1, 0], **change}
    with pytest.raises(ValueError, match=says):
        one(given.pop("code"), [1, 1], **given)


def test_requests_that_do_not_fit_are_refused() -> None:
    cube = one([1, 0], [1, 1])
    whole = cube.parts([None])
    with pytest.raises(ValueError, match="months from 0 to 0"):
        cube.parts([None], windows=[[1]])
    with pytest.raises(ValueError, match="not in the cube"):
        estimate(cube, share_quotient("z", yes=[0], base=[0], codes=3), whole)
    with pytest.raises(ValueError, match="3 columns; found 2"):
        estimate(cube, share_quotient("q", yes=[0], base=[0], codes=2), whole)
    with pytest.raises(ValueError, match="as many"):
        difference(cube, YES, first=whole, second=cube.parts([None, None]))
    with pytest.raises(ValueError, match="for each of 2 sub-groups"):
        gap_contribution(cube, YES, subgroups=cube.parts([None, None]), group=whole, whole=whole)
    with pytest.raises(ValueError, match="base is needed"):
        Quotient("q", (1, 0), (0, 0))
    with pytest.raises(ValueError, match="for each column"):
        Quotient("q", (1, 0), (1,))
    with pytest.raises(ValueError, match="infinite"):
        make_cube(Answers({}, {"x": np.array([1.0, np.inf])}), design=design_of([1, 1]))


def test_designs_that_sums_cannot_tell_are_refused() -> None:
    answers = Answers({"q": (np.array([0, 1, 0, 1]), 3)}, {})
    staged = design_of(np.ones(4), units=[[0, 0, 1, 1], [0, 1, 2, 3]], populations=[[9] * 4, [5] * 4])
    with pytest.raises(ValueError, match="later stages"):
        make_cube(answers, design=staged)
    finite = design_of(np.ones(4), populations=[10] * 4)
    with pytest.raises(ValueError, match="windows of months"):
        make_cube(answers, design=finite, months=np.array([0, 0, 1, 1]))


def test_clusters_seen_in_two_months_are_one_unit() -> None:
    cube = one([1, 0, 1, 1, 0, 0], [1] * 6, units=[0, 0, 1, 1, 2, 2], months=[0, 1, 0, 1, 0, 1])
    found = estimate(cube, YES, cube.parts([None]))
    assert found.degrees[0] == 2
    # Totals of w (y - p) / 6 are 0, 1/6 and -1/6; 3/2 of the sum of their squares.
    assert found.variance[0] == pytest.approx(3 / 2 * 2 / 36)
