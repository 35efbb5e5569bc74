from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa
import pytest

from peelian.measures.windows import fill_grid, rolling_sums, year_blocks

MONTHS = [dt.date(2023 + step // 12, step % 12 + 1, 1) for step in range(14)]


def cube(*rows: tuple[str, dt.date, int]) -> pa.Table:
    areas, months, counts = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            "area": pa.array(areas, pa.string()),
            "month": pa.array(months, pa.date32()),
            "n": pa.array(counts, pa.int64()),
        }
    )


def test_grid_has_zeros_where_no_row_is() -> None:
    grid = fill_grid(cube(("a", MONTHS[1], 5)), areas={"a": 0, "b": 1}, months=MONTHS[:3], height=2)
    assert grid.tolist() == [[0, 5, 0], [0, 0, 0]]
    assert grid.dtype == np.int64


def test_codes_of_one_area_are_added() -> None:
    rows = cube(("met", MONTHS[0], 5), ("E23", MONTHS[0], 2))
    assert fill_grid(rows, areas={"met": 0, "E23": 0}, months=MONTHS[:1], height=1).tolist() == [[7]]


def test_other_areas_and_months_are_left_out() -> None:
    rows = cube(("z", MONTHS[0], 5), ("a", MONTHS[13], 2), ("a", dt.date(2020, 1, 1), 2))
    assert fill_grid(rows, areas={"a": 0}, months=MONTHS[:2], height=1).sum() == 0


@pytest.mark.parametrize("months", [[], MONTHS[:2]])
def test_no_rows_make_an_empty_grid(months: list[dt.date]) -> None:
    assert fill_grid(cube(), areas={}, months=months, height=0).shape == (0, len(months))


def test_rolling_sum_equals_the_sum_of_each_block() -> None:
    counts = np.random.default_rng(1).integers(0, 10**12, (3, 40))
    rolled = rolling_sums(counts)
    assert rolled.shape == (3, 29)
    assert all((rolled[:, at] == counts[:, at : at + 12].sum(axis=1)).all() for at in range(29))


@pytest.mark.parametrize("months", [0, 1, 11])
def test_under_a_year_has_no_rolling_sum(months: int) -> None:
    assert rolling_sums(np.ones((2, months), dtype=np.int64)).shape == (2, 0)
    assert year_blocks(np.ones((2, months), dtype=np.int64)).shape == (2, 0, 12)
