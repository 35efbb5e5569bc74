from __future__ import annotations

import datetime as dt

import numpy as np
import pyarrow as pa

from peelian.measures.fill_grids import fill_grids
from peelian.measures.windows import fill_grid

MONTHS = [dt.date(2024, month, 1) for month in range(1, 5)]
AREAS = {"a": 0, "b": 1, "also b": 1}


def rows(many: int) -> tuple[pa.Table, np.ndarray]:
    chance = np.random.default_rng(5)
    table = pa.table(
        {
            "area": pa.array(chance.choice([*AREAS, "elsewhere"], many)),
            "month": pa.array(chance.choice([*MONTHS, dt.date(2019, 3, 1)], many), pa.date32()),
            "n": pa.array(chance.integers(0, 9, many), pa.int64()),
        }
    )
    return table, chance.integers(0, 3, many)


def test_each_grid_is_that_of_its_rows_by_themselves():
    table, kind = rows(400)
    grids = fill_grids(table, kind, 4, areas=AREAS, months=MONTHS, height=2)
    for number in range(3):
        alone = table.filter(pa.array(kind == number))
        assert (grids[number] == fill_grid(alone, areas=AREAS, months=MONTHS, height=2)).all()
        assert grids[number].sum() > 0
    assert not grids[3].any()


def test_no_rows_and_no_months_are_grids_without_counts():
    table, kind = rows(0)
    assert fill_grids(table, kind, 2, areas=AREAS, months=MONTHS, height=2).tolist() == [[[0] * 4] * 2] * 2
    table, kind = rows(3)
    assert fill_grids(table, kind, 2, areas=AREAS, months=(), height=2).shape == (2, 2, 0)
