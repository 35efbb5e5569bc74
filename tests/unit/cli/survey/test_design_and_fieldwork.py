"""`peelian survey draw`, `size`, `fieldwork`, `gap` and `journey`: what they print, write and refuse."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelian.cli.survey.app import app
from peelian.errors import DefinitionError, FileRefused, NotFound, PeelianError

RULES = """
draw: residents
number: ref
left out:
  - {says: Closed, field: open, is: [no], not known: kept}
strata: [borough]
wanted: {each: 10}
"""
SURVEY = """
survey: victims
title: Victims
sampling: {kind: drawn by chance, of: victims, days between: {event: reported, least: 42, most: 84}}
interview: {number: ref, date: on, areas: {borough: borough}}
waves:
  - {wave: W1, from: 2018-07-01, to: 2018-07-31, target: 70, per area: {level: borough, interviews: 35}}
questions:
  reported: {label: Reported, kind: date}
  good: {label: Good, kind: yes or no}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = ["ref,borough,open,name,on,reported,good,fair"]
    for row in range(60):
        opened = "" if row % 10 == 0 else "no" if row % 10 == 1 else "yes"
        good, fair = ("yes" if row % 3 else "no"), ("yes" if row % 2 else "no")
        place, day = ("Camden" if row % 2 else "Barnet"), row % 28 + 1
        rows.append(
            f"R{row:02d},{place},{opened},=cmd{row},2018-07-{day:02d},2018-05-{day:02d},{good},{fair}"
        )
    (tmp_path / "f.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "draw.yaml").write_text(RULES, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SURVEY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    return tmp_path


def run(*words: str) -> str:
    ran = CliRunner().invoke(app, words, catch_exceptions=False)
    assert ran.exit_code == 0
    return ran.stdout


def refused(kind: type[PeelianError], *words: str) -> str:
    with pytest.raises(kind) as caught:
        CliRunner().invoke(app, words, catch_exceptions=False)
    return str(caught.value)


def test_a_sample_is_written_with_its_log_and_without_names(folder: Path) -> None:
    told = run("draw", "--frame", "f.csv", "--rule", "draw.yaml", "--seed", "3", "--out", "s.csv")
    assert "Drawn: 20 of 54 who may be, in 2 parts, seed 3." in told
    with (folder / "s.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == ["ref", "borough", "part_rows", "part_drawn", "probability", "design_weight"]
    assert sum(float(row["design_weight"]) for row in rows) == pytest.approx(54)
    log = json.loads((folder / "s.log.json").read_text(encoding="utf-8"))
    (step,) = [each for each in log["left_out"] if each["says"] == "Closed"]
    assert (step["before"], step["left_out"], step["kept_unknown"], step["after"]) == (60, 6, 6, 54)
    document = json.loads(run("draw", "--frame", "f.csv", "--rule", "draw.yaml", "--seed", "3", "--json"))
    assert document == log


def test_a_column_that_is_carried_starts_no_formula(folder: Path) -> None:
    (folder / "draw.yaml").write_text(RULES + "carry: [name]\n", encoding="utf-8")
    run("draw", "--frame", "f.csv", "--rule", "draw.yaml", "--seed", "3", "--out", "s.csv")
    assert ",'=cmd" in (folder / "s.csv").read_text(encoding="utf-8")


def test_what_was_read_is_never_written_over(folder: Path) -> None:
    before = (folder / "f.csv").read_bytes()
    words = ("draw", "--frame", "f.csv", "--rule", "draw.yaml", "--seed", "3", "--out", "f.csv")
    assert "never written over" in refused(FileRefused, *words)
    assert (folder / "f.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "kind", "says"),
    [
        (("--rule", "draw.yaml", "--seed", "1"), NotFound, "neither a file nor a source"),
        (("--frame", "g.csv", "--rule", "draw.yaml", "--seed", "1"), NotFound, "no such file"),
        (("--frame", "f.csv", "--rule", "s.yaml", "--seed", "1"), DefinitionError, "s.yaml"),
        (
            ("--frame", "f.csv", "--rule", "draw.yaml", "--seed", "1", "--interview", "May"),
            NotFound,
            "a day written as",
        ),
    ],
)
def test_a_draw_that_cannot_be(
    folder: Path, words: tuple[str, ...], kind: type[PeelianError], says: str
) -> None:
    del folder
    assert says in refused(kind, "draw", *words)


def test_sizes_are_told() -> None:
    told = run("size", "--interviews", "400", "--areas", "32", "--deff", "1.5")
    assert "± 6.0" in told
    assert "± 1.1" in told
    document = json.loads(run("size", "--margin", "0.05", "--json"))
    assert document["sizes"][0]["interviews"] == 385


def test_fieldwork_of_a_delivery(folder: Path) -> None:
    del folder
    told = run("fieldwork", "--data", "f.csv", "--survey", "s.yaml", "--today", "2018-08-01")
    assert "60 of 70 interviews are held: the wave is over and 10 short." in told
    assert "60 of 60 interviews took place 42 to 84 days after" in told
    document = json.loads(run("fieldwork", "--data", "f.csv", "--survey", "s.yaml", "--json"))
    assert {quota["standing"] for quota in document["quotas"]} == {"may be short"}
    assert document["days"]["breaches"] == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "no survey"),
        (("--data", "f.csv"), "no survey"),
        (("--data", "f.csv", "--survey", "t.yaml"), "no such file"),
        (("--data", "f.csv", "--survey", "public_attitudes"), "no such survey"),
        (("--data", "f.csv", "--survey", "s.yaml", "--wave", "W9"), "W1"),
    ],
)
def test_fieldwork_that_cannot_be_watched(folder: Path, words: tuple[str, ...], says: str) -> None:
    del folder
    assert says in refused(NotFound, "fieldwork", *words)


def test_gaps_and_journeys_are_told(folder: Path) -> None:
    del folder
    told = run("gap", "--data", "f.csv", "--y", "good", "--group", "borough", "--least-base", "10",
               "--rely-on", "20")  # fmt: skip
    assert told.splitlines()[1].split()[:4] == ["borough", "Barnet", "the", "whole"]
    document = json.loads(
        run(
            "gap",
            "--data",
            "f.csv",
            "--y",
            "good",
            "--group",
            "borough",
            "--between",
            "Camden",
            "Barnet",
            "--json",
        )
    )
    (gap,) = document["gaps"]
    assert (gap["level"], gap["against"], gap["state"], gap["value"]) == (
        "Camden", "Barnet", "suppressed", None
    )  # fmt: skip
    told = run("journey", "--data", "f.csv", "--stage", "good", "--stage", "fair")
    assert told.startswith("Stage by stage: good 67%")
    assert json.loads(run("journey", "--data", "f.csv", "--stage", "good", "--stage", "fair", "--json"))[
        "rows"
    ]
