"""`peelian survey drivers`: what it prints, its JSON and its exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from peelian.errors import FileRefused, NotFound, PeelianError
from peelian.statistics.survey.design import design_of
from peelian.statistics.survey.resampled import bootstrap_weights
from peelian.surveys.drawn_again import drawn_again
from peelian.surveys.file_drivers import DriversAsked, drivers_of_file
from peelian.surveys.sampled_file import read_sampled

HEADER = "weight,stratum,overall,seriously,updated,number\n"


def rows(size: int = 600) -> str:
    rng = np.random.default_rng(21)
    seriously, updated, number = ((rng.random(size) < share) for share in (0.7, 0.6, 0.5))
    content = rng.random(size) < 1 / (1 + np.exp(1.2 - 2.2 * seriously - 0.9 * updated))
    told = {True: ("very", "fairly"), False: ("neither", "very dissatisfied")}
    lines = []
    for row in range(size):
        overall = told[bool(content[row])][row % 2] if row % 40 else ""
        answers = ("Y" if seriously[row] else "N", "yes" if updated[row] else "no", int(number[row]))
        said = ",".join(str(each) for each in answers)
        lines.append(f"{rng.lognormal(0, 0.3):.4f},{row % 4},{overall},{said}\n")
    return HEADER + "".join(lines)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "f.csv"
    path.write_text(rows(), encoding="utf-8")
    return path


DRIVERS = ("--drivers", "seriously", "--drivers", "updated", "--drivers", "number")
OUTCOME = ("--outcome", "overall=very|fairly")
DESIGN = ("--weight", "weight", "--strata", "stratum")


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "peelian.cli.main", "survey", "drivers", "--data", "f.csv", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_sentence_a_table_and_notes(file: Path) -> None:
    ran = run(file.parent, *OUTCOME, *DRIVERS, *DESIGN, "--runs", "60")
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("'seriously' is most strongly associated with 'very or fairly (overall)'")
    heading = next(line for line in lines if line.startswith("driver"))
    assert heading.split() == ["driver", "done,", "%", "importance,", "%", "odds", "ratio", "points"]
    told = lines[lines.index(heading) + 1 :]
    assert [line.split()[0] for line in told[:3]] == ["seriously", "updated", "number"]
    assert "What goes with an outcome need not bring it about" in ran.stdout
    assert ran.returncode == 0


def test_json_is_one_document(file: Path) -> None:
    ran = run(file.parent, *OUTCOME, *DRIVERS, *DESIGN, "--runs", "60", "--json")
    document = json.loads(ran.stdout)
    assert list(document) == ["analysis", "title", "sentence", "rows", "notes", "headline"]
    kinds = {row["kind"] for row in document["rows"]}
    assert kinds == {"importance", "share", "odds ratio", "points", "correlation"}
    assert {row["base"] for row in document["rows"] if row["kind"] == "importance"} == {585}


def asked(file: Path, **words: object) -> DriversAsked:
    given = {"outcome": "overall=very|fairly", "drivers": ("seriously", "updated"), "runs": 20, **words}
    return DriversAsked(data=str(file), **given)  # type: ignore[arg-type]


def test_ways_of_writing_yes_are_one(file: Path) -> None:
    one = drivers_of_file(asked(file))
    other = drivers_of_file(asked(file, drivers=("seriously=Y", "updated=yes")))
    assert [row.value for row in one.rows] == [row.value for row in other.rows]


def test_the_design_is_used(file: Path) -> None:
    plain, designed = (
        next(row for row in drivers_of_file(each).rows if row.kind == "odds ratio")
        for each in (asked(file), asked(file, weight="weight", strata=("stratum",)))
    )
    assert plain.value != designed.value
    assert any("each row weighs 1" in note for note in drivers_of_file(asked(file)).notes)


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        ({"outcome": "overall"}, NotFound, "answers other than yes and no: fairly, neither"),
        ({"outcome": "overall=very|happy"}, NotFound, "no answer 'happy'"),
        ({"outcome": "overal=very"}, NotFound, "overall"),
        ({"drivers": ("seriously",)}, PeelianError, "1 driver"),
        ({"drivers": ("seriously", "stratum")}, NotFound, "answers other than yes and no"),
        ({"drivers": ("seriously", "seriously")}, PeelianError, "twice"),
        ({"weight": "overall"}, FileRefused, "not numbers"),
        ({"lonely": "adjusts"}, NotFound, "write 'adjust'"),
    ],
)
def test_what_cannot_be_told_is_refused(file: Path, words: dict, error: type, told: str) -> None:
    with pytest.raises(error, match=told):
        drivers_of_file(asked(file, **words))


def test_no_answer_is_never_a_no(tmp_path: Path, file: Path) -> None:
    lines = rows().splitlines(keepends=True)
    blank = [line if at % 10 else ",".join([*line.split(",")[:3], "", *line.split(",")[4:]]) for at, line in
             enumerate(lines)]  # fmt: skip
    (tmp_path / "blank.csv").write_text(HEADER + "".join(blank[1:]), encoding="utf-8")
    result = drivers_of_file(asked(tmp_path / "blank.csv"))
    share = next(row for row in result.rows if row.kind == "share" and row.name == "seriously")
    assert share.base == 600 - 60


def test_a_driver_given_twice_is_not_said_to_come_first(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    lines = [f"{n % 4 < 2 or n % 7 == 0},{n % 4 < 2},{n % 4 >= 2},{n % 3 == 0}\n" for n in range(400)]
    path.write_text("happy,heard,unheard,told\n" + "".join(lines), encoding="utf-8")
    found = drivers_of_file(DriversAsked(str(path), "happy", ("heard", "unheard", "told"), runs=200))
    assert "so 'unheard' may be as important" in found.sentence
    assert any(note.startswith("'heard' and 'unheard' say the same, or the opposite") for note in found.notes)


def test_what_is_alike_for_everyone_is_named(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("happy,heard,told\n" + "yes,yes,no\nno,yes,yes\n" * 40, encoding="utf-8")
    with pytest.raises(PeelianError) as refused:
        drivers_of_file(DriversAsked(str(path), "happy", ("told", "heard")))
    assert refused.value.thing == "heard"


def test_units_alone_in_their_stratum_are_told(tmp_path: Path, file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(",0,", ",apart,", 1)
    path = tmp_path / "alone.csv"
    path.write_text("".join(lines), encoding="utf-8")
    asked = DriversAsked(
        str(path), "overall=very|fairly", ("seriously", "updated"), strata=("stratum",), runs=20
    )
    assert any("alone in their stratum, 1 in all" in note for note in drivers_of_file(asked).notes)


RECIPE = """
recipe: small
steps:
  - base: {weight: weight}
  - rake: {margins: [{by: [seriously], targets: {Y: 500, N: 300}}]}
