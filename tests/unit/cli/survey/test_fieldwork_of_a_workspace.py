"""Fieldwork of a survey that is loaded, and a sample drawn from a source that is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelian.cli.survey.app import app
from peelian.errors import NotFound
from peelian.workspace.creating import create_workspace
from peelian.workspace.workspace import Workspace

SURVEY = """
survey: visitors
title: Visitors
sampling: {kind: drawn by chance, of: visitors, days between: {event: visited, least: 1, most: 7}}
interview:
  {number: Number, date: Day, wave: Wave, weight: W, interviewer: Who, minutes: Min, areas: {borough: Place}}
waves:
  - {wave: W1, from: 2018-07-01, to: 2018-07-31, target: 80, per area: {level: borough, interviews: 40}}
scales:
  sat: {answers: {"1": very, "2": fairly, "3": not}, don't know: {"8": not sure}}
questions:
  visited: {label: Visited, kind: date, heading: Visited}
  a: {label: A, scale: sat, heading: A}
  b: {label: B, scale: sat, heading: B}
  c: {label: C, scale: sat, heading: C}
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = create_workspace(tmp_path_factory.mktemp("f") / "office", template="london", with_plan=False)
    (folder / "surveys" / "visitors.yaml").write_text(SURVEY, encoding="utf-8")
    rows = ["Number,Day,Wave,W,Who,Min,Place,Visited,A,B,C"]
    for row in range(70):
        place = "E09000007" if row % 2 else "E09000005"
        visited = 2 if row == 5 else 27 if row < 60 else 28
        # The third interviewer writes down "not sure" wherever possible.
        answers = "8,8,8" if row % 5 == 3 else f"{row % 3 + 1},{row // 3 % 3 + 1},2"
        rows.append(f"N{row:02d},2018-07-29,W1,1,I{row % 5},20,{place},2018-07-{visited:02d},{answers}")
    (folder / "inbox" / "visitors.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    Workspace.open(folder).load()
    return folder


def run(*words: str) -> str:
    ran = CliRunner().invoke(app, words, catch_exceptions=False)
    assert ran.exit_code == 0
    return ran.stdout


def test_fieldwork_of_a_loaded_survey(office: Path) -> None:
    document = json.loads(run("fieldwork", "visitors", "-w", str(office), "--json"))
    assert document["interviews"] == 70
    held = {tuple(quota["of"].items()): (quota["wanted"], quota["held"]) for quota in document["quotas"]}
    assert held == {
        (): (80, 70),
        (("borough", "E09000005"),): (40, 35),
        (("borough", "E09000007"),): (40, 35),
    }
    assert document["days"]["breaches"] == [{"number": "N05", "days": 27}]
    unsure = {look["interviewer"]: look for look in document["interviewers"] if look["what"] == "don't know"}
    assert unsure["I3"]["value"] == 1.0
    assert unsure["I3"]["apart"] is True
    assert not any(unsure[name]["apart"] for name in ("I0", "I1", "I2", "I4"))
    assert document["response"] == []


def test_a_survey_that_is_none_is_refused_with_those_there_are(office: Path) -> None:
    with pytest.raises(NotFound, match="visitors"):
        CliRunner().invoke(app, ["fieldwork", "visitor", "-w", str(office)], catch_exceptions=False)


def test_a_sample_of_rows_that_are_loaded(office: Path, tmp_path: Path) -> None:
    rules = tmp_path / "again.yaml"
    rules.write_text(
        "draw: again\nnumber: respondent_id\ninterview: 2018-08-01\nleft out:\n"
        "  - {says: Long ago, field: visited, unless days: {least: 0, most: 20}}\n"
        "strata: [borough]\nwanted: {each: 5}\n",
        encoding="utf-8",
    )
    words = ("--source", "visitors", "-w", str(office), "--rule", str(rules), "--seed", "2", "--json")
    log = json.loads(run("draw", *words))
    assert log["left_out"][0] == {
        "says": "Long ago", "before": 70, "left_out": 1, "not_known": 0, "after": 69, "kept_unknown": 0
    }  # fmt: skip
    assert [part["drawn"] for part in log["parts"]] == [5, 5]
