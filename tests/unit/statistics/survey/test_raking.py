"""Post-stratification and raking on small tables, and what is said when margins cannot be met."""

from __future__ import annotations

import numpy as np
import pytest

from peelian.errors import DefinitionError, FileRefused
from peelian.statistics.survey.margin import Margin, margin_of
from peelian.statistics.survey.raking import post_stratify, rake

AGE = ["young", "young", "old", "old", "old"]
SEX = ["men", "women", "men", "women", "women"]


def age(young: float = 60, old: float = 40) -> Margin:
    return margin_of({"age": AGE}, {("young",): young, ("old",): old}, source="ages.csv")


def sex(men: float = 45, women: float = 55) -> Margin:
    return margin_of({"sex": SEX}, {("men",): men, ("women",): women})


def test_post_stratified_weights_keep_their_ratios() -> None:
    made = post_stratify([1, 2, 1, 1, 2], age())
    assert made.weights == pytest.approx([20, 40, 10, 10, 20])


def test_raked_weights_meet_every_margin_and_leave_what_was_given() -> None:
    given = np.array([1.0, 2.0, 3.0, 1.0, 2.0])
    made = rake(given, [age(), sex()])
    assert made.weights[:2].sum() == pytest.approx(60, rel=1e-10)
    assert made.weights[[0, 2]].sum() == pytest.approx(45, rel=1e-10)
    assert (given == [1, 2, 3, 1, 2]).all()
    # What raking leaves as it was: the odds ratio of the table of the two margins.
    cells = (
        np.array([[1, 2], [3, 3]]),
        np.array([[made.weights[0], made.weights[1]], [made.weights[2], made.weights[3:].sum()]]),
    )
    odds = [table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) for table in cells]
    assert odds[0] == pytest.approx(odds[1])


def test_margins_that_contradict_each_other_are_named_with_the_miss() -> None:
    # Nobody old is a man, so men can be no more than the young.
    men_are_young = margin_of(
        {"sex": ["men", "women", "women", "women", "women"]}, {("men",): 70, ("women",): 30}
    )
    with pytest.raises(DefinitionError, match=r"after 50 sweeps") as caught:
        rake(np.ones(5), [age(), men_are_young], most_sweeps=50)
    assert "category" in caught.value.thing
    assert "wanted" in caught.value.found
    assert "above" in caught.value.found or "below" in caught.value.found


def test_totals_that_do_not_agree() -> None:
    with pytest.raises(DefinitionError, match=r"totals of 100 and 101, 1 apart") as caught:
        rake(np.ones(5), [age(), sex(women=56)])
    assert caught.value.thing == "margins age and sex"


def test_margins_that_share_a_field_must_agree_within_it() -> None:
    area = ["n", "n", "s", "s", "s"]
    one = margin_of(
        {"area": area, "age": AGE},
        {("n", "young"): 40, ("s", "old"): 60},
    )
    other = margin_of(
        {"area": area, "sex": SEX},
        {("n", "men"): 25, ("n", "women"): 25, ("s", "men"): 20, ("s", "women"): 30},
    )
    with pytest.raises(DefinitionError, match=r"totals of 40 and 50, 10 apart") as caught:
        rake(np.ones(5), [one, other])
    assert caught.value.thing == "margins area x age and area x sex, n"


def test_a_category_nobody_of_the_sample_is_in() -> None:
    empty = margin_of({"age": AGE}, {("young",): 60, ("old",): 30, ("oldest",): 10}, source="ages.csv")
    with pytest.raises(DefinitionError, match="a total of 10 and no rows") as caught:
        rake(np.ones(5), [empty, sex()])
    assert caught.value.thing == "margin age, category oldest (ages.csv)"


def test_a_category_without_population() -> None:
    with pytest.raises(DefinitionError, match="a total of 0 and 3 rows"):
        rake(np.ones(5), [age(100, 0), sex()])
    unused = margin_of({"age": AGE}, {("young",): 60, ("old",): 40, ("oldest",): 0})
    assert rake(np.ones(5), [unused, sex()]).weights.sum() == pytest.approx(100)


def test_a_category_that_the_targets_have_not_is_guessed() -> None:
    with pytest.raises(DefinitionError, match="no total for Young, with 2 rows") as caught:
        margin_of({"age": ["Young", "Young", "old"]}, {("young",): 60, ("old",): 40}, source="ages.csv")
    assert caught.value.next_step == "write 'young', as the targets do"


@pytest.mark.parametrize("missing", [None, "", float("nan")])
def test_a_row_without_a_category(missing: object) -> None:
    with pytest.raises(FileRefused, match=r"1 of 3 rows without a value \(the first is row 2\)"):
        margin_of({"age": ["young", missing, "old"]}, {("young",): 60, ("old",): 40})


@pytest.mark.parametrize("total", [-1.0, float("nan"), float("inf")])
def test_a_total_that_is_none(total: float) -> None:
    with pytest.raises(DefinitionError, match="a total of"):
        margin_of({"age": AGE}, {("young",): 60, ("old",): total})


@pytest.mark.parametrize(
    ("weights", "found"),
    [([1, 1, 0, 1, 1], "1 of 0"), ([1, -2, 1, 1, 1], "1 below 0"), ([1, np.nan, 1, np.inf, 1], "2 missing")],
)
def test_weights_that_cannot_be_used(weights: list[float], found: str) -> None:
    with pytest.raises(FileRefused, match=found):
        rake(weights, [age(), sex()])


def test_zeros_of_a_replicate_stay_zeros() -> None:
    made = rake([1, 1, 1, 1, 0], [age(), sex()], zeros="kept")
    assert made.weights[-1] == 0
    assert made.weights.sum() == pytest.approx(100)


def test_no_margins_is_no_raking() -> None:
    with pytest.raises(ValueError, match="one or more"):
        rake(np.ones(5), [])
