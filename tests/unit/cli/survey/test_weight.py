"""`peelian survey weight`: what it prints and writes, and that it never writes over what it reads."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peelian.cli.main import app
from peelian.errors import DefinitionError, FileRefused

RECIPE = """
recipe: small
into: final
steps:
  - base: {weight: w}
  - rake:
      margins:
        - {by: [age], targets: ages.csv}
        - {by: [sex], targets: {m: 45, f: 55}}
  - trim: {most: 3}
"""
ROWS = "id,age,sex,w,said\n" + "".join(
    f'{n},{"young" if n % 2 else "old"},{"m" if n % 3 else "f"},{1 + n % 4},"yes, or ""no"""\n'
    for n in range(60)
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "wave.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "recipe.yaml").write_text(RECIPE, encoding="utf-8")
    (tmp_path / "ages.csv").write_text("age,population\nyoung,60\nold,40\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str):
    return CliRunner().invoke(app, ["survey", "weight", "--data", "wave.csv", *words])


def test_says_what_weights_are_like(folder: Path) -> None:
    answer = run("--recipe", "recipe.yaml")
    assert answer.exit_code == 0, answer.exception
    assert "2. rake:" in answer.stdout
    assert "60 rows have a weight; the weights add up to 100" in answer.stdout
    assert "age: reached" in answer.stdout
    assert "sex: reached" in answer.stdout
    assert {path.name for path in folder.iterdir()} == {"wave.csv", "recipe.yaml", "ages.csv"}


def test_writes_the_data_with_one_more_column_and_the_log(folder: Path) -> None:
    answer = run("--recipe", "recipe.yaml", "--out", "weighted.csv", "--log", "log.json")
    assert answer.exit_code == 0, answer.exception
    assert (folder / "wave.csv").read_text(encoding="utf-8") == ROWS
    with (folder / "weighted.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with (folder / "wave.csv").open(encoding="utf-8", newline="") as lines:
        before = list(csv.DictReader(lines))
    assert [{name: row[name] for name in before[0]} for row in rows] == before
    assert sum(float(row["final"]) for row in rows if row["age"] == "young") == pytest.approx(60)

    again = run("--replay", "log.json", "--out", "again.csv")
    assert again.exit_code == 0, again.exception
    assert "to the last bit" in again.stdout
    assert (folder / "again.csv").read_bytes() == (folder / "weighted.csv").read_bytes()


def test_the_log_needs_no_file_of_targets(folder: Path) -> None:
    run("--recipe", "recipe.yaml", "--log", "log.json")
    (folder / "ages.csv").unlink()
    assert run("--replay", "log.json").exit_code == 0


def test_one_document_for_a_script(folder: Path) -> None:
    document = json.loads(run("--recipe", "recipe.yaml", "--json").stdout)
    assert document["weights"]["total"] == pytest.approx(100)
    assert [margin["by"] for margin in document["margins"]] == [["age"], ["sex"]]
    assert document["margins"][0]["categories"][0] == {
        "category": ["old"],
        "rows": 30,
        "weight": pytest.approx(40),
        "target": 40,
    }
    assert [entry["does"] for entry in document["log"]["steps"]] == ["base", "rake", "trim"]


@pytest.mark.parametrize(
    "words",
    [
        ("--out", "wave.csv"),
        ("--out", "./wave.csv"),
        ("--out", "recipe.yaml"),
        ("--log", "ages.csv"),
        ("--out", "both", "--log", "both"),
    ],
)
def test_what_is_read_is_never_written_over(folder: Path, words: tuple[str, ...]) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    answer = run("--recipe", "recipe.yaml", *words)
    assert isinstance(answer.exception, FileRefused)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_log_is_not_written_over_by_its_replay(folder: Path) -> None:
    run("--recipe", "recipe.yaml", "--log", "log.json")
    assert isinstance(run("--replay", "log.json", "--log", "log.json").exception, FileRefused)


def test_a_column_that_is_there_already(folder: Path) -> None:
    (folder / "recipe.yaml").write_text(RECIPE.replace("into: final", "into: said"), encoding="utf-8")
    answer = run("--recipe", "recipe.yaml", "--out", "weighted.csv")
    assert isinstance(answer.exception, FileRefused)
    assert "into: another_name" in answer.exception.next_step
    assert not (folder / "weighted.csv").exists()
    assert not (folder / "weighted.csv.part").exists()


def test_neither_a_recipe_nor_a_log(folder: Path) -> None:
    assert isinstance(run().exception, DefinitionError)
    assert isinstance(run("--recipe", "recipe.yaml", "--replay", "log.json").exception, DefinitionError)


def test_limits_that_cannot_hold_are_said(folder: Path) -> None:
    (folder / "recipe.yaml").write_text(
        RECIPE.replace("most: 3", "most: 1.05, most rounds: 10"), encoding="utf-8"
    )
    answer = run("--recipe", "recipe.yaml")
    assert answer.exit_code == 0
    assert "NOT within the limits: after 10 rounds" in answer.stdout
    assert "age: reached" in answer.stdout


def test_other_separators_are_kept(folder: Path) -> None:
    (folder / "wave.csv").write_text(
        "age;sex;w\n"
        + "".join(f"{'young' if n % 2 else 'old'};{'m' if n % 3 else 'f'};1,5\n" for n in range(60)),
        encoding="utf-8",
    )
    answer = run("--recipe", "recipe.yaml", "--out", "weighted.csv")
    assert answer.exit_code == 0, answer.exception
    assert (folder / "weighted.csv").read_text(encoding="utf-8").startswith("age;sex;w;final\nold;f;1,5;")


def test_an_spss_file_is_weighted_by_its_labels_and_not_written(folder: Path) -> None:
    pyreadstat = pytest.importorskip("pyreadstat")
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {"age": [n % 2 for n in range(60)], "sex": ["m" if n % 3 else "f" for n in range(60)]}
    )
    frame["w"] = 1.5
    labels = {"age": {0: "old", 1: "young"}}
    pyreadstat.write_sav(frame, str(folder / "wave.sav"), variable_value_labels=labels)
    words = ["survey", "weight", "--data", "wave.sav", "--recipe", "recipe.yaml"]
    answer = CliRunner().invoke(app, [*words, "--json"])
    assert answer.exit_code == 0, answer.exception
    assert json.loads(answer.stdout)["weights"]["total"] == pytest.approx(100)
    refused = CliRunner().invoke(app, [*words, "--out", "weighted.csv"])
    assert isinstance(refused.exception, FileRefused)
    assert "SPSS" in refused.exception.found
    assert not (folder / "weighted.csv").exists()


def test_long_lists_are_cut_and_say_so(folder: Path) -> None:
    rows = "".join(f"a{n % 60:02d},{n % 5 // 4},1\n" for n in range(3000))
    (folder / "wave.csv").write_text("area,young,w\n" + rows, encoding="utf-8")
    targets = "".join(f"a{area:02d},{young},{10 + area}\n" for area in range(60) for young in (0, 1))
    (folder / "areas.csv").write_text("area,young,population\n" + targets, encoding="utf-8")
    (folder / "recipe.yaml").write_text(
        "steps:\n  - base: {}\n  - collapse: {field: young, least: 20, order: ['0', '1']}\n"
        "  - post-stratify: {margins: [{by: [area, young], targets: areas.csv}]}\n",
        encoding="utf-8",
    )
    answer = run("--recipe", "recipe.yaml")
    assert answer.exit_code == 0, answer.exception
    assert "and 50 others, which the log names" in answer.stdout
    assert "of 60 categories the 12 with the fewest rows" in answer.stdout


def test_an_accent_far_down_the_file_is_written_too(folder: Path) -> None:
    rows = "young,m,1,plain\nold,f,2,plain\nold,m,1,plain\nyoung,f,2,plain\n" * 10_000 + "old,f,2,Été\n"
    (folder / "wave.csv").write_bytes(("age,sex,w,said\n" + rows).encode("cp1252"))
    answer = run("--recipe", "recipe.yaml", "--out", "weighted.csv")
    assert answer.exit_code == 0, answer.exception
    with (folder / "weighted.csv").open(encoding="utf-8", newline="") as lines:
        written = list(csv.DictReader(lines))
    assert len(written) == 40_001
    assert written[-1]["said"] == "Été"
    assert float(written[-1]["final"]) > 0


def test_a_link_to_what_is_read_is_never_written_over(folder: Path) -> None:
    (folder / "link.csv").hardlink_to(folder / "wave.csv")
    refused = run("--recipe", "recipe.yaml", "--out", "link.csv")
    assert isinstance(refused.exception, FileRefused)
    assert (folder / "wave.csv").read_text(encoding="utf-8") == ROWS


def test_targets_that_are_scaled_are_told(folder: Path) -> None:
    recipe = RECIPE.replace("{m: 45, f: 55}}", "{m: 45, f: 65}}\n      add up to: the rows")
    (folder / "recipe.yaml").write_text(recipe, encoding="utf-8")
    answer = run("--recipe", "recipe.yaml")
    assert answer.exit_code == 0, answer.exception
    assert "   age: targets that add up to 100 are scaled to 60\n" in answer.stdout
    assert "   sex: targets that add up to 110 are scaled to 60\n" in answer.stdout


def test_a_recipe_that_is_not_there_is_said_to_be_so(folder: Path) -> None:
    refused = run("--recipe", "none.yaml").exception
    assert isinstance(refused, DefinitionError)
    assert refused.found == "no such file or directory"
    folder_given = run("--recipe", ".").exception
    assert isinstance(folder_given, DefinitionError)
    assert folder_given.found == "a folder"


@pytest.mark.parametrize(
    ("recipe", "accepted"),
    [
        ("- a\n", "keys with values, as 'key: value'"),
        ("steps:\n  - base: {}\n  - rake: {margins: []}\n", "1 item or more"),
    ],
)
def test_what_a_recipe_accepts_is_said_in_its_own_words(folder: Path, recipe: str, accepted: str) -> None:
    (folder / "recipe.yaml").write_text(recipe, encoding="utf-8")
    refused = run("--recipe", "recipe.yaml").exception
    assert isinstance(refused, DefinitionError)
    assert refused.accepted == accepted


def test_a_survey_may_hold_its_recipe(folder: Path) -> None:
    steps = "\n".join(f"  {line}" for line in RECIPE.strip().splitlines())
    about = (
        "survey: attitudes\ntitle: Attitudes\nsampling: {kind: quota, of: residents}\n"
        "questions: {age: {label: Age, kind: text}}\n"
    )
    (folder / "survey.yaml").write_text(f"{about}weights:\n{steps}\n", encoding="utf-8")
    (folder / "bare.yaml").write_text(about, encoding="utf-8")
    alone, within = run("--recipe", "recipe.yaml", "--json"), run("--recipe", "survey.yaml", "--json")
    assert within.exit_code == 0
    assert within.stdout == alone.stdout
    refused = run("--recipe", "bare.yaml").exception
    assert isinstance(refused, DefinitionError)
    assert refused.found == "a survey without 'weights'"
