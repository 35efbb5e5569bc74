"""The command with replicates and recipes on the ambulance and school examples of R's package survey.

Numbers are those of `expected.csv`, which prints ten digits: held to 1e-9, and to 1e-8 where it prints fewer.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelian.cli.main import app

STUDIES = Path(__file__).parents[3] / "shared" / "data" / "studies"

pytestmark = pytest.mark.skipif(
    not STUDIES.is_dir(), reason="the genuine files (shared/data/studies) are not on this machine"
)

CLUSTERS = ("--data", str(STUDIES / "survey_api" / "apiclus1.csv"), "--psu", "dnum", "--fpc", "fpc")
TYPES = "{by: [stype], targets: {E: 4421, H: 755, M: 1018}}"
WIDE = '{by: [sch.wide], targets: {"No": 1072, "Yes": 5122}}'
RECIPES = {
    "poststrat": f"  - post-stratify: {{margins: [{TYPES}]}}",
    "rake": f"  - rake: {{margins: [{TYPES}, {WIDE}]}}",
    "greg": f"  - calibrate: {{margins: [{TYPES}], numbers: {{api99: 3914069}}, distance: linear}}",
}


def expected(study: str) -> dict[str, float]:
    with (STUDIES / study / "expected.csv").open(encoding="utf-8", newline="") as lines:
        return {row["quantity"]: float(row["value"]) for row in csv.DictReader(lines)}


def estimate(*words: str) -> dict:
    ran = CliRunner().invoke(app, ["survey", "estimate", "--json", *words])
    assert ran.exit_code == 0, ran.output
    (found,) = json.loads(ran.stdout)["estimates"]
    return found


@pytest.mark.parametrize("name", RECIPES)
def test_schools_weighted_by_a_recipe(name: str, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    steps = f"recipe: schools\nsteps:\n  - base: {{weight: pw}}\n{RECIPES[name]}\n"
    recipe.write_text(steps, encoding="utf-8")
    printed = expected("survey_api")
    for stat, y in (("total", "enroll"), ("mean", "api00")):
        found = estimate(*CLUSTERS, "--calibrated", str(recipe), "--y", y, "--stat", stat)
        assert found["value"] == pytest.approx(printed[f"{name}.clus1.{stat}.{y}"], rel=1e-9)
        assert found["se"] == pytest.approx(printed[f"{name}.clus1.{stat}.{y}.se"], rel=1e-9)


def test_half_samples_that_multiply_the_weight() -> None:
    file = str(STUDIES / "survey_scd_replicates" / "scd.csv")
    found = estimate(
        "--data", file, "--y", "alive", "--over", "arrests", "--stat", "ratio", "--replicates", "rep*",
        "--replicate-kind", "BRR", "--multipliers",
    )  # fmt: skip
    printed = expected("survey_scd_replicates")
    assert found["value"] == pytest.approx(printed["brr.ratio.alive_arrests"], rel=1e-9)
    assert found["se"] == pytest.approx(printed["brr.ratio.alive_arrests.se"], rel=1e-9)


def test_half_samples_by_the_method_of_fay(tmp_path: Path) -> None:
    with (STUDIES / "survey_scd_replicates" / "scd.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    written = ["arrests,alive,rep1,rep2,rep3,rep4"]
    for row in rows:
        factors = ["1.7" if float(row[f"rep{n}"]) > 0 else "0.3" for n in range(1, 5)]
        written.append(",".join((row["arrests"], row["alive"], *factors)))
    (tmp_path / "fay.csv").write_text("\n".join(written), encoding="utf-8")
    found = estimate(
        "--data", str(tmp_path / "fay.csv"), "--y", "alive", "--over", "arrests", "--stat", "ratio",
        "--replicates", "rep?", "--replicate-kind", "Fay", "--fay", "0.3",
    )  # fmt: skip
    printed = expected("survey_scd_replicates")
    assert found["se"] == pytest.approx(printed["fay0.3.ratio.alive_arrests.se"], rel=1e-9)
