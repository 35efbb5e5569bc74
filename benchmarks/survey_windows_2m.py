"""Make 2.2 million rolling-year estimates with standard errors and intervals from 51,200 interviews.

    python benchmarks/survey_windows_2m.py [--small] [--repeats 3] [--seed 7] [--r 1]

The 59,400 shares of `survey_59400.py` for each of the 37 windows of twelve months in four years, strata being
boroughs. Months are always added up, never taken off. The references are given the interviews of the last
window only and do one question with every area and group: seconds to a window of a question are told for each
side, and nothing is multiplied up. Every cell that they made is held against ours: at most 1e-10 apart,
relative. Then, what the change from each window to the next costs for one question, with the eleven months
they share in the covariance.

Prints one line of JSON; ends with an error if any cell is farther apart or a bound is passed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from parts.interviews import Interviews, by_cube, by_r, by_svy, cells, cubes, farthest, interviews
from parts.sides import peak_mib, take_turns
from peelian.statistics.survey.cube_difference import difference
from peelian.statistics.survey.cube_estimate import estimate
from peelian.statistics.survey.cube_spread import plan_spread
from peelian.statistics.survey.quotient import share_quotient

BOUNDS = {"cpu_s": 3.0, "farthest": 1e-10}
WINDOWS = [range(first, first + 12) for first in range(37)]


def changes(sample: Interviews, question: str) -> int:
    """Make the change from each window to the next, and return how many were made."""
    made = 0
    for _, cube, asked in cubes(sample, by_month=True):
        parts = cube.parts(asked, windows=WINDOWS)
        later = np.arange(len(asked), len(parts))
        first, second = parts.take(later), parts.take(later - len(asked))
        share = share_quotient(question, yes=[1], base=[0, 1], codes=2)
        plan = plan_spread(cube, first, second)
        years = estimate(cube, share, parts)
        pair = years.take(later), years.take(later - len(asked))
        told = difference(cube, share, first=first, second=second, plan=plan, estimates=pair)
        if (told.variance < 0).any():
            raise ValueError("a variance is below 0")
        made += len(told.difference)
    return made


def compare(given: argparse.Namespace) -> dict[str, Any]:
    """Run our side, then the references, and return what was found."""
    size, count = (12800, 5) if given.small else (51200, 150)
    sample = interviews(size, count, seed=given.seed, by_year=False)
    kept: dict[str, Any] = {}

    def ours() -> None:
        kept["ours"] = by_cube(sample, windows=WINDOWS)

    cost = take_turns({"ours": ours}, repeats=given.repeats)["ours"]
    estimates = sum(len(value) for value, *_ in kept["ours"].values())
    each = cost["cpu_s"] / count / len(WINDOWS)
    found: dict[str, Any] = {
        "benchmark": "survey_windows_2m",
        "interviews": size,
        "questions": count,
        "estimates": estimates,
        "ours": cost | {"cpu_s_a_window_of_a_question": round(each, 7)},
        "peak_mib": peak_mib(),
        "bound": BOUNDS,
    }
    last, asked = sample.within(WINDOWS[-1]), list(sample.answers)[:1]
    told = cells(
        {key: value for key, value in kept["ours"].items() if key[0] in asked}, window=len(WINDOWS) - 1
    )
    del kept["ours"]

    def svy() -> None:
        kept["svy"] = by_svy(last, asked)

    def change() -> None:
        kept["changes"] = changes(sample, asked[0])

    other = take_turns({"svy": svy}, repeats=1)["svy"]
    found["svy"] = _beside(other, each) | {"farthest": farthest(told, kept["svy"])}
    if shutil.which("Rscript") and given.r:
        with tempfile.TemporaryDirectory() as folder:
            shares, other = by_r(last, asked, Path(folder))
        found["r_survey"] = _beside(other, each) | {"farthest": farthest(told, shares)}
    cost = take_turns({"changes": change}, repeats=1)["changes"]
    found["changes_of_a_question"] = {
        "changes": kept["changes"],
        "cpu_s": cost["cpu_s"],
        "wall_s": cost["wall_s"],
    }
    return found


def _beside(other: dict[str, Any], each: float) -> dict[str, Any]:
    return {
        "questions": 1,
        "windows": 1,
        **other,
        "ratio_a_window_of_a_question": round(other["cpu_s"] / each),
    }


def main() -> None:
    """Print one line of JSON; exit with an error if a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="12,800 interviews, 5 questions, to see that it runs"
    )
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--r", type=int, default=1, help="0 to leave R out")
    given = parser.parse_args()
    found = compare(given)
    print(json.dumps(found))
    apart = max(found[side]["farthest"] for side in ("svy", "r_survey") if side in found)
    raise SystemExit(0 if found["ours"]["cpu_s"] <= BOUNDS["cpu_s"] and apart <= BOUNDS["farthest"] else 1)


if __name__ == "__main__":
    main()
