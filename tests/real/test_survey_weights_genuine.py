"""Fitted and replicate weights of the school survey and the ambulance example against R's printed numbers.

Each quantity of `expected.csv` under `OURS` is worked out here and held against its own tolerance there, and
fitted weights against R's within 1e-8. What is neither here nor among the tests of estimates fails.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.survey.calibration import calibrate
from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.fitted import Fitted, reweighted
from peelian.statistics.survey.made_replicates import jackknife
from peelian.statistics.survey.margin import Margin, margin_of
from peelian.statistics.survey.raking import post_stratify, rake
from peelian.statistics.survey.ratios import mean_of, ratio_of
from peelian.statistics.survey.supplied_replicates import supplied_replicates
from peelian.statistics.survey.totals import total_of
from peelian.statistics.survey.weight_summary import summarise_weights
from peelian.surveys.weighting.weigh_file import weigh_file

STUDIES = Path(__file__).parents[3] / "shared" / "data" / "studies"
OURS = ("poststrat.", "rake.", "greg.", "jk1.", "jkn.", "brr.", "fay")

pytestmark = pytest.mark.skipif(
    not STUDIES.is_dir(), reason="the genuine files (shared/data/studies) are not on this machine"
)


def quantities(study: str) -> list[tuple[str, float, float]]:
    file = STUDIES / study / "expected.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        rows = [
            (row["quantity"], float(row["value"]), float(row["tolerance"])) for row in csv.DictReader(lines)
        ]
    return [row for row in rows if row[0].startswith(OURS)]


@cache
def table(study: str, name: str) -> dict[str, list[str]]:
    with (STUDIES / study / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {column: [row[column] for row in rows] for column in rows[0]}


def numbers(study: str, name: str, column: str) -> np.ndarray:
    return np.array([float(value) for value in table(study, name)[column]])


def clusters() -> SurveyDesign:
    rows = table("survey_api", "apiclus1")
    return design_of(
        numbers("survey_api", "apiclus1", "pw"),
        units=rows["dnum"],
        populations=numbers("survey_api", "apiclus1", "fpc"),
    )


def strata() -> SurveyDesign:
    rows = table("survey_api", "apistrat")
    return design_of(
        numbers("survey_api", "apistrat", "pw"),
        strata=rows["stype"],
        populations=numbers("survey_api", "apistrat", "fpc"),
    )


def margin(field: str) -> Margin:
    file = table("survey_api", f"margin_{field.replace('sch.wide', 'schwide')}")
    totals = {(name,): float(count) for name, count in zip(file[field], file["Freq"], strict=True)}
    return margin_of({field: table("survey_api", "apiclus1")[field]}, totals)


@cache
def fitted(kind: str) -> Fitted:
    weights = clusters().weights
    if kind == "poststrat":
        return post_stratify(weights, margin("stype"))
    if kind == "rake":
        return rake(weights, [margin("stype"), margin("sch.wide")])
    kinds = np.array(table("survey_api", "apiclus1")["stype"])
    score = numbers("survey_api", "apiclus1", "api99")
    columns = np.column_stack([np.ones(len(score)), kinds == "H", kinds == "M", score])
    return calibrate(weights, columns, [6194, 755, 1018, 3914069])


ESTIMATORS: dict[str, Callable] = {
    "total.enroll": lambda sample: total_of(numbers("survey_api", sample, "enroll")),
    "mean.api00": lambda sample: mean_of(numbers("survey_api", sample, "api00")),
    "ratio.apistu_enroll": lambda sample: ratio_of(
        numbers("survey_api", sample, "api.stu"), numbers("survey_api", sample, "enroll")
    ),
}


def found_of(quantity: str) -> float:
    """Work out one quantity of the school survey by its name."""
    method, sample, what = quantity.split(".", 2)
    error = what.endswith(".se")
    name = what.removesuffix(".se")
    if method in ("jk1", "jkn"):
        design = clusters() if sample == "clus1" else strata()
        values, covariance = jackknife(design).covariance(ESTIMATORS[name](f"api{sample}").values)
        return float(np.sqrt(covariance[0, 0]) if error else values[0])
    made = fitted(method)
    summary = summarise_weights(made.weights)
    told = {
        "weight.min": summary.least,
        "weight.max": summary.most,
        "weight.sumsq": float((made.weights**2).sum()),
        "kish_deff": summary.design_effect,
    }
    if what in told:
        return told[what]
    estimate = survey_estimate(ESTIMATORS[name]("apiclus1"), reweighted(clusters(), made))
    return float(estimate.errors[0] if error else estimate.values[0])


@pytest.mark.parametrize(("quantity", "value", "tolerance"), quantities("survey_api"))
def test_school_survey(quantity: str, value: float, tolerance: float) -> None:
    assert found_of(quantity) == pytest.approx(value, abs=tolerance)


@pytest.mark.parametrize(("quantity", "value", "tolerance"), quantities("survey_scd_replicates"))
def test_ambulances(quantity: str, value: float, tolerance: float) -> None:
    study = "survey_scd_replicates"
    columns = np.column_stack([numbers(study, "scd", f"rep{number}") for number in range(1, 5)])
    method, what = quantity.split(".ratio.")
    if method == "brr":
        made = supplied_replicates(np.ones(len(columns)), columns, kind="BRR", combined=False)
    else:
        rho = float(method.removeprefix("fay"))
        factors = np.where(columns > 0, 2 - rho, rho)
        made = supplied_replicates(np.ones(len(columns)), factors, kind="Fay", fay=rho, combined=False)
    assert what.removesuffix(".se") == "alive_arrests"
    ratio = ratio_of(numbers(study, "scd", "alive"), numbers(study, "scd", "arrests"))
    values, covariance = made.covariance(ratio.values)
    found = np.sqrt(covariance[0, 0]) if what.endswith(".se") else values[0]
    assert found == pytest.approx(value, abs=tolerance)


def test_raked_weights_row_by_row() -> None:
    theirs = table("survey_api", "apiclus1_raked_weights")
    assert theirs["cds"] == table("survey_api", "apiclus1")["cds"]
    weights = np.array([float(value) for value in theirs["raked_weight"]])
    assert fitted("rake").weights == pytest.approx(weights, rel=1e-8)


def test_every_printed_quantity_is_taken() -> None:
    counts = {
        prefix: sum(row[0].startswith(prefix) for row in quantities("survey_api")) for prefix in OURS[:5]
    }
    assert counts == {"poststrat.": 4, "rake.": 8, "greg.": 4, "jk1.": 2, "jkn.": 1}
    assert len(quantities("survey_scd_replicates")) == 3


def test_a_recipe_makes_the_same_weights(tmp_path: Path) -> None:
    study = STUDIES / "survey_api"
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text(
        "recipe: schools\ninto: raked\nsteps:\n  - base: {weight: pw}\n  - rake:\n      margins:\n"
        "        - {by: [stype], targets: margin_stype.csv, count: Freq}\n"
        "        - {by: [sch.wide], targets: margin_schwide.csv, count: Freq}\n",
        encoding="utf-8",
    )
    for name in ("margin_stype.csv", "margin_schwide.csv"):
        (tmp_path / name).write_bytes((study / name).read_bytes())
    made = weigh_file(study / "apiclus1.csv", recipe=recipe, out=tmp_path / "weighted.csv")
    weights = np.array(
        [float(value) for value in table("survey_api", "apiclus1_raked_weights")["raked_weight"]]
    )
    assert made.weights == pytest.approx(weights, rel=1e-8)
    with (tmp_path / "weighted.csv").open(encoding="utf-8", newline="") as lines:
        assert [float(row["raked"]) for row in csv.DictReader(lines)] == made.weights.tolist()
