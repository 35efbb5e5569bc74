"""The wave of fixtures/survey_weights.R as a file with recipes beside it, for commands held against R."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from typer.testing import CliRunner

from peelian.cli.main import app
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.made_replicates import jackknife

FIXTURES = Path(__file__).parent / "fixtures"
FROZEN = json.loads((FIXTURES / "survey_weights.json").read_text(encoding="utf-8"))
SAMPLE = FROZEN["sample"]
DESIGN = ("--strata", "stratum", "--psu", "unit", "--fpc", "units")


def margin(*by: str) -> dict[str, object]:
    totals = FROZEN["targets"]["_".join(by)]
    if len(by) == 1:
        return {"by": list(by), "targets": totals}
    cells = [dict(zip(by, name.split("|"), strict=True)) | {"population": n} for name, n in totals.items()]
    return {"by": list(by), "targets": cells}


AGE, SEX, CELLS = margin("age"), margin("sex"), margin("place", "sex")
BOTH = {"margins": [AGE, SEX]}
KNOWN = {**BOTH, "numbers": {"score": 5600 * 51}}
STEPS = {
    "post_stratified": [{"post-stratify": {"margins": [AGE]}}],
    "raked": [{"rake": BOTH}],
    "raked_interlocked": [{"rake": {"margins": [CELLS, AGE]}}],
    "calibrated_raking": [{"rake": {**BOTH, "residual": "regression"}}],
    "calibrated_linear": [{"calibrate": {**KNOWN, "distance": "linear"}}],
    "calibrated_bounded": [{"calibrate": {**KNOWN, "distance": "linear", "bounds": [0.6, 1.9]}}],
    "calibrated_logit": [{"calibrate": {**KNOWN, "distance": "logit", "bounds": [0.4, 3]}}],
    "raked_trimmed": [
        {"rake": BOTH},
        {"trim": {"most": 60, "least": 8, "of": "weight", "fit again": False, "excess": "shared equally"}},
    ],
}


def write_wave(tmp_path: Path, **more: list[str]) -> None:
    """Write the wave with its replicates, other columns beside them, and a file for each recipe."""
    columns = {name: [str(each) for each in values] for name, values in SAMPLE.items()} | more
    boot = np.array(FROZEN["replicates"]["bootstrap"]["columns"])
    weights = np.array(SAMPLE["weight"])
    knife = jackknife(design_of(weights, strata=SAMPLE["stratum"], units=SAMPLE["unit"]))
    for letter, made in (("b", boot), ("k", knife.replicates), ("m", knife.replicates / weights[:, None])):
        columns |= {f"{letter}{n}": [repr(float(each)) for each in made[:, n]] for n in range(made.shape[1])}
    with (tmp_path / "wave.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*columns.values(), strict=True))
    for name, steps in STEPS.items():
        recipe = {"recipe": name, "steps": [{"base": {"weight": "weight"}}, *steps]}
        (tmp_path / f"{name}.yaml").write_text(yaml.safe_dump(recipe, sort_keys=False), encoding="utf-8")


def command(*words: str) -> dict[str, Any]:
    """Return the JSON of a command of `peelian survey` on the wave in this folder."""
    ran = CliRunner().invoke(app, ["survey", *words, "--data", "wave.csv", "--json"])
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


BOOT = ("--weight", "weight", "--replicates", "b*", "--replicate-kind")
# As in the fixture: 8 of 60 units of each stratum were drawn, so that (m - 1) / m x (1 - m / M).
SCALES = ("--replicate-scales", repr(7 / 8 * (1 - 8 / 60)))
REPLICATES = {
    "bootstrap": (*BOOT, "bootstrap"),
    "bootstrap_about_estimate": (*BOOT, "bootstrap", "--replicates-about", "estimate"),
    "successive": (*BOOT, "SDR"),
    "jkn": ("--weight", "weight", "--replicates", "k*", "--replicate-kind", "JKn", *SCALES),
    "jkn_raked": ("--calibrated", "raked.yaml", "--replicates", "k*", "--replicate-kind", "JKn", *SCALES),
    "bootstrap_post_stratified": ("--calibrated", "post_stratified.yaml", *BOOT[2:], "bootstrap"),
}
