"""Threads of linear algebra: one for each process, since processes share the cores among themselves."""

from __future__ import annotations

import os

_LIBRARIES = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")
"""How the libraries that NumPy is built with are told. OMP_NUM_THREADS is left alone: others listen to it."""


def one_thread_each() -> None:
    """Let linear algebra run on one thread in this process and those that it starts.

    To be called before NumPy is loaded; whoever has set a number of threads keeps it. How a long sum is cut
    up between threads shows in its last digits, so that numbers would depend on how many cores a machine has;
    and threads that wait for one another keep a core from a process that has work.
    """
    for name in _LIBRARIES:
        os.environ.setdefault(name, "1")
