"""The command line: exit codes, four-part errors, and one JSON document on standard output."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from peelian import errors


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
    assert not {0, 1, 2} & set(codes)


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
