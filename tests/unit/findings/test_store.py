from __future__ import annotations

import dataclasses
import datetime as dt
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from peelian.errors import NotFound
from peelian.findings.invariants import check_invariants
from peelian.findings.judgement import JUDGEMENTS, judge, judge_all
from peelian.findings.methods import METHODS
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.findings.store import read_findings, to_findings, write_findings

PLAIN = {
    "measure": "knife_crime",
    "title": "Knife crime",
    "area_code": "B1",
    "area_level": "borough",
    "area_name": "North",
    "group": None,
    "period_from": dt.date(2024, 1, 1),
    "period_to": dt.date(2024, 12, 31),
    "period_kind": "rolling 12 months",
    "kind": "count",
    "unit": "offences",
    "value": 120.0,
    "lower": None,
    "upper": None,
    "level": 0.95,
    "numerator": 120.0,
    "denominator": None,
    "base": 120,
    "base_effective": None,
    "against_from": dt.date(2023, 1, 1),
    "against_to": dt.date(2023, 12, 31),
    "previous": 100.0,
    "change": 0.2,
    "change_lower": -0.1,
    "change_upper": 0.5,
    "change_unit": "percent",
    "judgement": "no clear change",
    "state": "shown",
    "caveats": ["s.one", "s.two"],
    "breaks": [],
    "vintages": ["v1"],
    "method": "count.rolling12.quasi_poisson",
    "code": "0.1.0",
    "synthetic": False,
}
MONTH = {"period_kind": "month", "period_from": dt.date(2024, 12, 1)}
FORCE = {"area_code": "F", "area_level": "force", "area_name": "Anyshire"}
RATE = {
    "kind": "rate",
    "unit": "offences per 1,000 residents",
    "value": 30.0,
    "denominator": 4000.0,
    "base": 4000,
}


def table(*rows: dict) -> pa.Table:
    return pa.Table.from_pylist([PLAIN | row for row in rows], schema=FINDINGS_SCHEMA)


MIXED = table({}, RATE, MONTH, FORCE, {"group": "sex=female"}, {"measure": "burglary"})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    build = write_findings(MIXED, tmp_path)
    assert build.parent == tmp_path
    assert read_findings(tmp_path).equals(MIXED)
    assert read_findings(tmp_path, columns=["measure", "value"]).equals(MIXED.select(["measure", "value"]))


@pytest.mark.parametrize(
    ("wanted", "rows"),
    [
        ({}, 6),
        ({"measures": ["burglary"]}, 1),
        ({"measures": []}, 0),
        ({"areas": ["F"]}, 1),
        ({"levels": ["borough"]}, 5),
        ({"groups": [None]}, 5),
        ({"groups": ["sex=female"]}, 1),
        ({"groups": [None, "sex=female"], "measures": ["knife_crime"]}, 5),
        ({"kinds": ["rate"]}, 1),
        ({"period_kinds": ["month"]}, 1),
        ({"ends_from": dt.date(2024, 12, 31)}, 6),
        ({"ends_to": dt.date(2024, 12, 30)}, 0),
    ],
)
def test_filters_keep_what_is_asked_for(tmp_path: Path, wanted: dict, rows: int) -> None:
    write_findings(MIXED, tmp_path)
    found = read_findings(tmp_path, **wanted)
    assert len(found) == rows
    assert found.schema.equals(FINDINGS_SCHEMA)


def test_same_findings_make_the_same_build(tmp_path: Path) -> None:
    assert write_findings(MIXED, tmp_path) == write_findings(MIXED, tmp_path)
    assert write_findings(table({}), tmp_path) != write_findings(MIXED, tmp_path)


def test_newest_build_is_read_and_leftovers_are_swept(tmp_path: Path) -> None:
    write_findings(MIXED, tmp_path)
    (tmp_path / ".new-killed").write_bytes(b"half")
    write_findings(table({}), tmp_path)
    assert len(read_findings(tmp_path)) == 1
    assert not list(tmp_path.glob(".new-*"))
    assert json.loads((tmp_path / "current.json").read_text(encoding="utf-8"))["findings"] == 1


def test_unbuilt_workspace_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="peelian build"):
        read_findings(tmp_path)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="FINDINGS_SCHEMA"):
        write_findings(pa.table({"measure": ["a"]}), tmp_path)
    assert not list(tmp_path.iterdir())


