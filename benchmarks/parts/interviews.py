"""A made-up survey of 32 boroughs, and three ways to the shares of its answers by area and group."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from peelian.statistics.survey.cube import Answers, SurveyCube, make_cube
from peelian.statistics.survey.cube_estimate import estimate
from peelian.statistics.survey.cube_spread import plan_spread
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.quotient import share_quotient

BOROUGHS = 32
GROUPS = {"sex": 2, "age": 6, "ethnicity": 4}
R_SCRIPT = """
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")
given <- commandArgs(TRUE)
rows <- read.csv(given[1])
start <- proc.time()
whole <- svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = rows)
told <- list()
for (question in given[-(1:2)]) for (group in c("sex", "age", "ethnicity")) {
  answer <- reformulate(question)
  for (by in list(reformulate(c("area", group)), reformulate(group))) {
    found <- svyby(answer, by, whole, svymean, na.rm = TRUE)
    area <- if (is.null(found$area)) -1 else found$area
    told[[length(told) + 1]] <- data.frame(question, group, area,
      level = found[[group]], share = sprintf("%.17g", found[[question]]), error = sprintf("%.17g", found$se))
  }
}
used <- proc.time() - start
write.csv(do.call(rbind, told), given[2], row.names = FALSE, quote = FALSE)
cat(sprintf('{"cpu_s": %.3f, "wall_s": %.3f, "version": "%s"}', used[[1]] + used[[2]], used[[3]],
            packageVersion("survey")))
