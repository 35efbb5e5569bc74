"""Tables of the genuine school survey against the printed numbers of R's survey (`expected.csv`)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from peelian.surveys.tables.asked import TableAsked
from peelian.surveys.tables.from_file import table_of_file

STUDY = Path(__file__).parents[3] / "shared" / "data" / "studies" / "survey_api"

pytestmark = pytest.mark.skipif(
    not STUDY.is_dir(), reason="the genuine files (shared/data/studies) are not on this machine"
)


@pytest.fixture(scope="module")
def expected() -> dict[str, tuple[float, float]]:
    with (STUDY / "expected.csv").open(encoding="utf-8", newline="") as lines:
        return {
            row["quantity"]: (float(row["value"]), float(row["tolerance"])) for row in csv.DictReader(lines)
        }


@pytest.mark.parametrize(
    ("sample", "design"), [("strat", {"strata": ("stype",)}), ("clus1", {"psu": ("dnum",)})]
)
def test_numbers_and_errors_are_those_printed(
    expected: dict[str, tuple[float, float]], sample: str, design: dict[str, tuple[str, ...]]
) -> None:
    made = table_of_file(
        TableAsked(
            str(STUDY / f"api{sample}.csv"),
            rows=("stype", "sch.wide"),
            columns=("stype",),
            means=("api00",),
            weight="pw",
            fpc=("fpc",),
            **design,
        )
    )
    rows = {(row.question, row.answer): row.cells for row in made.rows}
    mean, yes = rows["api00", "Mean"], rows["sch.wide", "Yes"]
    told = {
        f"mean.api00.{sample}": mean[0].value,
        f"mean.api00.{sample}.se": mean[0].se,
        f"mean.api00.{sample}.ci95low": mean[0].lower,
        f"mean.api00.{sample}.ci95high": mean[0].upper,
        f"prop.schwide_yes.{sample}": yes[0].value,
        f"prop.schwide_yes.{sample}.logit_low": yes[0].lower,
        f"prop.schwide_yes.{sample}.logit_high": yes[0].upper,
        **{f"prop.stype{each}.{sample}": rows["stype", each][0].value for each in "EHM"},
        **{f"prop.stype{each}.{sample}.se": rows["stype", each][0].se for each in "EHM"},
    }
    for column, cell in zip(made.columns[1:], mean[1:], strict=True):
        if cell.is_told:
            told[f"mean.api00.by_stype.{column.label}.{sample}"] = cell.value
            told[f"mean.api00.by_stype.{column.label}.{sample}.se"] = cell.se
    checked = [name for name in told if name in expected]
    assert len(checked) >= 13
    for name in checked:
        value, tolerance = expected[name]
        assert told[name] == pytest.approx(value, abs=tolerance), name
