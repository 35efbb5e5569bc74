"""Small tables worked by hand: one row a case, one character a month.

Values are in thirds of the way to the limit: centre 0, near limits +/-2, limits +/-3.
Signals are the first letters: A B above/below the limit, a b run, r f rising/falling, u l near a limit.
"""

from __future__ import annotations

import numpy as np
import pytest

from peelian.statistics.chart_rules import SIGNALS, find_signals
from peelian.statistics.individuals_chart import Limits

LETTERS = ".ABabrful"

CASES = {
    "one outside": ([0, 3.1, 0, -3.1, 3.0, -3.0], ".A.B.."),
    "six on one side are no run": ([1, 1, 1, 1, 1, 1, -1, 1], "........"),
    "seven are": ([-1, 1, 1, 1, 1, 1, 1, 1, -1], ".aaaaaaa."),
    "eight are one run": ([1, 1, 1, 1, 1, 1, 1, 1], "aaaaaaaa"),
    "seven below": ([-1, -1, -1, -1, -1, -1, -1], "bbbbbbb"),
    "the centre line ends a run": ([1, 1, 1, 0, 1, 1, 1, 1], "........"),
    "seven rising": ([-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 1], "rrrrrrr."),
    "six rising are no trend": ([-1.5, -1, -0.5, 0, 0.5, 1, 1], "......."),
    "a step on the spot ends a trend": ([-1.5, -1, -0.5, -0.5, 0.5, 1, 1.5, 1.7], "........"),
    "seven falling": ([1.5, 1, 0.5, 0, -0.5, -1, -1.5], "fffffff"),
    "two of three near the limit": ([0, 2.5, 1, 2.5, 0], ".u.u."),
    "two side by side": ([1, 2.5, 2.5], ".uu"),
    "not across the centre line": ([2.5, -1, 2.5], "..."),
    "not one above and one below": ([2.5, 1, -2.5], "..."),
    "two of four are not enough": ([2.5, 1, 1, 2.5], "...."),
    "two thirds exactly is not beyond": ([2, 1, 2], "..."),
    "outside does not count as near": ([3.5, 1, 2.5], "A.."),
    "below": ([-2.5, -2.5, -1], "ll."),
    "outside goes before run": ([1, 1, 1, 3.5, 1, 1, 1], "aaaAaaa"),
    "run goes before rising": ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], "aaaaaaa"),
}


def _limits(shape: tuple[int, int]) -> Limits:
    return Limits(*(np.full(shape, float(at)) for at in (0, -3, 3, -2, 2, 0)))


def _letters(values: list, **options) -> str:
    y = np.array([values], dtype=np.float64)
    segment = options.pop("segment", np.zeros(y.shape, dtype=np.int64))
    codes = find_signals(y, _limits(y.shape), segment=np.asarray(segment), **options)
    return "".join("-" if code < 0 else LETTERS[code] for code in codes[0])


@pytest.mark.parametrize(("values", "expected"), CASES.values(), ids=CASES)
def test_rules_on_hand_worked_months(values: list, expected: str) -> None:
    assert _letters(values) == expected


@pytest.mark.parametrize(("values", "expected"), CASES.values(), ids=CASES)
def test_rules_upside_down(values: list, expected: str) -> None:
    turned = expected.translate(str.maketrans("ABabrful", "BAbafrlu"))
    assert _letters([-value for value in values]) == turned


def test_last_month_marks_what_was_known_then() -> None:
    assert _letters([1] * 9, mark="last month") == "......aaa"
    assert _letters([-1.5, -1, -0.5, 0, 0.5, 1, 1.5, 1], mark="last month") == "......r."
    assert _letters([2.5, 1, 2.5, 1], mark="last month") == "..u."


def test_newest_month_is_the_same_either_way() -> None:
    rng = np.random.default_rng(3)
    y = rng.normal(0, 1.6, (3000, 24))
    segment = np.zeros(y.shape, dtype=np.int64)
    whole, last = (
        find_signals(y, _limits(y.shape), segment=segment, mark=mark)
        for mark in ("whole pattern", "last month")
    )
    np.testing.assert_array_equal(whole[:, -1], last[:, -1])
    assert (whole[:, -1] > 0).any()


def test_no_pattern_reaches_over_a_new_segment() -> None:
    segment = [[0] * 4 + [1] * 7]
    assert _letters([1] * 11, segment=segment) == "....aaaaaaa"
    assert _letters([1] * 10, segment=[row[:10] for row in segment]) == ".........."
    assert _letters([-1.5, -1, -0.5, 0, 0.5, 1, 1.5], segment=[[0] + [1] * 6]) == "......."


def test_months_not_measured_are_passed_over() -> None:
    assert _letters([1, 1, 1, -99, 1, 1, 1, 1], segment=[[0, 0, 0, -1, 0, 0, 0, 0]]) == "aaa-aaaa"


def test_months_without_limits_are_not_judged() -> None:
    limits = _limits((1, 3))
    limits.centre[0, :] = np.nan
    codes = find_signals(np.full((1, 3), 9.0), limits, segment=np.zeros((1, 3), dtype=np.int64))
    assert codes.tolist() == [[-1, -1, -1]]


def test_rounding_makes_no_signal() -> None:
    y = np.full((1, 12), 0.1 + 0.2)
    flat = Limits(*(np.full(y.shape, 0.3) for _ in range(6)))
    assert not find_signals(y, flat, segment=np.zeros(y.shape, dtype=np.int64)).any()


def test_each_code_has_a_word() -> None:
    assert len(SIGNALS) == len(LETTERS)
    assert SIGNALS[0] == "none"
