"""Checks for signs: too little is told as nothing, and exact cases have exact answers."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from peelian.statistics.bunching import check_bunching
from peelian.statistics.course import predict_course
from peelian.statistics.month_turn import check_month_turn
from peelian.statistics.share_step import check_share_step

DAYS = [dt.date(2023, 1, 1) + dt.timedelta(days=step) for step in range(365)]
WEEKDAY = np.array([day.weekday() for day in DAYS])
OF_MONTH = np.array([day.day for day in DAYS])


def turn(counts, **more):
    return check_month_turn(counts, WEEKDAY, OF_MONTH, **{"days": 2, "level": 0.05, "least": 0.05} | more)


def test_weekdays_make_no_sign():
    counts = np.where(WEEKDAY < 5, 60, 20)
    assert turn(counts).value == pytest.approx(1)


def test_smallest_size_is_held():
    counts = np.where(OF_MONTH <= 2, 1_040_000, 1_000_000)
    found = turn(counts)
    assert found.p < 1e-6
    assert not found.is_signal
    assert turn(counts, least=0.01).is_signal


@pytest.mark.parametrize("counts", [np.zeros(365), np.where(OF_MONTH <= 2, 5, 0)])
def test_turn_without_records_is_not_told(counts):
    assert turn(counts) is None
    assert check_month_turn(np.ones(60), WEEKDAY[:60], OF_MONTH[:60], days=2, level=0.05, least=0.05) is None


def test_step_has_its_month_and_size():
    month = np.arange(36)
    whole = np.full(36, 1000)
    part = 400 + 20 * np.sin(month) - 100 * (month >= 15)
    found = check_share_step(part, whole, level=0.01, least=0.02)
    assert (found.place, found.is_signal) == (15, True)
    assert found.lower < -0.1 < found.upper


def test_drift_and_season_are_no_step():
    month = np.arange(36)
    noise = np.random.default_rng(5).integers(-4, 5, 36)
    part = 400 + 5 * month + 40 * (month % 12 == 11) + noise
    assert not check_share_step(part, np.full(36, 1000), level=0.01, least=0.001).is_signal


def test_one_answer_each_time():
    rng = np.random.default_rng(1)
    part = rng.binomial(500, 0.3, 30)
    made = [check_share_step(part, np.full(30, 500), level=0.01, least=0.02) for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("part", "whole"),
    [(np.ones(23), np.full(23, 9)), (np.zeros(36), np.ones(36)), (np.ones(36), np.r_[0, np.full(35, 9)])],
)
def test_too_few_months_or_an_empty_one_is_not_told(part, whole):
    assert check_share_step(part, whole, level=0.01, least=0.02) is None


def test_bunching_on_a_flat_curve_is_the_ratio_of_the_bins():
    counts = np.full(32, 100)
    counts[10:12], counts[12:14] = 150, 50
    found = check_bunching(counts, first=1, under=12, near=2, level=0.01, least=0.1)
    assert found.value == pytest.approx(3, rel=1e-3)
    assert found.is_signal


def test_fewer_just_inside_is_no_sign():
    counts = np.full(32, 100)
    counts[10:12], counts[12:14] = 20, 180
    found = check_bunching(counts, first=1, under=12, near=2, level=0.01, least=0.1)
    assert found.value < 0.2
    assert not found.is_signal


def test_few_at_the_limit_are_not_told():
    assert check_bunching(np.full(32, 4), first=1, under=12, near=2, level=0.01, least=0.1) is None
    assert check_bunching(np.full(32, 5), first=1, under=12, near=2, level=0.01, least=0.1) is not None


@pytest.mark.parametrize("counts", [np.zeros(32), np.r_[np.ones(12), 0, 0, np.ones(18)], np.ones(8)])
def test_bunching_without_values_at_the_limit_is_not_told(counts):
    under = min(12, len(counts) // 2)
    assert check_bunching(counts, first=1, under=under, near=2, level=0.01, least=0.1) is None


def test_course_of_a_steady_series():
    made = predict_course(np.full((1, 24), 100), np.array([[100, 110]]), months=3)
    assert made.expected[0] == pytest.approx([100, 100, 100])
    assert (made.counted, made.together.count[0], made.together.expected[0]) == (2, 210, pytest.approx(200))
    assert (made.lower < 100).all()


@pytest.mark.parametrize("months", [0, 13])
def test_course_of_too_many_months_is_refused(months):
    with pytest.raises(ValueError, match="1 to 12"):
        predict_course(np.ones((1, 24)), np.zeros((1, 0)), months=months)


def test_past_of_part_of_a_year_is_refused():
    with pytest.raises(ValueError, match="years"):
        predict_course(np.ones((1, 30)), np.zeros((1, 0)), months=2)
