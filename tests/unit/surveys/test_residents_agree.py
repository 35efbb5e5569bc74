"""Residents beside those who answered: for every answer, and adding up."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.errors import DefinitionError
from peelian.surveys.read_surveys import read_surveys

TEXT = """survey: parks
title: Parks
sampling: {kind: open to all, of: anyone}
interview: {number: No, date: Day}
questions:
  age: {label: Age, answers: {answers: {young: Young, old: Old}}}
analyses:
  - analysis: who answered
    name: who
    title: Who answered
    by: {age: RESIDENTS}
    source: estimates
"""


def read(folder: Path, residents: str) -> None:
    file = folder / "parks.yaml"
    file.write_text(TEXT.replace("RESIDENTS", residents), "utf-8")
    read_surveys([file], shipped=())


@pytest.mark.parametrize(
    "residents", ["{young: 0.36, old: 0.645}", "{young: 36, old: 64}", "{young: 0, old: 7}"]
)
def test_shares_and_numbers_of_people_are_taken(tmp_path: Path, residents: str) -> None:
    read(tmp_path, residents)


@pytest.mark.parametrize(
    ("residents", "found", "step"),
    [
        ("{young: 0.4, odl: 0.6}", "residents of 'odl', which is no answer to 'age'", "write 'old'"),
        ("{young: 1}", "no residents of 'old'", "each stands for"),
        ("{young: 0.4, old: 0.7}", "shares that add up to 1.1", "correct"),
        ("{young: -0.4, old: 1.4}", "-0.4, 1.4", "correct"),
        ("{young: 0, old: 0}", "0, 0", "correct"),
    ],
)
def test_a_slip_is_refused_with_its_line(tmp_path: Path, residents: str, found: str, step: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read(tmp_path, residents)
    assert caught.value.thing == "parks.yaml, line 11: analyses.0.by.age"
    assert caught.value.found == found
    assert step in caught.value.next_step
