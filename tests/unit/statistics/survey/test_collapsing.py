"""Joining categories that too few rows have."""

from __future__ import annotations

import pytest

from peelian.errors import DefinitionError
from peelian.statistics.survey.collapsing import CollapseRule, Joined, collapse
from peelian.statistics.survey.margin import Margin, margin_of

BANDS = ("16-24", "25-34", "35-44", "45+")


def bands(counts: tuple[int, ...], *, totals: tuple[float, ...] = (10, 20, 30, 40)) -> Margin:
    rows = [band for band, count in zip(BANDS, counts, strict=True) for _ in range(count)]
    return margin_of({"age": rows}, {(band,): total for band, total in zip(BANDS, totals, strict=True)})


def test_an_empty_band_goes_to_the_neighbour_with_fewer_rows() -> None:
    made, joined = collapse(bands((9, 0, 4, 7)), [CollapseRule("age", 3, BANDS)])
    assert joined == (Joined(("25-34",), ("35-44",), 0),)
    assert made.categories == (("16-24",), ("25-34 + 35-44",), ("45+",))
    assert made.totals == pytest.approx([10, 50, 40])
    assert list(made.rows()) == [9, 4, 7]


def test_bands_are_joined_until_all_are_large_enough() -> None:
    made, joined = collapse(bands((1, 1, 1, 7)), [CollapseRule("age", 3, BANDS)])
    assert made.categories == (("16-24 + 25-34 + 35-44",), ("45+",))
    assert len(joined) == 2
    assert made.totals.sum() == 100


def test_a_named_category_comes_before_the_order() -> None:
    rule = CollapseRule("age", 3, BANDS, {"16-24": "45+"})
    made, joined = collapse(bands((1, 4, 5, 7)), [rule])
    assert joined[0].into == ("45+",)
    assert ("16-24 + 45+",) in made.categories


def test_other_fields_stay_apart() -> None:
    rows = [("x", "16-24")] * 2 + [("x", "25-34")] * 9 + [("y", "16-24")] * 9 + [("y", "25-34")] * 9
    totals = {(place, band): 10.0 for place in "xy" for band in ("16-24", "25-34")}
    margin = margin_of({"place": [row[0] for row in rows], "age": [row[1] for row in rows]}, totals)
    made, _ = collapse(margin, [CollapseRule("age", 5, ("16-24", "25-34"))])
    assert made.categories == (("x", "16-24 + 25-34"), ("y", "16-24"), ("y", "25-34"))


def test_a_band_without_population_and_rows_is_left_out() -> None:
    made, joined = collapse(bands((9, 0, 4, 7), totals=(10, 0, 30, 40)), [CollapseRule("age", 3, BANDS)])
    assert joined == ()
    assert len(made.categories) == 3


def test_a_band_without_population_and_with_rows_is_joined_when_it_is_small() -> None:
    made, _ = collapse(bands((9, 1, 4, 7), totals=(10, 0, 30, 40)), [CollapseRule("age", 3, BANDS)])
    assert made.totals == pytest.approx([10, 30, 40])


def test_a_category_no_rule_helps_is_named() -> None:
    with pytest.raises(DefinitionError, match="2 rows of the sample and no rule") as caught:
        collapse(bands((2, 5, 5, 5)), [CollapseRule("age", 3, (), {"25-34": "35-44"})])
    assert caught.value.thing == "margin age, category 16-24"


def test_rules_that_do_not_fit() -> None:
    with pytest.raises(DefinitionError, match="the category '65\\+'"):
        collapse(bands((1, 1, 1, 1)), [CollapseRule("age", 3, (*BANDS, "65+"))])
    with pytest.raises(DefinitionError, match="a margin of age"):
        collapse(bands((1, 1, 1, 1)), [CollapseRule("sex", 3, ("men", "women"))])
