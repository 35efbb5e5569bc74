"""Ending a command: what it made in memory goes with its process, not object by object."""

from __future__ import annotations

import atexit
import os
import sys
import threading
from typing import NoReturn


def end_command(code: int) -> NoReturn:
    """End this process with an exit code, without a last look at every object.

    Before it ends Python goes through all objects several times to take them apart: half a second after a
    build, though the system takes the memory back in any case. What was written is handed over first, and
    what other code wants done at the end is done, such as removing temporary folders. Where a thread is
    still at work Python ends the process in its own way, which waits for it.

    Parameters
    ----------
    code
        The exit code, 0 to 255.

    Raises
    ------
    SystemExit
        Where a thread is still at work.
    BrokenPipeError
        If nobody reads what is written.
    """
    if threading.active_count() > 1:
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    atexit._run_exitfuncs()
    os._exit(code)
