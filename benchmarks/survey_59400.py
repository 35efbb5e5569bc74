"""Make 59,400 weighted shares with standard errors and intervals from 51,200 interviews in one pass.

    python benchmarks/survey_59400.py [--small] [--repeats 5] [--seed 7] [--svy 3] [--r 1]

150 questions of yes and no with 8 % of answers missing, for 32 boroughs and all of them, by two sexes, six
ages and four ethnic groups, in 128 strata. The references do a few of the questions, with every area and
group: how many is told, and seconds to a question on each side; nothing is multiplied up. R's package survey
is run where Rscript is there. Shares and standard errors of every cell that a reference made are held against
ours before anything is told: at most 1e-10 apart, relative.

Prints one line of JSON; ends with an error if any cell is farther apart or a bound is passed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from parts.interviews import by_cube, by_r, by_svy, cells, farthest, interviews
from parts.sides import peak_mib, take_turns

BOUNDS = {"cpu_s": 1.0, "peak_mib": 400, "farthest": 1e-10}


def compare(given: argparse.Namespace) -> dict[str, Any]:
    """Run our side, then the references, and return what was found."""
    size, count = (6400, 10) if given.small else (51200, 150)
    sample = interviews(size, count, seed=given.seed, by_year=True)
    kept: dict[str, Any] = {}

    def ours() -> None:
        kept["ours"] = by_cube(sample)

    cost = take_turns({"ours": ours}, repeats=given.repeats)["ours"]
    # Before other packages are loaded: it is the memory of our side and of the interviews.
    peak = peak_mib()
    told = cells(kept["ours"])
    found: dict[str, Any] = {
        "benchmark": "survey_59400",
        "interviews": size,
        "questions": count,
        "estimates": len(told),
        "ours": cost | {"cpu_s_a_question": round(cost["cpu_s"] / count, 5)},
        "peak_mib": peak,
        "bound": BOUNDS,
    }
    asked = list(sample.answers)

    def svy() -> None:
        kept["svy"] = by_svy(sample, asked[: given.svy])

    other = take_turns({"svy": svy}, repeats=1)["svy"]
    found["svy"] = _beside(other, cost, count, given.svy) | {"farthest": farthest(told, kept["svy"])}
    if shutil.which("Rscript") and given.r:
        with tempfile.TemporaryDirectory() as folder:
            shares, other = by_r(sample, asked[: given.r], Path(folder))
        found["r_survey"] = _beside(other, cost, count, given.r) | {"farthest": farthest(told, shares)}
    return found


def _beside(other: dict[str, Any], ours: dict[str, Any], count: int, asked: int) -> dict[str, Any]:
    each = other["cpu_s"] / asked
    ratio = round(each / max(ours["cpu_s"] / count, 1e-9))
    return {"questions": asked, **other, "cpu_s_a_question": round(each, 3), "ratio_a_question": ratio}


def main() -> None:
    """Print one line of JSON; exit with an error if a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="6,400 interviews, 10 questions, to see that it runs"
    )
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--svy", type=int, default=3, help="questions that svy does")
    parser.add_argument("--r", type=int, default=1, help="questions that R does, 0 for none")
    given = parser.parse_args()
    found = compare(given)
    print(json.dumps(found))
    apart = max(found[side]["farthest"] for side in ("svy", "r_survey") if side in found)
    within = found["ours"]["cpu_s"] <= BOUNDS["cpu_s"] and found["peak_mib"] <= BOUNDS["peak_mib"]
    raise SystemExit(0 if within and apart <= BOUNDS["farthest"] else 1)


if __name__ == "__main__":
    main()
