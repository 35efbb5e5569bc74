"""Files of answers: what is read as an answer, as a number and as none, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from peelian.errors import FileRefused, NotFound
from peelian.surveys.answer_column import AnswerColumn
from peelian.surveys.answer_file import read_answers


def write(folder: Path, text: str, *, encoding: str = "utf-8") -> str:
    file = folder / "answers.csv"
    file.write_bytes(text.encode(encoding))
    return str(file)


def test_mark_semicolons_and_decimal_commas(tmp_path: Path) -> None:
    file = write(tmp_path, "\ufeffweight;area\r\n1,5;Été\r\n2;B\r\n")
    found = read_answers(file, columns=["weight", "area"])
    assert found.rows == 2
    assert found.columns["weight"].numbers(wanted_for="weights").tolist() == [1.5, 2]
    assert found.columns["area"].words.tolist() == ["Été", "B"]


def test_the_encoding_of_old_windows(tmp_path: Path) -> None:
    file = write(tmp_path, "weight,area\n1,Été\n", encoding="cp1252")
    assert read_answers(file, columns=["area"]).columns["area"].words.tolist() == ["Été"]


def test_an_accent_far_down_the_file_is_read_too(tmp_path: Path) -> None:
    file = write(tmp_path, "area\n" + "plain\n" * 60_000 + "Été\n", encoding="cp1252")
    assert read_answers(file, columns=["area"]).columns["area"].words[-1] == "Été"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_line_by_which_excel_says_what_parts_values_is_no_heading(tmp_path: Path, mark: str) -> None:
    file = write(tmp_path, f"sep={mark}\r\nweight{mark}area\r\n1{mark}A\r\n2{mark}B\r\n")
    found = read_answers(file, columns=["area"])
    assert found.columns["area"].words.tolist() == ["A", "B"]


def test_what_is_no_answer_is_counted_by_what_it_says(tmp_path: Path) -> None:
    file = write(tmp_path, "y,z\n1,a\n,b\nNA,c\n98,d\n98,e\n 3 ,f\n")
    column = read_answers(file, columns=["y"], missing=["98"]).columns["y"]
    assert column.missing == {"blank": 1, "'NA'": 1, "'98'": 2}
    assert column.missing_rows == 4
    numbers = column.numbers(wanted_for="a mean")
    assert numbers[[0, 5]].tolist() == [1, 3]
    assert np.isnan(numbers[1:5]).all()


def test_levels_stand_by_number_then_by_alphabet(tmp_path: Path) -> None:
    file = write(tmp_path, "y\n10\n9\nNo\n9\nAll\n")
    assert read_answers(file, columns=["y"]).columns["y"].levels() == ("9", "10", "All", "No")


@pytest.mark.parametrize("word", ["Yes", "inf", "1,5", "3 %", "1_0"])
def test_words_are_no_numbers(tmp_path: Path, word: str) -> None:
    column = read_answers(write(tmp_path, f'y\n1\n"{word}"\n"{word}"\n'), columns=["y"]).columns["y"]
    with pytest.raises(FileRefused) as refused:
        column.numbers(wanted_for="a mean")
    assert f"'{word}' (2)" in refused.value.found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "empty"),
        ("y,z\n", "no rows"),
        ("y,z\n1,2\n3\n", "values: 1"),
        ('y\n"1\n2\n', "unexpected end"),
        ("y,y\n1,2\n", "2 columns named 'y'"),
        ("%PDF-1.4\n", "PDF"),
        ("<html>\n", "web page"),
        ('[{"y": 1}]', "json"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, text: str, found: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_answers(write(tmp_path, text), columns=["y"])
    assert found in refused.value.found
    assert refused.value.accepted
    assert refused.value.next_step


def test_a_column_that_is_not_there_has_its_near_names(tmp_path: Path) -> None:
    file = write(tmp_path, "Weight,satisfied\n1,2\n")
    with pytest.raises(NotFound) as missing:
        read_answers(file, columns=["wieght"])
    assert missing.value.accepted == "Weight"
    with pytest.raises(NotFound) as missing:
        read_answers(file, columns=["borough"])
    assert missing.value.accepted == "Weight, satisfied"


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(NotFound):
            read_answers(str(place), columns=["y"])


@pytest.mark.parametrize(
    ("start", "kind"), [(b"<stata_dta><header>", "Stata"), (b"0" * 40 + b"ASCII SPSS PORT FILE", "portable")]
)
def test_files_of_other_packages_are_named(tmp_path: Path, start: bytes, kind: str) -> None:
    (tmp_path / "f").write_bytes(start + b"\nx,y\n1,2\n")
    with pytest.raises(FileRefused, match=kind):
        read_answers(str(tmp_path / "f"), columns=["x"])


def test_codes_with_one_label_are_named() -> None:
    words, codes = (
        np.array(each, dtype=object)
        for each in (["Good", "Bad", "Good", None, "7"], ["1", "2", "3", None, "7"])
    )
    assert AnswerColumn("f.sav", "q", words, codes, {}).says_shared() == "'Good' (1, 3)"
    assert AnswerColumn("f.csv", "q", codes, codes, {}).says_shared() == ""


def spss(folder: Path) -> str:
    pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat (extra spss) is not installed")
    pandas = pytest.importorskip("pandas", reason="pandas, which writes the SPSS file, is not installed")
    frame = pandas.DataFrame(
        {"job": [1.0, 2.0, 98.0, 99.0, None, 1.0], "name": ["x", "", "y", "x", "x", "x"], "w": [1.5] * 6}
    )
    pyreadstat.write_sav(
        frame,
        str(folder / "answers.sav"),
        variable_value_labels={"job": {1: "Good", 2: "Poor", 98: "Don't know", 99: "Refused"}},
        missing_ranges={"job": [{"lo": 98, "hi": 99}]},
    )
    return str(folder / "answers.sav")


def test_labels_and_declared_missing_codes_of_spss(tmp_path: Path) -> None:
    found = read_answers(spss(tmp_path), columns=["job", "name", "w"])
    job = found.columns["job"]
    assert found.rows == 6
    assert job.words.tolist() == ["Good", "Poor", None, None, None, "Good"]
    assert job.codes.tolist() == ["1", "2", None, None, None, "1"]
    assert job.missing == {"98 Don't know": 1, "99 Refused": 1, "blank": 1}
    assert job.levels() == ("Good", "Poor")
    assert job.numbers(wanted_for="a mean")[:2].tolist() == [1, 2]
    assert found.columns["name"].missing == {"blank": 1}
    assert found.columns["w"].numbers(wanted_for="weights").tolist() == [1.5] * 6


def test_words_for_no_answer_that_stand_nowhere_are_told(tmp_path: Path) -> None:
    file = spss(tmp_path)
    assert read_answers(file, columns=["job"], missing=["Poor", "98", "Refused", "Other"]).unmet == ("Other",)
    file = write(tmp_path, "y\n1\n98\nDon't know\n")
    assert read_answers(file, columns=["y"], missing=["98", "Don't know", "99"]).unmet == ("99",)


def test_more_labels_may_stand_for_no_answer(tmp_path: Path) -> None:
    job = read_answers(spss(tmp_path), columns=["job"], missing=["Poor"]).columns["job"]
    assert job.missing["2 Poor"] == 1


def test_a_damaged_spss_file_and_a_column_it_lacks(tmp_path: Path) -> None:
    file = spss(tmp_path)
    with pytest.raises(NotFound):
        read_answers(file, columns=["jobb"])
    broken = tmp_path / "broken.sav"
    broken.write_bytes(Path(file).read_bytes()[:60])
    with pytest.raises(FileRefused, match="cannot be read"):
        read_answers(str(broken), columns=["job"])
