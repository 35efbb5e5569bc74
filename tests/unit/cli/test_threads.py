"""Linear algebra on one thread: told before it is loaded, and never against the will of the user."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from peelian.cli.threads import one_thread_each

NAME = "OPENBLAS_NUM_THREADS"


def test_one_thread_unless_somebody_said_otherwise(monkeypatch):
    monkeypatch.setattr(os, "environ", {NAME: "3"})
    one_thread_each()
    assert os.environ == {NAME: "3", "MKL_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}


@pytest.mark.parametrize("said", [None, "2"])
def test_command_line_says_it_before_numbers_are_loaded(said):
    code = (
        "import os, sys\n"
        "from peelian.cli import main\n"
        "assert 'numpy' not in sys.modules\n"
        "main.app = lambda: print(os.environ[sys.argv[1]])\n"
        "main.run()\n"
    )
    around = {name: value for name, value in os.environ.items() if name != NAME}
    around |= {} if said is None else {NAME: said}
    answer = subprocess.run(
        [sys.executable, "-c", code, NAME], env=around, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == [said or "1"]
