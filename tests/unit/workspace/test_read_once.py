from __future__ import annotations

import os

from peelian.workspace.read_once import ReadOnce


def reader(folder):
    count = []

    def read() -> str:
        count.append(1)
        return " ".join(path.read_text() for path in sorted(folder.iterdir()))

    return ReadOnce(lambda: sorted(folder.iterdir())), read, count


def test_is_read_once_while_nothing_changes(tmp_path):
    (tmp_path / "a").write_text("one")
    once, read, count = reader(tmp_path)
    assert [once.of("words", read) for _ in range(3)] == ["one"] * 3
    assert len(count) == 1


def test_is_read_again_when_a_file_changes_comes_or_goes(tmp_path):
    (tmp_path / "a").write_text("one")
    once, read, count = reader(tmp_path)
    once.of("words", read)
    (tmp_path / "a").write_text("longer")
    assert once.of("words", read) == "longer"
    (tmp_path / "b").write_text("two")
    assert once.of("words", read) == "longer two"
    os.utime(tmp_path / "b", ns=(1, 1))
    once.of("words", read)
    (tmp_path / "a").unlink()
    assert once.of("words", read) == "two"
    assert len(count) == 5


def test_what_is_read_in_two_ways_is_kept_apart(tmp_path):
    once, read, _ = reader(tmp_path)
    assert once.of("words", read) == ""
    assert once.of("number", lambda: 7) == 7
    assert once.of("words", read) == ""
