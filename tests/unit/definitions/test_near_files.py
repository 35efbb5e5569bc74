"""Files whose names are nearly the one written."""

from __future__ import annotations

from pathlib import Path

from peelian.definitions.near_files import files_near


def test_files_of_like_names_as_they_would_be_written(tmp_path: Path, monkeypatch) -> None:
    for name in ("Report.docx", "report-2.docx", "other.csv"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "reports.docx").mkdir()
    monkeypatch.chdir(tmp_path)
    assert files_near(Path("reprt.docx")) == ("Report.docx", "report-2.docx")
    assert files_near(tmp_path / "othr.csv") == (str(tmp_path / "other.csv"),)


def test_nothing_is_near_where_there_is_no_folder_or_no_like_name(tmp_path: Path) -> None:
    assert files_near(tmp_path / "none" / "a.csv") == ()
    assert files_near(tmp_path / "a.csv") == ()
