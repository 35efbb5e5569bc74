"""Fitted and replicate weights against R's package survey (the calls: fixtures/survey_weights.R).

Tolerances, relative: weights 1e-9 (both sides stop within 1e-11 of a total); estimates and errors 1e-9, of
closed forms 1e-10. Errors of totals that the fit knows are 0 but for rounding. Balanced half-samples of R
take another Hadamard matrix, so only totals are compared, whose variance does not depend on it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.survey.calibration import calibrate
from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.fitted import Fitted, reweighted
from peelian.statistics.survey.made_replicates import balanced, jackknife
from peelian.statistics.survey.margin import Margin, margin_of
from peelian.statistics.survey.raking import post_stratify, rake
from peelian.statistics.survey.ratios import mean_of
from peelian.statistics.survey.replicates import Replicates
from peelian.statistics.survey.supplied_replicates import supplied_replicates
from peelian.statistics.survey.totals import total_of
from peelian.statistics.survey.trimming import trim
from peelian.statistics.survey.weight_limits import WeightLimits

FIXTURE = Path(__file__).parent / "fixtures" / "survey_weights.json"
FROZEN = json.loads(FIXTURE.read_text(encoding="utf-8"))
SAMPLE = FROZEN["sample"]
WEIGHTS = np.array(SAMPLE["weight"])
SCORE = np.array(SAMPLE["score"])
TRUST = np.array(SAMPLE["trust"])
NEAR_ZERO = 1e-6


def margin(name: str) -> Margin:
    fields = name.split("_")
    totals = {tuple(key.split("|")): value for key, value in FROZEN["targets"][name].items()}
    return margin_of({field: SAMPLE[field] for field in fields}, totals)


def design(rows: np.ndarray | None = None, *, known: bool = True) -> SurveyDesign:
    some = np.ones(len(WEIGHTS), dtype=bool) if rows is None else rows
    return design_of(
        WEIGHTS[some],
        strata=np.array(SAMPLE["stratum"])[some],
        units=np.array(SAMPLE["unit"])[some],
        populations=np.array(SAMPLE["units"])[some] if known else None,
    )


def columns() -> tuple[np.ndarray, list[float]]:
    age, sex = np.array(SAMPLE["age"]), np.array(SAMPLE["sex"])
    made = [np.ones(len(age)), age == "35-54", age == "55+", sex == "women", SCORE]
    return np.column_stack(made), [5600, 1900, 1600, 2840, 5600 * 51]


FITS = {
    "post_stratified": lambda: post_stratify(WEIGHTS, margin("age")),
    "raked": lambda: rake(WEIGHTS, [margin("age"), margin("sex")]),
    "raked_interlocked": lambda: rake(WEIGHTS, [margin("place_sex"), margin("age")]),
    "calibrated_raking": lambda: rake(WEIGHTS, [margin("age"), margin("sex")], residual="regression"),
    "calibrated_linear": lambda: calibrate(WEIGHTS, *columns()),
    "calibrated_bounded": lambda: calibrate(WEIGHTS, *columns(), bounds=(0.6, 1.9)),
    "calibrated_logit": lambda: calibrate(WEIGHTS, *columns(), distance="logit", bounds=(0.4, 3)),
}


def agrees(found: tuple[float, float], told: dict, name: str) -> None:
    value, error = found
    assert value == pytest.approx(told[name], rel=1e-9)
    if told[f"{name}_error"] < NEAR_ZERO:
        assert error < NEAR_ZERO
    else:
        assert error == pytest.approx(told[f"{name}_error"], rel=1e-9)


def test_every_fit_of_r_is_here() -> None:
    assert {*FITS, "trimmed"} == set(FROZEN["fitted"])


@pytest.mark.parametrize("name", FITS)
def test_fits(name: str) -> None:
    made: Fitted = FITS[name]()
    theirs = FROZEN["fitted"][name]
    assert made.weights == pytest.approx(np.array(theirs["weights"]), rel=1e-9)
    fitted = reweighted(design(), made)
    for estimator, what in ((total_of(SCORE), "total"), (mean_of(TRUST), "mean")):
        found = survey_estimate(estimator, fitted)
        agrees((found.values[0], found.errors[0]), theirs["told"], what)


def test_calibration_by_raking_equals_raking() -> None:
    matrix, totals = columns()
    made = calibrate(WEIGHTS, matrix[:, :4], totals[:4], distance="raking")
    assert made.weights == pytest.approx(FITS["raked"]().weights, rel=1e-9)
    theirs = FROZEN["fitted"]["calibrated_raking"]
    found = survey_estimate(mean_of(TRUST), reweighted(design(), made))
    agrees((found.values[0], found.errors[0]), theirs["told"], "mean")


def test_trimming_in_equal_parts() -> None:
    made = trim(WEIGHTS, WeightLimits(most=45, least=8, of="weight"), excess="shared equally")
    assert made.weights == pytest.approx(np.array(FROZEN["fitted"]["trimmed"]["weights"]), rel=1e-12)


def shown(made: Replicates, name: str, *, degrees: bool = True) -> None:
    theirs = FROZEN["replicates"][name]
    for estimator, what in ((total_of(SCORE), "total"), (mean_of(TRUST), "mean")):
        values, covariance = made.covariance(estimator.values)
        agrees((values[0], float(np.sqrt(covariance[0, 0]))), theirs["told"], what)
    if degrees:
        assert made.degrees == theirs["degrees"]
    assert made.scale == pytest.approx(theirs["scale"], rel=1e-12)


def about_estimate(made: Replicates) -> Replicates:
    return Replicates(made.weights, made.replicates, made.scale, made.scales, made.degrees, "estimate")


def test_jackknife_without_strata() -> None:
    plain = design_of(WEIGHTS, units=SAMPLE["unit"])
    made = jackknife(plain)
    theirs = FROZEN["replicates"]["jk1"]
    assert made.scale * made.scales[0] == pytest.approx(theirs["scale"] * theirs["scales"][0], rel=1e-12)
    for estimator, what in ((total_of(SCORE), "total"), (mean_of(TRUST), "mean")):
        values, covariance = made.covariance(estimator.values)
        agrees((values[0], float(np.sqrt(covariance[0, 0]))), theirs["told"], what)
    assert made.degrees == theirs["degrees"]


def test_jackknife_in_strata() -> None:
    shown(jackknife(design()), "jkn")
    shown(about_estimate(jackknife(design())), "jkn_about_estimate")


def test_jackknife_raked_anew() -> None:
    margins = [margin("age"), margin("sex")]
    made = jackknife(design()).refitted(lambda weights: rake(weights, margins, zeros="kept").weights)
    # R counts degrees anew from the raked columns; here they stay those of the sample.
    shown(made, "jkn_raked", degrees=False)


@pytest.mark.parametrize(("name", "fay"), [("brr", 0.0), ("fay", 0.4)])
def test_balanced_half_samples(name: str, fay: float) -> None:
    first_two = np.array(SAMPLE["unit"]) % 100 <= 2
    made = balanced(design(first_two, known=False), fay=fay)
    values, covariance = made.covariance(total_of(SCORE[first_two]).values)
    agrees((values[0], float(np.sqrt(covariance[0, 0]))), FROZEN["replicates"][name], "total")


def test_bootstrap_weights_supplied() -> None:
    given = np.array(FROZEN["replicates"]["bootstrap"]["columns"])
    made = supplied_replicates(WEIGHTS, given, kind="bootstrap")
    shown(made, "bootstrap")
    shown(
        supplied_replicates(WEIGHTS, given, kind="bootstrap", centre="estimate"), "bootstrap_about_estimate"
    )
    multipliers = given / WEIGHTS[:, None]
    shown(supplied_replicates(WEIGHTS, multipliers, kind="bootstrap", combined=False), "bootstrap")
    shown(supplied_replicates(WEIGHTS, given, kind="SDR"), "successive")
    again = made.refitted(lambda weights: post_stratify(weights, margin("age"), zeros="kept").weights)
    shown(again, "bootstrap_post_stratified", degrees=False)


def test_scales_of_a_jackknife_supplied() -> None:
    own = jackknife(design(known=False))
    read = supplied_replicates(WEIGHTS, own.replicates / WEIGHTS[:, None], kind="JKn", combined=False)
    assert read.scales == pytest.approx(own.scales)
    given = supplied_replicates(WEIGHTS, own.replicates, kind="JKn", scales=own.scales)
    one, other = (each.covariance(mean_of(TRUST).values)[1] for each in (read, given))
    assert one == pytest.approx(other)


def test_every_replication_of_r_is_here() -> None:
    ours = {"jk1", "jkn", "jkn_about_estimate", "jkn_raked", "brr", "fay", "bootstrap", "successive"}
    ours |= {"bootstrap_about_estimate", "bootstrap_post_stratified"}
    assert ours == set(FROZEN["replicates"])
