"""The command line: exit codes, four-part errors, and one JSON document on standard output."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import typer

from peelian import errors
from peelian.cli import main


def peelian(*words, cwd):
    command = [sys.executable, "-m", "peelian.cli.main", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("load", "-w", "nowhere", "x.csv"), errors.NotFound.exit_code, "nowhere"),
        (("catalogue", "show", "merlyn"), errors.NotFound.exit_code, "merlyn"),
        (("schema", "sauce"), errors.NotFound.exit_code, "sauce"),
        (("catalogue", "export", "pdf"), errors.NotFound.exit_code, "pdf"),
        (("new", "."), errors.FileRefused.exit_code, "already there"),
        (("no-such-word",), 2, "no-such-word"),
    ],
)
def test_error_has_four_parts_and_its_own_exit_code(tmp_path, words, code, said):
    (tmp_path / "keep.txt").write_text("mine")
    answer = peelian(*words, cwd=tmp_path)
    assert answer.returncode == code
    assert said in answer.stderr
    assert answer.stdout == ""
    if code != 2:
        for part in ("found", "accepted", "next"):
            assert f"  {part} " in answer.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["keep.txt"]


def test_error_with_json_is_one_document(tmp_path):
    answer = peelian("check", "-w", "nowhere", "--json", cwd=tmp_path)
    record = json.loads(answer.stdout)
    assert record["exit_code"] == answer.returncode == errors.NotFound.exit_code
    assert set(record) == {"error", "thing", "found", "accepted", "next", "exit_code"}


@pytest.mark.parametrize(
    ("words", "thing", "found", "accepted"),
    [
        (("no-such-word",), "peelian", "no-such-word", "--help"),
        (("catalogue",), "peelian catalogue", "--json", "--help"),
        (("check", "--workspce", "x"), "check", "--workspce", "--workspace"),
        (("survey", "estimate", "--data", "f.csv"), "survey estimate", "--y", "--help"),
        (("survey", "size", "--margin", "wide"), "survey size", "valid number", "--help"),
        (("check", "too", "many"), "check", "too", "--help"),
    ],
)
def test_a_command_not_understood_with_json_is_one_document_too(tmp_path, words, thing, found, accepted):
    answer = peelian(*words, "--json", cwd=tmp_path)
    record = json.loads(answer.stdout)
    assert record["exit_code"] == answer.returncode == errors.NotUnderstood.exit_code == 2
    assert record["error"] == "usage"
    assert thing.removeprefix("peelian") in record["thing"]
    assert found in record["found"]
    assert accepted in record["accepted"]
    assert record["next"]
    assert answer.stderr == ""


def test_every_command_that_speaks_json_does_so_when_it_is_not_understood(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for words in commands_with_json():
        monkeypatch.setattr(sys, "argv", ["peelian", *words, "--no-such-option", "--json"])
        with pytest.raises(SystemExit) as ended:
            main.run()
        record = json.loads(capsys.readouterr().out)
        assert (record["error"], record["exit_code"], ended.value.code) == ("usage", 2, 2), words


def commands_with_json(group=None, above=()):
    group = group or typer.main.get_command(main.app)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_with_json(command, (*above, name))
        elif any("--json" in option.opts for option in command.params):
            yield (*above, name)


def test_a_good_end_with_json_keeps_its_exit_code(tmp_path):
    (tmp_path / "note.txt").write_text("7 % (3 of 10) were late.")
    found = peelian("figures", "check", "note.txt", "--json", cwd=tmp_path)
    assert found.returncode == errors.Disagreement.exit_code
    assert json.loads(found.stdout)
    assert peelian("catalogue", "list", "--json", cwd=tmp_path).returncode == 0
    assert peelian("check", "--help", "--json", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("workspace: x\nbody: [\n", "line"),
        ("workspace: x\nbodi: y\n", "bodi"),
        ("", "empty"),
    ],
)
def test_settings_that_are_wrong_name_the_place(tmp_path, text, said):
    (tmp_path / "peelian.yaml").write_text(text)
    answer = peelian("check", cwd=tmp_path)
    assert answer.returncode in (errors.DefinitionError.exit_code, errors.NotFound.exit_code)
    assert said in answer.stderr


def test_every_error_class_has_its_own_exit_code():
    classes = errors.PeelianError.__subclasses__()
    codes = [each.exit_code for each in classes]
    assert len(set(codes)) == len(codes)
    assert not {0, 1} & set(codes)


def test_json_is_alone_on_standard_output(tmp_path):
    answer = peelian("catalogue", "list", "--json", cwd=tmp_path)
    names = {source["source"] for source in json.loads(answer.stdout)["sources"]}
    assert {"recorded_crime", "calls", "vulnerability", "stops", "custody", "population"} <= names


def test_schemas_are_valid_json_schemas(tmp_path):
    from jsonschema import Draft202012Validator

    answer = peelian("schema", "--to", "schemas", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr
    files = sorted((tmp_path / "schemas").glob("*.json"))
    assert {"source.schema.json", "measure.schema.json", "workspace.schema.json"} <= {f.name for f in files}
    for file in files:
        Draft202012Validator.check_schema(json.loads(file.read_text()))


def test_what_is_to_be_typed_next_can_be_typed_and_an_empty_inbox_is_told(tmp_path):
    made = peelian("new", "our office", cwd=tmp_path)
    assert "peelian load -w 'our office' FILES" in made.stdout
    loaded = peelian("load", "-w", "our office", cwd=tmp_path)
    assert loaded.returncode == 0
    assert loaded.stdout.startswith("There is nothing to load: name files or folders")


def test_one_file_is_one_file(tmp_path):
    peelian("new", "office", cwd=tmp_path)
    (tmp_path / "x.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "1 file: 0 loaded with 0 records" in peelian("load", "-w", "office", "x.csv", cwd=tmp_path).stdout
