"""Reading YAML with line numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from peelian.definitions.located import read_located
from peelian.errors import DefinitionError


def read(tmp_path, text, name="d.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_located(path)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("true", True),
        ("2024-02-28", dt.date(2024, 2, 28)),
        ("2024-02-30", "2024-02-30"),
        ('"2024-02-28"', "2024-02-28"),
        ("012", "012"),
        ("1_000", 1000),
        ("1.5", 1.5),
        ("2e3", 2000.0),
        ("E09000001", "E09000001"),
        ("", None),
        ("95 %", "95 %"),
    ],
)
def test_plain_values_mean_what_they_say(tmp_path, written, meant):
    (document,) = read(tmp_path, f"a: {written}\n")
    assert document.data == {"a": meant}


def test_every_value_remembers_its_line(tmp_path):
    (document,) = read(tmp_path, "a: 1\nb:\n  c: [1,\n    2]\n")
    assert document.line_of(("b", "c")) == 3
    assert document.line_of(("b", "c", 1)) == 4
    assert document.where(("b", "c")) == "d.yaml, line 3: b.c"


def test_key_written_twice_is_refused(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, "a: 1\nb: 2\na: 3\n")
    assert "line 3" in caught.value.thing
    assert "'a' a second time" in caught.value.found


@pytest.mark.parametrize("text", ["a: [1, 2\n", "a: b: c\n", "\tx: 1\n", "a: &x 1\nb: *y\n"])
def test_text_that_is_not_yaml_names_the_line(tmp_path, text):
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, text)
    assert "line" in caught.value.thing


def test_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "d.yaml"
    path.write_bytes("a: café\n".encode("latin-1"))
    with pytest.raises(DefinitionError, match="UTF-8"):
        read_located(path)


def test_python_objects_are_never_built(tmp_path):
    (document,) = read(tmp_path, "a: !!python/object/apply:os.system ['echo hi']\n")
    assert document.data == {"a": ["echo hi"]}
