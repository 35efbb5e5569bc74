"""What a folder held is out of the way while it is made anew, and gone at the end."""

from __future__ import annotations

import pytest

from peelian.cli.put_aside import put_aside


def _seen(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_folder_is_empty_but_for_what_stays(tmp_path):
    (tmp_path / "site" / "data").mkdir(parents=True)
    (tmp_path / "site" / "data" / "a.csv").write_text("1")
    (tmp_path / "mark").write_text("mine")
    with put_aside(tmp_path, but="mark"):
        assert _seen(tmp_path) == ["mark"]
        (tmp_path / "site").mkdir()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["mark", "site"]


def test_what_failed_leaves_nothing_aside(tmp_path):
    (tmp_path / "old").write_text("1")
    with pytest.raises(OSError, match="full"), put_aside(tmp_path, but="mark"):
        raise OSError("full")
    assert not list(tmp_path.iterdir())


def test_what_a_killed_command_left_is_swept(tmp_path):
    (tmp_path / ".earlier" / "site").mkdir(parents=True)
    with put_aside(tmp_path / ".." / tmp_path.name, but="mark"):
        assert not list((tmp_path / ".earlier").iterdir())
    assert not list(tmp_path.iterdir())


def test_folder_that_is_not_there_is_made(tmp_path):
    with put_aside(tmp_path / "a" / "b", but="mark"):
        assert _seen(tmp_path / "a" / "b") == []


def test_what_is_no_folder_in_its_place_is_out_of_the_way_too(tmp_path):
    folder, elsewhere = tmp_path / "demo", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "thesis.txt").write_text("mine")
    folder.mkdir()
    for left in (lambda path: path.write_text("1"), lambda path: path.symlink_to(elsewhere)):
        left(folder / ".earlier")
        with put_aside(folder, but="mark"):
            assert _seen(folder) == []
        assert not list(folder.iterdir())
    assert [path.name for path in elsewhere.iterdir()] == ["thesis.txt"]
