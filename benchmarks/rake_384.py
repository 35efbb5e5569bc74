"""Rake 12,800 interviews to 384 controls: borough by age, by sex and by ethnic group.

    python benchmarks/rake_384.py [--small] [--repeats 5] [--seed 7] [--r 1]

Everything is made up. Our side starts from words in columns and totals in a dictionary, as svy's does, and
ends with weights; what the fit alone takes, with categories numbered already, is told beside it. R's package
survey is run where Rscript is there. Weights of all sides are held against ours before anything is told: at
most 1e-8 apart, relative, where each side may stop within 1e-10 of a total (R within 1e-10 of the sum).

Prints one line of JSON; ends with an error if weights are farther apart or a bound is passed.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from parts.sides import peak_mib, ratio, take_turns
from peelian.statistics.survey.margin import Margin, margin_of
from peelian.statistics.survey.raking import rake
from peelian.statistics.survey.weight_summary import summarise_weights

BOUNDS = {"cpu_s": 0.1, "farthest": 1e-8}
BOROUGHS = 32
GROUPS = {"age": 6, "sex": 2, "ethnicity": 4}
R_SCRIPT = """
suppressPackageStartupMessages(library(survey))
given <- commandArgs(TRUE)
rows <- read.csv(given[1], stringsAsFactors = TRUE)
controls <- read.csv(given[2])
names <- c("age", "sex", "ethnicity")
totals <- lapply(names, function(name) {
  some <- controls[controls$set == name, c("cell", "total")]
  setNames(some, c(name, "Freq"))
})
design <- svydesign(ids = ~1, weights = ~weight, data = rows)
start <- proc.time()
made <- rake(design, lapply(names, function(name) reformulate(name)), totals,
             control = list(maxit = 100, epsilon = 1e-10))
used <- proc.time() - start
write.csv(data.frame(weight = sprintf("%.17g", weights(made))), given[3], row.names = FALSE, quote = FALSE)
cat(sprintf('{"cpu_s": %.3f, "wall_s": %.3f, "version": "%s"}',
            used[[1]] + used[[2]], used[[3]], packageVersion("survey")))
"""


@dataclass(frozen=True, slots=True)
class Sample:
    """Interviews and what is known of the population.

    Parameters
    ----------
    weight
        Of each interview.
    cells
        Set of controls -> borough and group of each interview, in one word.
    totals
        Set of controls -> word -> total.
    """

    weight: np.ndarray
    cells: dict[str, list[str]]
    totals: dict[str, dict[str, float]]


def make_sample(size: int, *, seed: int) -> Sample:
    """Draw interviews, as many in each borough, and totals of a population that is made up otherwise."""
    chance = np.random.default_rng(seed)
    borough = np.arange(size) % BOROUGHS
    cells: dict[str, list[str]] = {}
    totals: dict[str, dict[str, float]] = {}
    people = chance.integers(150_000, 390_000, BOROUGHS).astype(float)
    for name, count in GROUPS.items():
        group = chance.permuted(np.arange(size // BOROUGHS) % count)
        drawn = np.empty(size, dtype=np.int64)
        for place in range(BOROUGHS):
            drawn[borough == place] = chance.permuted(group)
        shares = chance.dirichlet(np.full(count, 12.0), BOROUGHS) * people[:, None]
        cells[name] = [f"b{place:02d} g{each}" for place, each in zip(borough, drawn, strict=True)]
        totals[name] = {
            f"b{place:02d} g{each}": float(shares[place, each])
            for place in range(BOROUGHS)
            for each in range(count)
        }
    return Sample(np.exp(chance.normal(6, 0.4, size)), cells, totals)


def margins_of(sample: Sample) -> list[Margin]:
    """Return the margins, with categories numbered."""
    return [
        margin_of({name: words}, {(cell,): total for cell, total in sample.totals[name].items()})
        for name, words in sample.cells.items()
    ]


def by_svy(sample: Sample) -> np.ndarray:
    """Return the weights by the package svy."""
    import polars as pl
    import svy

    frame = pl.DataFrame({"weight": sample.weight, **sample.cells})
    made = svy.Sample(frame, svy.Design(wgt="weight")).weighting.rake(
        controls=sample.totals, wgt_name="raked", tol=1e-10
    )
    return made.data["raked"].to_numpy()


def by_r(sample: Sample, folder: Path) -> tuple[np.ndarray, dict[str, Any]]:
    """Return the weights by R's package survey, and the seconds that its fit took."""
    rows, controls, out, script = (
        folder / name for name in ("rows.csv", "controls.csv", "out.csv", "rake.R")
    )
    with rows.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["weight", *sample.cells])
        writer.writerows(zip(map(repr, sample.weight.tolist()), *sample.cells.values(), strict=True))
    with controls.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["set", "cell", "total"])
        for name, totals in sample.totals.items():
            writer.writerows((name, cell, repr(total)) for cell, total in totals.items())
    script.write_text(R_SCRIPT)
    run = subprocess.run(
        ["Rscript", str(script), str(rows), str(controls), str(out)],
        check=True,
        capture_output=True,
        text=True,
    )
    with out.open(newline="") as file:
        weights = np.array([float(row["weight"]) for row in csv.DictReader(file)])
    return weights, json.loads(run.stdout)


def compare(given: argparse.Namespace) -> dict[str, Any]:
    """Run the sides in turns, hold their weights against each other, and return what was found."""
    sample = make_sample(1_920 if given.small else 12_800, seed=given.seed)
    numbered = margins_of(sample)
    kept: dict[str, Any] = {}

    def ours() -> None:
        kept["ours"] = rake(sample.weight, margins_of(sample))

    def fit_alone() -> None:
        kept["fit"] = rake(sample.weight, numbered)

    def svy() -> None:
        kept["svy"] = by_svy(sample)

    costs = take_turns({"ours": ours, "ours_fit_alone": fit_alone, "svy": svy}, repeats=given.repeats)
    weights = kept["ours"].weights
    found = {
        "benchmark": "rake_384",
        "interviews": len(weights),
        "controls": sum(len(totals) for totals in sample.totals.values()),
        "sweeps": kept["ours"].sweeps,
        "largest_miss": kept["ours"].largest_miss,
        "design_effect": round(summarise_weights(weights).design_effect, 3),
        **costs,
        "cpu_ratio_svy": ratio(costs["svy"], costs["ours"]),
        "bound": BOUNDS,
        "farthest": {"svy": farthest(weights, kept["svy"])},
    }
    if shutil.which("Rscript") and given.r:
        with tempfile.TemporaryDirectory() as folder:
            theirs, found["r_survey"] = by_r(sample, Path(folder))
        found["farthest"]["r_survey"] = farthest(weights, theirs)
    return found | {"peak_mib": peak_mib()}


def farthest(ours: np.ndarray, theirs: np.ndarray) -> float:
    """Return the largest distance of two sets of weights, relative."""
    return float(np.abs(ours / theirs - 1).max())


def main() -> None:
    """Print one line of JSON; exit with an error if a bound is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="1,920 interviews, to see that it runs")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--r", type=int, default=1, help="0 to leave R out")
    given = parser.parse_args()
    found = compare(given)
    print(json.dumps(found))
    near = max(found["farthest"].values()) <= BOUNDS["farthest"]
    raise SystemExit(0 if near and found["ours"]["cpu_s"] <= BOUNDS["cpu_s"] else 1)


if __name__ == "__main__":
    main()