def test_records_have_the_documented_form() -> None:
    (finding,) = to_findings(table({}))
    record = finding.as_record()
    assert record["value"] == 120
    assert isinstance(record["value"], int)
    assert record["area"] == {"code": "B1", "level": "borough", "name": "North"}
    assert record["against"]["from"] == "2023-01-01"
    assert record["against"]["value"] == 100
    assert (record["change"], record["judgement"]) == (0.2, "no clear change")
    assert record["caveats"] == ["s.one", "s.two"]
    json.dumps(record)


def test_uncompared_finding_has_no_change() -> None:
    nothing = dict.fromkeys(
        ["against_from", "against_to", "previous", "change", "change_lower", "change_upper", "judgement"]
    )
    (finding,) = to_findings(table(nothing))
    assert finding.change is None
    assert finding.as_record()["against"] is None


GONE = {"value": None, "numerator": None, "base": None}
BROKEN = [
    ({"period_to": dt.date(2023, 1, 1), "against_to": dt.date(2022, 1, 1)}, "end before"),
    ({"base": None}, "no base"),
    ({"value": None}, "no value"),
    ({"state": "suppressed"}, "suppressed or not measured"),
    ({"state": "not measured"}, "suppressed or not measured"),
    ({"against_to": dt.date(2024, 12, 31)}, "not earlier"),
    ({"judgement": "not comparable"}, "may not be made"),
    ({"against_from": None}, "without an earlier period"),
    ({"value": 121.0}, "not its numerator"),
]


@pytest.mark.parametrize(("wrong", "says"), BROKEN)
def test_each_broken_invariant_is_told(wrong: dict, says: str) -> None:
    (problem,) = check_invariants(table({}, wrong))
    assert says in problem


@pytest.mark.parametrize("state", ["suppressed", "not measured"])
def test_hidden_value_is_no_problem(state: str) -> None:
    assert check_invariants(table(GONE | {"state": state, "judgement": None, "change": None})) == ()


def test_rate_that_is_not_its_quotient_is_told() -> None:
    assert check_invariants(table(RATE, RATE | {"value": 15.0, "numerator": 60.0})) == ()
    (problem,) = check_invariants(table(RATE, RATE | {"value": 16.0, "numerator": 60.0}))
    assert "knife_crime" in problem
    (problem,) = check_invariants(table(RATE | {"value": 16.0, "numerator": 0.0}))
    assert "nothing counted" in problem


@pytest.mark.parametrize(
    ("force", "exact", "told"),
    [(240.0, True, 0), (241.0, True, 1), (241.0, False, 0), (239.0, False, 1)],
)
def test_boroughs_are_checked_against_their_force(force: float, exact: bool, told: int) -> None:
    whole = MONTH | FORCE | {"value": force, "numerator": force}
    found = table(MONTH, MONTH | {"area_code": "B2"}, whole)
    problems = check_invariants(found, adds_up={"knife_crime"} if exact else ())
    assert len(problems) == told
    assert all("do not add up" in problem for problem in problems)


def test_empty_table_holds() -> None:
    assert check_invariants(table()) == ()


@pytest.mark.parametrize("lower", [-0.5, 0.0, 0.2, None])
@pytest.mark.parametrize("upper", [-0.1, 0.0, 0.4, float("inf"), None])
@pytest.mark.parametrize("comparable", [True, False])
def test_one_and_many_are_judged_alike(lower: float | None, upper: float | None, comparable: bool) -> None:
    ends = pc.fill_null(pa.array([lower, upper], pa.float64()), float("nan")).to_numpy()
    place = judge_all(ends[:1], ends[1:], pa.array([comparable]).to_numpy(zero_copy_only=False))
    assert JUDGEMENTS[place[0]] == judge(lower, upper, comparable=comparable)


def test_method_of_the_example_is_explained() -> None:
    assert dataclasses.asdict(to_findings(table({}))[0])["method"] in METHODS


def test_only_the_current_and_the_build_before_it_are_kept(tmp_path):
    builds = [write_findings(MIXED.slice(0, rows), tmp_path) for rows in (1, 2, 3)]
    assert sorted(path for path in tmp_path.iterdir() if path.is_dir()) == sorted(builds[1:])
    assert len(read_findings(tmp_path)) == 3
