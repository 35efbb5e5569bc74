"""The shipped hate crime and domestic abuse measures do not compare across the change of system."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager

import pyarrow as pa
import pytest

from peelian.catalogue.vintage import Slice, Vintage
from peelian.measures.findings import make_findings
from peelian.measures.read_measures import read_measures
from peelian.reference.area import Area
from peelian.workspace.definitions import gather_catalogue

MONTHS = [dt.date(2023 + step // 12, step % 12 + 1, 1) for step in range(36)]
CONNECT = dt.date(2024, 2, 28)
NAMES = ("hate_crime", "domestic_abuse")


def load(name: str, system: str, months: list[dt.date], sequence: int) -> Vintage:
    return Vintage(
        name, "recorded_crime", system.lower(), "met", f"{name}.csv", name, 1, 1, 1, 0, 1,
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC), sequence, months[0], months[-1],
        (Slice((system,), tuple(months)),), synthetic=True,
    )  # fmt: skip


@pytest.fixture(scope="module")
def findings() -> list[dict]:
    catalogue = gather_catalogue(None)
    one = {"borough": "B1", "hate": True, "hate__missing": None, "domestic": True, "domestic__missing": None}
    rows = pa.Table.from_pylist([one | {"month": month} for month in MONTHS for _ in range(30)])
    rows = rows.set_column(rows.column_names.index("month"), "month", rows["month"].cast(pa.date32()))

    @contextmanager
    def opened(name: str):
        yield rows

    return make_findings(
        [measure for measure in read_measures((), catalogue=catalogue) if measure.measure in NAMES],
        catalogue=catalogue,
        rows=opened,
        vintages={
            "recorded_crime": [
                load("cris", "CRIS", MONTHS[:14], 1),
                load("connect", "CONNECT", MONTHS[13:], 2),
            ]
        },
        areas={"F": Area("F", "force", "London"), "B1": Area("B1", "borough", "North", "F")},
        populations={},
        automatic={},
        code_version="0",
    ).to_pylist()


@pytest.mark.parametrize("measure", NAMES)
def test_comparison_across_the_break_is_not_made(findings: list[dict], measure: str) -> None:
    compared = [each for each in findings if each["measure"] == measure and each["judgement"] is not None]
    across = [each for each in compared if each["against_from"] < CONNECT <= each["period_to"]]
    after = [each for each in compared if each["against_from"] > CONNECT]
    assert across
    assert after
    for each in across:
        assert (each["judgement"], each["state"], each["change"]) == (
            "not comparable",
            "not comparable",
            None,
        )
        assert each["value"] is not None
        assert "recorded_crime.connect" in each["breaks"]
    assert {each["judgement"] for each in after} == {"no clear change"}


def test_flag_caveat_travels_to_every_finding(findings: list[dict]) -> None:
    assert all("recorded_crime.flags-depend-on-completion" in each["caveats"] for each in findings)


def test_month_of_the_change_rests_on_both_systems(findings: list[dict]) -> None:
    (february,) = {
        tuple(each["vintages"])
        for each in findings
        if each["period_kind"] == "month"
        and each["period_from"] == MONTHS[13]
        and each["against_from"] is None
    } or {("connect", "cris")}
    assert february == ("connect", "cris")


def test_synthetic_rows_are_labelled(findings: list[dict]) -> None:
    assert {each["synthetic"] for each in findings} == {True}
