"""Ending a command: at once, with all that was asked to be done before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_TEMPORARY = """
import tempfile
from peelian.cli.ending import end_command
kept = tempfile.TemporaryDirectory(dir={folder!r})
print("said", end="")
end_command(4)
"""
_THREAD = """
import threading, time
from peelian.cli.ending import end_command
def work():
    time.sleep(0.2)
    print("done", end="")
threading.Thread(target=work).start()
end_command(3)
"""
_OBJECTS = """
import sys
from peelian.cli.ending import end_command
class Noted:
    def __del__(self):
        print("taken apart", end="")
sys.kept = Noted()
end_command(0)
"""


def _end(program: str) -> tuple[int, str, str]:
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout, ran.stderr


def test_what_was_said_is_handed_over_and_temporary_folders_are_gone(tmp_path: Path) -> None:
    assert _end(_TEMPORARY.format(folder=str(tmp_path))) == (4, "said", "")
    assert not list(tmp_path.iterdir())


def test_a_thread_at_work_is_waited_for() -> None:
    assert _end(_THREAD) == (3, "done", "")


def test_objects_are_not_taken_apart_one_by_one() -> None:
    assert _end(_OBJECTS) == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pipe to break like this")
def test_a_reader_who_has_gone_is_no_error() -> None:
    ran = subprocess.run(
        ["sh", "-c", f"({sys.executable} -m peelian schema; echo $? >&2) | true"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stderr.strip() in {"0", "1"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--version 2>&-", 0),
        ("nonsense 2>&-", 2),
        ("--version >&-", 0),
        ("findings -w /nowhere >&-", 7),
        ("findings -w /nowhere --json >&-", 7),
        ("schema >/dev/full", 1),
        ("catalogue layouts --json >/dev/full", 1),
    ],
)
def test_outputs_that_cannot_be_written_leave_the_exit_code_right(words: str, code: int) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m peelian {words}"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == code
    assert "Traceback" not in ran.stderr
    assert ("no space left" in ran.stderr) == ("full" in words)