"""


def test_samples_drawn_again_are_fitted_anew(tmp_path: Path, file: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text(RECIPE, encoding="utf-8")
    given = asked(file, calibrated=str(recipe), strata=("stratum",), runs=30)
    read, design = read_sampled(given, ("seriously", "weight"))
    fitted = np.concatenate(list(drawn_again(read, given, design, runs=30, seed=1) or ()))
    weights = read.columns["weight"].numbers(wanted_for="weights")
    start = design_of(weights, strata=read.columns["stratum"].codes.astype(str))
    plain = np.concatenate(list(bootstrap_weights(start, runs=30, seed=1)))
    yes = read.columns["seriously"].words == "Y"
    # Of one margin each weight is multiplied by the total over the sum of its category.
    for inside, total in ((yes, 500), (~yes, 300)):
        expected = plain[:, inside] * (total / plain[:, inside].sum(axis=1, keepdims=True))
        np.testing.assert_allclose(fitted[:, inside], expected, rtol=1e-9)
    found = drivers_of_file(given)
    assert any("fitted anew" in note for note in found.notes)


def test_a_sample_that_cannot_be_fitted_is_named(tmp_path: Path, file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    rare = ["rare", *("yes" if at == 5 else "no" for at in range(len(lines) - 1))]
    path, recipe = tmp_path / "rare.csv", tmp_path / "recipe.yaml"
    path.write_text("\n".join(map(",".join, zip(lines, rare, strict=True))) + "\n", encoding="utf-8")
    recipe.write_text(
        RECIPE.replace("seriously", "rare").replace("Y: 500, N: 300", "'yes': 1, 'no': 800"), encoding="utf-8"
    )
    with pytest.raises(PeelianError, match=r"sample \d+ of 20 drawn again"):
        drivers_of_file(asked(path, calibrated=str(recipe)))
