"""Many numbers at once are written as one by one."""

from __future__ import annotations

import numpy as np

from peelian.publication.csv_text import number
from peelian.publication.number_texts import number_texts

ENDS = [0.0, -0.0, 1e-4, 9.9e-5, 1e10, 9999999999.5, 1e16, 1e22, 1 / 3, -2.5, 1e-7, -12.0, 5e-324]


def test_each_is_written_as_alone():
    chance = np.random.default_rng(7)
    drawn = chance.normal(size=2_000) * 10.0 ** chance.integers(-8, 18, 2_000)
    values = np.array([*ENDS, *drawn, *chance.integers(-1_000, 10**6, 200)])
    assert number_texts(values[:, np.newaxis], (1,)) == [[number(value) for value in values.tolist()]]


def test_numbers_of_a_row_stand_in_pieces_and_what_is_missing_is_nothing():
    rows = np.array([[1.0, np.nan, 0.5, 2e10, np.nan], [np.nan, np.nan, -3.0, 1e-9, 4.25]])
    assert number_texts(rows, (2, 1, 2)) == [["1,", ","], ["0.5", "-3"], ["20000000000,", "1e-09,4.25"]]


def test_no_rows_have_no_pieces():
    assert number_texts(np.empty((0, 3)), (1, 2)) == [[], []]
