"""Estimates of the school survey and of the ambulance example against every printed number of R's survey.

Each quantity of `expected.csv` is worked out and held against its own tolerance there. Quantities of fitted
weights and of replicate weights (`FITTED`) belong to the tests of weights.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from peelian.statistics.survey.association import association
from peelian.statistics.survey.design import SurveyDesign, design_of
from peelian.statistics.survey.domains import by_group
from peelian.statistics.survey.estimate import survey_estimate
from peelian.statistics.survey.intervals import share_intervals, t_interval
from peelian.statistics.survey.mean_difference import mean_difference
from peelian.statistics.survey.model import survey_model
from peelian.statistics.survey.quantile import survey_quantiles
from peelian.statistics.survey.ratios import mean_of, ratio_of
from peelian.statistics.survey.shares import share_of
from peelian.statistics.survey.totals import total_of
from peelian.surveys.asked import Asked
from peelian.surveys.estimating import estimate_file

STUDIES = Path(__file__).parents[3] / "shared" / "data" / "studies"
FITTED = ("poststrat.", "rake.", "greg.", "jk1.", "jkn.", "brr.", "fay")

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
    return [row for row in rows if not row[0].startswith(FITTED)]


@cache
def table(study: str, name: str) -> dict[str, list[str]]:
    with (STUDIES / study / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {column: [row[column] for row in rows] for column in rows[0]}


class Schools:
    """One of the four samples of schools, with its design as the source column tells it."""

    def __init__(self, name: str) -> None:
        self.rows = table("survey_api", f"api{name}")
        self.design: SurveyDesign = {
            "srs": lambda: design_of(self.number("pw"), populations=self.number("fpc")),
            "strat": lambda: design_of(
                self.number("pw"), strata=self.rows["stype"], populations=self.number("fpc")
            ),
            "clus1": lambda: design_of(
                self.number("pw"), units=self.rows["dnum"], populations=self.number("fpc")
            ),
            "clus2": self._two_stages,
        }[name]()

    def _two_stages(self) -> SurveyDesign:
        return design_of(
            self._weights_of_stages(),
            units=[self.rows["dnum"], self.rows["snum"]],
            populations=[self.number("fpc1"), self.number("fpc2")],
        )

    def _weights_of_stages(self) -> np.ndarray:
        # R has no weights here: it takes one over the share drawn at each stage.
        districts = np.array(self.rows["dnum"])
        drawn = np.array([(districts == each).sum() for each in districts])
        return self.number("fpc1") / len(set(districts)) * self.number("fpc2") / drawn

    def number(self, column: str) -> np.ndarray:
        return np.array([float(each) if each not in ("", "NA") else np.nan for each in self.rows[column]])

    def coded(self, column: str) -> tuple[np.ndarray, list[str]]:
        names = sorted(set(self.rows[column]) - {""})
        return np.array([names.index(each) if each else -1 for each in self.rows[column]]), names


@cache
def schools(name: str) -> Schools:
    return Schools(name)


def _mean(name: str, told: str) -> float:
    data = schools(name)
    found = survey_estimate(mean_of(data.number("api00")), data.design)
    ends = t_interval(found)
    return {
        "": found.values[0], ".se": found.errors[0], ".deff": found.effect[0],
        ".ci95low": ends.lower[0], ".ci95high": ends.upper[0],
    }[told]  # fmt: skip


def _by_type(group: str, name: str, told: str) -> float:
    data = schools(name)
    codes, names = data.coded("stype")
    found = survey_estimate(by_group(mean_of(data.number("api00")), codes, count=len(names)), data.design)
    at = names.index(group)
    return {"": found.values[at], ".se": found.errors[at]}[told]


def _total(name: str, told: str) -> float:
    found = survey_estimate(total_of(schools(name).number("enroll")), schools(name).design)
    return {"": found.values[0], ".se": found.errors[0]}[told]


def _type(group: str, name: str, told: str) -> float:
    codes, names = schools(name).coded("stype")
    found = survey_estimate(share_of(codes, len(names)), schools(name).design)
    at = names.index(group)
    return {"": found.values[at], ".se": found.errors[at]}[told]


def _wide(name: str, told: str) -> float:
    data = schools(name)
    codes, names = data.coded("sch.wide")
    found = survey_estimate(share_of(codes, len(names)), data.design)
    squared = np.full(len(names), (data.design.weights**2).sum())
    ends = share_intervals(found, weights_squared=squared)
    at = names.index("Yes")
    return {"": found.values[at], ".logit_low": ends.lower[at], ".logit_high": ends.upper[at]}[told]


def _ratio(name: str, told: str) -> float:
    data = schools(name)
    found = survey_estimate(ratio_of(data.number("api.stu"), data.number("enroll")), data.design)
    return {"": found.values[0], ".se": found.errors[0]}[told]


def _quantile(at: str, name: str, told: str) -> float:
    data = schools(name)
    found = survey_quantiles(data.number("api00"), data.design, at=[float(at)])
    return {"": found.values[0], ".ci_low": found.lower[0], ".ci_high": found.upper[0]}[told]


def _degrees(name: str) -> float:
    return schools(name).design.degrees


def _model(kind: str, name: str, column: str, told: str) -> float:
    data = schools(name)
    names = ["(Intercept)", "ell", "meals", "mobility"]
    columns = np.column_stack([np.ones(len(data.design.weights)), *(data.number(each) for each in names[1:])])
    codes, wide = data.coded("sch.wide")
    outcome = data.number("api00") if kind == "gauss" else (codes == wide.index("Yes")).astype(float)
    found = survey_model(
        columns, outcome, design=data.design, kind="linear" if kind == "gauss" else "logistic"
    )
    at = names.index(column)
    value, error = found.coefficients[at], found.errors[at]
    return {"": value, ".se": error, ".t": value / error}[told]


def _rao_scott(kind: str, name: str, told: str) -> float:
    data = schools(name)
    found = association(data.coded("sch.wide")[0], data.coded("stype")[0], design=data.design)
    if kind == "Chisq":
        return {"": found.chi_square, ".p": found.p_first_order}[told]
    return {"": found.f, ".ndf": found.degrees_above, ".ddf": found.degrees_below, ".p": found.p}[told]


def _t_test(name: str, told: str) -> float:
    data = schools(name)
    codes, names = data.coded("comp.imp")
    second = (codes == names.index("Yes")).astype(float)
    found = mean_difference(data.number("api00"), second, design=data.design)
    return {".diff": found.difference, ".t": found.t, ".p": found.p}[told]


def _population(told: str, column: str) -> float:
    # 37 schools of the population have no enrolment in the file; R's direct sum leaves them out.
    answers = np.array([float(each) for each in table("survey_api", "apipop")[column] if each])
    return answers.mean() if told == "mean" else answers.sum()


SAMPLE = "(srs|strat|clus1|clus2)"
WAYS = {
    rf"mean\.api00\.{SAMPLE}(.*)": _mean,
    rf"mean\.api00\.by_stype\.([EHM])\.{SAMPLE}(.*)": _by_type,
    rf"total\.enroll\.{SAMPLE}(.*)": _total,
    rf"prop\.stype([EHM])\.{SAMPLE}(.*)": _type,
    rf"prop\.schwide_yes\.{SAMPLE}(.*)": _wide,
    rf"ratio\.apistu_enroll\.{SAMPLE}(.*)": _ratio,
    rf"quantile\.api00\.(0\.\d+)\.{SAMPLE}(.*)": _quantile,
    rf"degf\.{SAMPLE}": _degrees,
    rf"svyglm_(gauss|logit)\.{SAMPLE}\.(\(Intercept\)|ell|meals|mobility)(.*)": _model,
    rf"raoscott_(F|Chisq)\.schwide_stype\.{SAMPLE}(.*)": _rao_scott,
    rf"ttest\.api00_compimp\.{SAMPLE}(.*)": _t_test,
    r"population\.(mean|total)\.(.*)": _population,
}


@pytest.mark.parametrize("quantity", quantities("survey_api"), ids=lambda each: each[0])
def test_schools(quantity: tuple[str, float, float]) -> None:
    name, expected, tolerance = quantity
    found = [way(*match.groups()) for pattern, way in WAYS.items() if (match := re.fullmatch(pattern, name))]
    assert len(found) == 1, f"no single way to work out {name}"
    assert found[0] == pytest.approx(expected, abs=tolerance, rel=0)


@pytest.mark.parametrize("quantity", quantities("survey_scd_replicates"), ids=lambda each: each[0])
def test_ambulances(quantity: tuple[str, float, float]) -> None:
    name, expected, tolerance = quantity
    rows = table("survey_scd_replicates", "scd")
    alive, arrests = (np.array([float(each) for each in rows[column]]) for column in ("alive", "arrests"))
    design = design_of(np.ones(len(alive)), strata=rows["ESA"], units=rows["ambulance"])
    estimator = {
        "taylor.ratio.alive_arrests.se": ratio_of(alive, arrests),
        "taylor.total.alive.se": total_of(alive),
    }[name]
    found = survey_estimate(estimator, design)
    assert found.errors[0] == pytest.approx(expected, abs=tolerance, rel=0)


COMMANDS = {
    rf"mean\.api00\.{SAMPLE}(.*)": lambda sample, told: (sample, {"y": ("api00",)}, {}, told),
    rf"mean\.api00\.by_stype\.([EHM])\.{SAMPLE}(.*)": lambda group, sample, told: (
        sample, {"y": ("api00",), "by": ("stype",)}, {"group": group}, told,
    ),
    rf"total\.enroll\.{SAMPLE}(.*)": lambda sample, told: (
        sample, {"y": ("enroll",), "stat": "total"}, {}, told,
    ),
    rf"prop\.stype([EHM])\.{SAMPLE}(.*)": lambda level, sample, told: (
        sample, {"y": ("stype",), "stat": "proportion"}, {"level": level}, told,
    ),
    rf"prop\.schwide_yes\.{SAMPLE}(.*)": lambda sample, told: (
        sample, {"y": ("sch.wide",), "stat": "proportion"}, {"level": "Yes"}, told,
    ),
    rf"ratio\.apistu_enroll\.{SAMPLE}(.*)": lambda sample, told: (
        sample, {"y": ("api.stu",), "stat": "ratio", "over": "enroll"}, {}, told,
    ),
    rf"quantile\.api00\.(0\.\d+)\.{SAMPLE}(.*)": lambda at, sample, told: (
        sample, {"y": ("api00",), "stat": "quantile", "at": (float(at),)}, {}, told,
    ),
    rf"degf\.{SAMPLE}": lambda sample: (sample, {"y": ("api00",)}, {}, ".df"),
}  # fmt: skip
OF_RECORD = {
    "": "value", ".se": "se", ".deff": "deff", ".df": "df", ".ci95low": "lower", ".ci95high": "upper",
    ".logit_low": "lower", ".logit_high": "upper", ".ci_low": "lower", ".ci_high": "upper",
}  # fmt: skip
DESIGNS = {
    "srs": {"weight": "pw", "fpc": ("fpc",)},
    "strat": {"weight": "pw", "strata": ("stype",), "fpc": ("fpc",)},
    "clus1": {"weight": "pw", "psu": ("dnum",), "fpc": ("fpc",)},
    # As in R, no weights: they follow from the populations.
    "clus2": {"psu": ("dnum", "snum"), "fpc": ("fpc1", "fpc2")},
}


@pytest.mark.parametrize(
    "quantity",
    [each for each in quantities("survey_api") if any(re.fullmatch(way, each[0]) for way in COMMANDS)],
    ids=lambda each: each[0],
)
def test_schools_from_the_file_alone(quantity: tuple[str, float, float]) -> None:
    name, expected, tolerance = quantity
    for pattern, way in COMMANDS.items():
        if match := re.fullmatch(pattern, name):
            sample, words, wanted, told = way(*match.groups())
            data = str(STUDIES / "survey_api" / f"api{sample}.csv")
            records = [
                each.as_record()
                for each in estimate_file(Asked(data=data, **DESIGNS[sample], **words)).estimates
            ]
            found = [each for each in records if wanted.items() <= each.items()]
            assert len(found) == 1
            assert found[0][OF_RECORD[told]] == pytest.approx(expected, abs=tolerance, rel=0)


def test_every_quantity_has_a_test() -> None:
    assert len(quantities("survey_api")) > 150
    assert len(quantities("survey_scd_replicates")) == 2
