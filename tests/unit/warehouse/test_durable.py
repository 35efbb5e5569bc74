"""What is flushed is flushed to the last file, and a file that cannot be is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from peelian.warehouse import durable
from peelian.warehouse.durable import sync_many


def test_every_file_is_flushed_before_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    flushed: list[Path] = []
    monkeypatch.setattr(durable, "sync_file", flushed.append)
    monkeypatch.setattr(durable, "_sync_folder", flushed.append)
    files = [tmp_path / f"{number}.txt" for number in range(20)]
    sync_many(files, [tmp_path])
    assert set(flushed[:-1]) == set(files)
    assert flushed[-1] == tmp_path


def test_a_file_that_cannot_be_flushed_is_told(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        sync_many([tmp_path / "absent"], [tmp_path])
