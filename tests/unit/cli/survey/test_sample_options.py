"""Replicate weights and recipes named on the command line: what is refused, and what is said."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelian.cli.main import app
from peelian.errors import PeelianError

ROWS = "w,age,sex,y,r1,r2,r3,odd,made,asked\n" + "".join(
    f"{10 + n % 3},{'young' if n % 2 else 'old'},{'m' if n % 3 else 'f'},{n % 2},"
    f"{20 * (n % 2)},{20 - 20 * (n % 2)},{10 + n % 4},"
    f"{'' if n == 4 else -1},{5 + n},{'no' if n == 7 else 'yes'}\n"
    for n in range(40)
)
RECIPE = """
recipe: small
steps:
  - base: {weight: w}
  - non-response: {outcome: asked, answered: ["yes"]}
  - rake: {margins: [{by: [age], targets: {young: 60, old: 40}}, {by: [sex], targets: {m: 45, f: 55}}]}
"""
ASKED = {
    "estimate": ("--y", "y", "--stat", "mean"),
    "table": ("--rows", "y"),
    "gap": ("--y", "y", "--group", "age", "--least-base", "1"),
    "journey": ("--stage", "y", "--stage", "asked"),
    "drivers": ("--outcome", "y", "--drivers", "age=old", "--drivers", "sex=m"),
}
REPLICATES = ("--replicates", "r?", "--replicate-kind", "bootstrap")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "f.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "recipe.yaml").write_text(RECIPE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, command: str = "estimate") -> subprocess.CompletedProcess[str]:
    asked = [*ASKED[command], *words]
    whole = [sys.executable, "-m", "peelian.cli.main", "survey", command, "--data", "f.csv", *asked]
    return subprocess.run(whole, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["estimate", "table"])
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--replicates", "r*"), "--replicates"),
        (("--replicate-kind", "BRR"), "--replicates"),
        (("--replicates", "r*", "--replicate-kind", "brr"), "BRR"),
        (("--replicates", "z*", "--replicate-kind", "BRR"), "z*"),
        (("--replicates", "r?", "--replicate-kind", "Fay"), "--fay"),
        (("--replicates", "r?", "--replicate-kind", "Fay", "--fay", "1"), "--fay"),
        ((*REPLICATES, "--fay", "0.3"), "--fay"),
        (("--replicates", "r?", "--replicate-kind", "JKn"), "--multipliers"),
        ((*REPLICATES, "--replicate-scales", "a,b"), "a,b"),
        ((*REPLICATES, "--replicate-scales", "1,1"), "3 replicates"),
        ((*REPLICATES, "--replicate-scale", "-1"), "below 0"),
        ((*REPLICATES, "--strata", "sex"), "--strata"),
        ((*REPLICATES, "--replicates", "odd"), "column odd"),
        (("--calibrated", "recipe.yaml", "--drop-unweighted"), "--drop-unweighted"),
        (("--calibrated", "recipe.yaml", "--weight", "made"), "column made"),
        (("--calibrated", "none.yaml"), "none.yaml"),
    ],
)
def test_refused(words: tuple[str, ...], says: str, command: str) -> None:
    ran = run(*words, "--json", command=command)
    record = json.loads(ran.stdout)
    assert ran.returncode == record["exit_code"] != 0
    assert {"thing", "found", "accepted", "next"} <= set(record)
    assert says in " ".join(str(each) for each in record.values())


# Each command goes through one road, so that one refusal of each step of it is enough.
@pytest.mark.parametrize("command", ["gap", "journey", "drivers"])
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--replicates", "r*"), "--replicates"),
        ((*REPLICATES, "--strata", "sex"), "--strata"),
        ((*REPLICATES, "--replicates", "odd"), "column odd"),
        (("--calibrated", "recipe.yaml", "--weight", "made"), "column made"),
        (("--lonely", "drop"), "--lonely"),
    ],
)
def test_the_other_commands_refuse_the_same(words: tuple[str, ...], says: str, command: str) -> None:
    ran = CliRunner().invoke(app, ["survey", command, "--data", "f.csv", *ASKED[command], *words, "--json"])
    assert ran.exit_code != 0
    told = ran.exception
    assert isinstance(told, PeelianError)
    assert all((told.thing, told.found, told.accepted, told.next_step))
    assert says in str(told)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--replicates", "r?", "--replicate-kind", "BRR"), "replicates of BRR"),
        ((*REPLICATES, "--replicate-scale", "0.1"), "with a scale"),
        (REPLICATES, "3 samples drawn again"),
    ],
)
def test_drivers_need_samples_drawn_again(words: tuple[str, ...], says: str) -> None:
    ran = CliRunner().invoke(app, ["survey", "drivers", "--data", "f.csv", *ASKED["drivers"], *words])
    assert isinstance(ran.exception, PeelianError)
    assert says in str(ran.exception)


@pytest.mark.parametrize("command", ["gap", "journey"])
def test_the_notes_say_where_errors_come_from(command: str) -> None:
    for words, says in (
        (REPLICATES, "from 3 replicate weights"),
        (("--calibrated", "recipe.yaml"), "fitted to (age, sex)"),
    ):
        ran = CliRunner().invoke(app, ["survey", command, "--data", "f.csv", *ASKED[command], *words])
        assert ran.exit_code == 0, ran.output
        assert says in ran.output.replace("\n", " ")


def test_a_recipe_makes_margins_narrower_and_says_what_it_knows() -> None:
    ran = run("--calibrated", "recipe.yaml", "--json")
    (known,) = json.loads(ran.stdout)["estimates"]
    assert known["n"] == 39
    assert "recipe gives them no weight: 1" in ran.stderr
    assert "fitted to (age, sex)" in ran.stderr
    assert known["se"] < 1e-12 < json.loads(run("--weight", "w", "--json").stdout)["estimates"][0]["se"]


def test_the_column_that_the_recipe_made_is_taken_for_what_it_is(folder: Path) -> None:
    CliRunner().invoke(
        app, ["survey", "weight", "--data", "f.csv", "--recipe", "recipe.yaml", "--out", "weighted.csv"]
    )
    (folder / "weighted.csv").replace(folder / "f.csv")
    named, unnamed = (
        run(*words, "--calibrated", "recipe.yaml", "--json").stdout for words in (("--weight", "weight"), ())
    )
    assert json.loads(named) == json.loads(unnamed)


def test_replicates_of_the_first_weights_are_fitted_anew() -> None:
    ran = run("--calibrated", "recipe.yaml", "--replicates", "r3", "--replicates", "w", *REPLICATES[2:])
    assert ran.returncode == 0
    assert "each replicate was fitted anew by the recipe" in ran.stdout


def test_a_replicate_that_empties_a_category_is_named() -> None:
    ran = run("--calibrated", "recipe.yaml", *REPLICATES, "--json")
    record = json.loads(ran.stdout)
    assert record["exit_code"] != 0
    assert "replicate 1 of 3" in record["thing"]


def test_columns_of_replicates_may_be_named_one_by_one() -> None:
    one, other = (
        run(*REPLICATES, "--json"),
        run("--replicates", "r1", "--replicates", "r2", "--replicates", "r3", *REPLICATES[2:], "--json"),
    )
    assert one.stdout == other.stdout
    assert "3 replicate weights (bootstrap)" in one.stderr
