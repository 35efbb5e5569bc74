"""What loading would not read is said when a delivery is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.errors import DefinitionError, FileRefused
from peelian.workspace.checking_surveys import check_one_survey

TEXT = """survey: parks
title: Parks
sampling: {kind: open to all, of: anyone}
interview: {number: No, date: Day, wave: Wave}
waves: [{wave: "2024", from: 2024-05-01, to: 2024-05-31}]
questions:
  safe: {label: Safe, heading: Safe, answers: {answers: {A: Agrée, N: Not}}}
measures:
  - measure: safe_in_parks
    title: Respondents who feel safe
    question: safe
    counts: [A]
    direction: higher is better
    windows: [month]
"""


def checked(folder: Path, delivery: bytes, *, text: str = TEXT) -> list[tuple[str, str, str]]:
    survey, file = folder / "parks.yaml", folder / "parks.csv"
    survey.write_text(text, "utf-8")
    file.write_bytes(delivery)
    found = check_one_survey(str(survey), workspace=folder, data=file)
    return [
        (flaw.check, flaw.says, flaw.next_step)
        for flaw in found.flaws
        if flaw.check in ("separator", "encoding")
    ]


def test_file_written_as_said_has_no_flaw(tmp_path: Path) -> None:
    assert checked(tmp_path, b"\xef\xbb\xbfNo,Day,Wave,Safe\n1,2024-05-02,2024,A\n") == []


def test_other_separators_and_encodings_are_told_with_what_to_write(tmp_path: Path) -> None:
    delivery = "No;Day;Wave;Safe\né1;2024-05-02;2024;A\n".encode("latin-1")
    separator, encoding = checked(tmp_path, delivery)
    assert "';' in the file and ',' in the definition" in separator[1]
    assert "write 'delimiter: \";\"'" in separator[2]
    assert encoding[0] == "encoding"
    assert "windows-1252" in encoding[1]


def test_headings_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="headings and no interview"):
        checked(tmp_path, b"No,Day,Wave,Safe\n")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("windows: [month]", "windows: [week]", "rolling 12 months"),
        ("heading: Safe", "heading: Day", "each heading once"),
    ],
)
def test_what_building_would_refuse_is_refused_when_checking(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(DefinitionError) as caught:
        checked(tmp_path, b"No,Day,Wave,Safe\n1,2024-05-02,2024,A\n", text=TEXT.replace(old, new))
    assert says in caught.value.accepted
