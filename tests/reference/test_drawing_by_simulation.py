"""Design weights of drawn samples: over many seeds weighted totals are those of the list.

Two hundred seeds, fixed. The mean of the weighted totals must lie within 4 standard errors of the true total,
and each row must be drawn about as often as its probability says: for binomial counts of 200 seeds the chi
square over rows must not be beyond the 0.1 % points of its law.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

from peelian.surveys.drawing.draw import Draw
from peelian.surveys.drawing.drawing import draw_sample
from peelian.surveys.drawing.frame import frame_of

SEEDS = 200


def population() -> pa.Table:
    rng = np.random.default_rng(17)
    rows = 600
    point = np.repeat(np.arange(30), rng.multinomial(rows, rng.dirichlet(np.full(30, 6.0))))
    area = np.where(point < 12, "A", "B")
    return pa.table(
        {
            "number": [f"N{row:04d}" for row in range(rows)],
            "person": [f"P{each}" for each in rng.integers(0, 450, rows)],
            "area": area,
            "point": [f"S{each:02d}" for each in point],
            "homes": np.bincount(point)[point],
            "size": np.round(rng.lognormal(2, 0.8, rows), 2),
            "y": rng.normal(50, 12, rows) + point + 20 * (area == "A"),
        }
    )


DESIGNS: dict[str, dict[str, Any]] = {
    "by chance in each part": {"strata": ["area"], "wanted": {"each": 40}},
    "by size": {"size": "size", "strata": ["area"], "wanted": {"total": 60, "shared": "between"}},
    "by size, spread over points": {"size": "size", "spread": ["point"], "wanted": {"total": 60}},
    "points by size, then rows": {
        "strata": ["area"],
        "stage": {"unit": "point", "units": 5, "size": "homes"},
        "wanted": {"each": 30},
    },
    "points by chance, then rows": {"stage": {"unit": "point", "units": 12}, "wanted": {"total": 60}},
}


@pytest.mark.parametrize("name", list(DESIGNS))
def test_weighted_totals_are_those_of_the_list(name: str) -> None:
    given = population()
    draw = Draw.model_validate({"draw": "trial", "number": "number", "carry": ["y"], **DESIGNS[name]})
    frame = frame_of(given, name="list", columns=draw.columns)
    totals = []
    for seed in range(SEEDS):
        made = draw_sample(frame, draw, seed=seed).table()
        y = np.array([float(each) for each in made["y"].to_pylist()])
        totals.append(float(y @ made["design_weight"].to_numpy()))
    true = float(np.sum(given["y"].to_numpy()))
    error = float(np.std(totals, ddof=1) / np.sqrt(SEEDS))
    assert abs(float(np.mean(totals)) - true) < 4 * error
    assert error < 0.02 * true


def test_rows_are_drawn_as_often_as_their_probabilities_say() -> None:
    given = population()
    draw = Draw.model_validate({"draw": "trial", "number": "number", **DESIGNS["by chance in each part"]})
    frame = frame_of(given, name="list", columns=draw.columns)
    often: dict[str, int] = dict.fromkeys(given["number"].to_pylist(), 0)
    chance: dict[str, float] = {}
    for seed in range(SEEDS):
        made = draw_sample(frame, draw, seed=seed).table()
        for number, each in zip(made["number"].to_pylist(), made["probability"].to_pylist(), strict=True):
            often[number] += 1
            chance[number] = each
    expected = np.array([chance[number] for number in often])
    counts = np.array(list(often.values()))
    statistic = float(((counts - SEEDS * expected) ** 2 / (SEEDS * expected * (1 - expected))).sum())
    # Fixed sample sizes take one degree of freedom from each of the two parts.
    law = stats.chi2(len(often) - 2)
    assert law.ppf(0.001) < statistic < law.ppf(0.999)


def test_one_row_of_each_person_gives_the_total_of_people() -> None:
    given = population()
    draw = Draw.model_validate(
        {"draw": "trial", "number": "number", "repeats": {"person": "person"}, "wanted": {"total": 80}}
    )
    frame = frame_of(given, name="list", columns=draw.columns)
    rows_of = [draw_sample(frame, draw, seed=seed).table() for seed in range(SEEDS)]
    people = len(set(given["person"].to_pylist()))
    assert {round(float(each["design_weight"].to_numpy().sum()), 6) for each in rows_of} == {float(people)}
    records = [
        float(each["design_weight"].to_numpy() @ each["rows_of_person"].to_numpy()) for each in rows_of
    ]
    error = float(np.std(records, ddof=1) / np.sqrt(SEEDS))
    assert abs(float(np.mean(records)) - len(given)) < 4 * error
