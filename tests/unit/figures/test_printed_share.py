"""What a printed percentage can stand for: edges of rounding, bases that make it true, hedges."""

from __future__ import annotations

from fractions import Fraction

import pytest

from peelian.figures.percentages import find_percentages, read_figures
from peelian.figures.printed_share import say_share


@pytest.mark.parametrize(
    ("figures", "lower", "upper"),
    [
        ("41", "40.5", "41.5"),
        ("41.0", "40.95", "41.05"),
        (".02", "0.015", "0.025"),
        ("0", "0", "0.5"),
        ("1,250", "1249.5", "1250.5"),
    ],
)
def test_printed_figure_covers_half_a_unit_either_way(figures, lower, upper):
    share = read_figures(figures)
    assert (share.lower, share.upper) == (Fraction(lower), Fraction(upper))


@pytest.mark.parametrize("figures", ["12", "13", "12.5"])
def test_exact_half_may_be_rounded_either_way(figures):
    assert read_figures(figures).covers(1, 8)


def test_just_beyond_the_half_is_not_covered():
    assert not read_figures("12").covers(125_001, 1_000_000)


def test_nothing_is_a_share_of_a_base_of_zero():
    share = read_figures("41")
    assert not share.covers(0, 0)
    assert not share.is_reachable(0)


@pytest.mark.parametrize(
    ("figures", "count", "bases"),
    [
        ("64", 43, (67, 67)),
        (".02", 258, (1_032_000, 1_720_000)),
        ("51", 36, (70, 71)),
        ("64.2", 67, None),
        ("0", 3, (600, None)),
        ("100", 5, (5, 5)),
    ],
)
def test_bases_that_make_it_true(figures, count, bases):
    share = read_figures(figures)
    assert share.bases_for(count) == bases
    if bases and bases[1]:
        least, most = bases
        assert share.covers(count, least) and share.covers(count, most)
        assert not share.covers(count, most + 1)
        assert least == count or not share.covers(count, least - 1)


def test_share_that_no_whole_count_gives_is_not_reachable():
    assert not read_figures("64").is_reachable(43)
    assert read_figures("64").is_reachable(67)


@pytest.mark.parametrize(
    ("figures", "count", "base", "said"),
    [("51", 36, 97, "37.1%"), ("37.1", 36, 97, "37.11%"), ("41", 415_001, 1_000_000, "41.5001%")],
)
def test_answer_is_said_with_the_digits_that_show_the_difference(figures, count, base, said):
    assert say_share(count, base, beside=read_figures(figures)) == said


@pytest.mark.parametrize(
    ("text", "value", "lower", "upper"),
    [
        ("just over a third of them", Fraction(100, 3), "32", "39"),
        ("about half of them", 50, "44", "56"),
        ("nearly half of them", 50, "44", "51"),
        ("two thirds of them", Fraction(200, 3), "63", "71"),
        ("one in five people", 20, "16", "24"),
        ("more than 40% of them", 40, "39", "100"),
        ("fewer than 40 per cent", 40, "0", "41"),
        ("about 41%", 41, "39", "43"),
    ],
)
def test_hedges_and_words_widen_what_was_printed(text, value, lower, upper):
    (found,) = find_percentages(text)
    assert found.share.value == value
    assert (
        Fraction(lower)
        < found.share.lower + Fraction(1, 1000)
        <= found.share.upper
        < Fraction(upper) + Fraction(1, 1000)
    )


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("41% of victims", "share"),
        ("made up 41% of", "share"),
        ("rose to 41% (31", "share"),
        ("42%, up from 38%", "share"),
        ("62% confidence in the police", "share"),
        ("rose by 41%", "change"),
        ("up 41%", "change"),
        ("(+7.1%)", "change"),
        ("−7.1%", "change"),
        ("a 20% reduction", "change"),
        ("increased 20 per cent", "change"),
        ("23 percentage points", "points"),
        ("23% points", "points"),
        ("95% CI", "confidence"),
        ("95% confidence interval", "confidence"),
        ("at the 5% level", "confidence"),
        ("10-12%", "range"),
        ("10%-12%", "range"),
        ("between 10% and 12%", "range"),
        ("the top 10% of wards", "slice"),
        ("the target of 95%", "set beforehand"),
        ("the gap was 6%", "gap"),
        ("compared with 38%", "compared"),
    ],
)
def test_role_of_a_percentage(text, role):
    found = find_percentages(text)
    assert (found[0].role if found else None) == role
