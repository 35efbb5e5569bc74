"""Swapping a folder into place leaves the old one or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from peelian.workspace.swapping import mend_swap, swapped_in


def test_finished_folder_takes_the_place_of_the_old(tmp_path):
    site = tmp_path / "site"
    for text in ("old", "new"):
        with swapped_in(site) as fresh:
            (fresh / "index.html").write_text(text)
    assert (site / "index.html").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_failure_leaves_the_old_folder(tmp_path):
    site = tmp_path / "site"
    with swapped_in(site) as fresh:
        (fresh / "index.html").write_text("old")
    with pytest.raises(RuntimeError), swapped_in(site) as fresh:
        (fresh / "index.html").write_text("half")
        raise RuntimeError
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


_CHILD = """
import os, signal, sys
from pathlib import Path
from peelian.workspace import swapping
site = Path(sys.argv[1]); die_at = int(sys.argv[2]); calls = 0
real = Path.replace
def replace(self, target):
    global calls
    calls += 1
    if calls == die_at:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, target)
Path.replace = replace
with swapping.swapped_in(site) as fresh:
    (fresh / "index.html").write_text("new")
    if die_at == 0:
        os.kill(os.getpid(), signal.SIGKILL)
swapping.shutil.rmtree = None
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
@pytest.mark.parametrize("step", [0, 1, 2])
def test_kill_at_any_step_is_mended(tmp_path, step):
    site = tmp_path / "site"
    with swapped_in(site) as fresh:
        (fresh / "index.html").write_text("old")
    child = subprocess.run([sys.executable, "-c", _CHILD, str(site), str(step)], check=False, env=os.environ)
    assert child.returncode == -signal.SIGKILL
    mend_swap(site)
    assert (site / "index.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
