"""Targets read from CSV files: what they may look like, and the line that is named when they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.catalogue.survey.weighting_fits import MarginTargets
from peelian.errors import DefinitionError
from peelian.surveys.weighting.targets import Targets, targets_of


def read(text: str, folder: Path, *, by: tuple[str, ...] = ("age",), count: str = "population") -> Targets:
    (folder / "ages.csv").write_text(text, encoding="utf-8")
    return targets_of(MarginTargets(by=by, targets="ages.csv", count=count), folder)


def test_a_file_with_other_columns_beside(tmp_path: Path) -> None:
    made = read('﻿age,note,population\n16-34,x,"1,200"\n35+, ,800.5\n', tmp_path)
    assert made.totals == {("16-34",): 1200.0, ("35+",): 800.5}
    assert made.place(("35+",)) == "ages.csv, line 3: 35+"


def test_several_columns_and_another_heading(tmp_path: Path) -> None:
    made = read("age,sex,Freq\na,m,1\na,f,0\n", tmp_path, by=("sex", "age"), count="Freq")
    assert made.totals == {("m", "a"): 1.0, ("f", "a"): 0.0}


def test_totals_written_in_the_recipe() -> None:
    folder = Path()
    assert targets_of(MarginTargets(by=("q",), targets=({"q": 1, "population": 5},)), folder).totals == {
        ("1",): 5
    }
    assert targets_of(MarginTargets(by=("q",), targets={"1": 5}), folder).totals == {("1",): 5}


@pytest.mark.parametrize(
    ("text", "thing", "found"),
    [
        ("age,people\na,1\n", "ages.csv, line 1", "no column 'population' among age, people"),
        ("age,population\na,1\nb,-2\n", "ages.csv, line 3", "a total of '-2'"),
        ("age,population\na,\n", "ages.csv, line 2", "a total of ''"),
        ("age,population\na,many\n", "ages.csv, line 2", "a total of 'many'"),
        ("age,population\na,1\na,2\n", "ages.csv, line 3", "a a second time"),
        ("age,population\n,1\n", "ages.csv, line 2", "no value of 'age'"),
        ("age,population\n", "ages.csv", "no totals"),
        ('age,population\na,"45,5"\n', "ages.csv, line 2", "a total of '45,5'"),
        ("age,population\na,1_000\n", "ages.csv, line 2", "a total of '1_000'"),
        ("age,population\na,4,421\n", "ages.csv, line 2", "values: 3"),
        ("", "ages.csv", "an empty file"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str, thing: str, found: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(text, tmp_path)
    assert caught.value.thing == thing
    assert found in caught.value.found


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="cannot be read"):
        targets_of(MarginTargets(by=("age",), targets="none.csv"), tmp_path)


def test_semicolons_and_decimal_commas_in_an_older_encoding(tmp_path: Path) -> None:
    (tmp_path / "ages.csv").write_bytes("saison;population\r\nété;45,5\r\nhiver;54,5\r\n".encode("cp1252"))
    made = targets_of(MarginTargets(by=("saison",), targets="ages.csv"), tmp_path)
    assert made.totals == {("été",): 45.5, ("hiver",): 54.5}