"""

Key = tuple[str, str, int, int]
"""Question, way of grouping, borough (-1 for all of them), group."""


@dataclass(frozen=True, slots=True)
class Interviews:
    """Columns of the survey, one row for each interview; -1 is no answer.

    Parameters
    ----------
    weight, stratum, area, month
        Of each interview, shape (n,).
    groups
        Way of grouping -> group of each interview.
    answers
        Question -> 1 for yes, 0 for no.
    """

    weight: np.ndarray
    stratum: np.ndarray
    area: np.ndarray
    month: np.ndarray
    groups: Mapping[str, np.ndarray]
    answers: Mapping[str, np.ndarray]

    def within(self, months: Sequence[int]) -> Interviews:
        """Return the interviews of some months."""
        kept = np.isin(self.month, list(months))
        return Interviews(
            self.weight[kept], self.stratum[kept], self.area[kept], self.month[kept],
            {name: each[kept] for name, each in self.groups.items()},
            {name: each[kept] for name, each in self.answers.items()},
        )  # fmt: skip

    def held(self, questions: Sequence[str]) -> dict[str, np.ndarray]:
        """Return the columns that another tool needs for some questions; no answer is not a number."""
        told = {name: np.where(self.answers[name] < 0, np.nan, self.answers[name]) for name in questions}
        return {"weight": self.weight, "stratum": self.stratum, "area": self.area, **self.groups, **told}


def interviews(size: int, questions: int, *, seed: int, by_year: bool) -> Interviews:
    """Make interviews of four years: each borough drawn alike, weights unequal, 8 % of answers missing.

    Strata are boroughs, and years of boroughs where `by_year`.
    """
    rng = np.random.default_rng(seed)
    area, month = np.arange(size) % BOROUGHS, rng.integers(0, 48, size)
    groups = {name: rng.integers(0, count, size) for name, count in GROUPS.items()}
    lean = 0.1 * (groups["ethnicity"] == 1) + 0.004 * area
    answers = {}
    for number in range(questions):
        yes = rng.random(size) < 0.2 + 0.4 * rng.random() + lean
        answers[f"q{number}"] = np.where(rng.random(size) < 0.08, -1, yes).astype(np.int8)
    stratum = area * 4 + month // 12 if by_year else area
    return Interviews(rng.lognormal(0, 0.5, size), stratum, area, month, groups, answers)


def cubes(given: Interviews, *, by_month: bool) -> Iterator[tuple[str, SurveyCube, list[list[int]]]]:
    """Yield, for each way of grouping, the cube and the groups asked for: boroughs one by one, then all."""
    answers = Answers({name: (codes, 2) for name, codes in given.answers.items()}, {})
    design = design_of(given.weight, strata=given.stratum)
    for name, count in GROUPS.items():
        group = given.area * count + given.groups[name]
        cube = make_cube(answers, design=design, groups=group, months=given.month if by_month else None)
        asked = [[place] for place in range(BOROUGHS * count)]
        asked += [[area * count + each for area in range(BOROUGHS)] for each in range(count)]
        yield name, cube, asked


def by_cube(
    given: Interviews, *, windows: Sequence[Sequence[int]] | None = None
) -> dict[tuple[str, str], Any]:
    """Return (question, way of grouping) -> estimates with intervals, windows varying slowest."""
    found = {}
    for name, cube, asked in cubes(given, by_month=windows is not None):
        parts = cube.parts(asked, windows=windows)
        plan = plan_spread(cube, parts)
        for question in given.answers:
            share = share_quotient(question, yes=[1], base=[0, 1], codes=2)
            told = estimate(cube, share, parts, plan=plan)
            found[question, name] = (told.value, np.sqrt(told.variance), told.lower, told.upper)
    return found


def cells(found: Mapping[tuple[str, str], Any], *, window: int = 0) -> dict[Key, tuple[float, float]]:
    """Return share and standard error of each cell of one window."""
    told: dict[Key, tuple[float, float]] = {}
    for (question, name), (share, error, *_) in found.items():
        count = GROUPS[name]
        size = (BOROUGHS + 1) * count
        for place in range(size):
            area = place // count if place < BOROUGHS * count else -1
            at = window * size + place
            told[question, name, area, place % count] = (float(share[at]), float(error[at]))
    return told


def by_svy(given: Interviews, questions: Sequence[str]) -> dict[Key, tuple[float, float]]:
    """Return the same cells by the package svy."""
    import polars as pl
    import svy

    frame = pl.DataFrame(given.held(questions)).with_columns(pl.col(*questions).fill_nan(None))
    sample = svy.Sample(frame, svy.Design(stratum="stratum", wgt="weight"))
    told: dict[Key, tuple[float, float]] = {}
    for question in questions:
        for name in GROUPS:
            for by in (["area", name], [name]):
                found = sample.estimation.mean(question, by=by, drop_nulls=True)
                for each in found.estimates:
                    area = each.by_level[0] if len(by) == 2 else -1
                    told[question, name, int(area), int(each.by_level[-1])] = (each.est, each.se)
    return told


def by_r(
    given: Interviews, questions: Sequence[str], folder: Path
) -> tuple[dict[Key, tuple[float, float]], Any]:
    """Return the same cells by R's package survey, and the seconds without starting R and reading."""
    source, target, script = folder / "rows.csv", folder / "told.csv", folder / "told.R"
    script.write_text(R_SCRIPT, encoding="utf-8")
    columns = given.held(questions)
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in zip(*(column.tolist() for column in columns.values()), strict=True):
            writer.writerow("NA" if value != value else repr(value) for value in row)
    command = ["Rscript", str(script), str(source), str(target), *questions]
    costs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    told = {
        (row["question"], row["group"], int(row["area"]), int(row["level"])): (
            float(row["share"]), float(row["error"]))
        for row in rows
    }  # fmt: skip
    return told, costs


def farthest(ours: Mapping[Key, tuple[float, float]], other: Mapping[Key, tuple[float, float]]) -> float:
    """Return the largest relative difference of any share or standard error of the cells of the other side.

    Where everybody, or nobody, said yes the other side's standard error is 0 and ours, on purpose, is not: of
    such a cell the share alone is compared.
    """
    apart = [0.0]
    for key, (share, error) in other.items():
        found = ours[key]
        apart.append(abs(found[0] - share) / max(share, 1e-300))
        if 0 < share < 1:
            apart.append(abs(found[1] - error) / error)
    return max(apart)
