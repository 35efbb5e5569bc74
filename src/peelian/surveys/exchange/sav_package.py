"""The package that reads and writes SPSS files, asked for only when one is at hand."""

from __future__ import annotations

import importlib.util
from typing import Any

from peelian.errors import NotFound


def spss_package(name: str) -> Any:
    """Return the module pyreadstat.

    Parameters
    ----------
    name
        The file it is wanted for, for messages.

    Raises
    ------
    NotFound
        If it is not installed.
    """
    if importlib.util.find_spec("pyreadstat") is None:
        raise NotFound(
            name,
            found="an SPSS file, and no package that reads and writes it",
            accepted="the package pyreadstat",
            next_step="run 'pip install peelian[spss]', or use CSV",
        )
    import pyreadstat

    return pyreadstat


def frame_package(name: str) -> str:
    """Return the name of a package of tables that pyreadstat can write from.

    Parameters
    ----------
    name
        The file it is wanted for, for messages.

    Raises
    ------
    NotFound
        If there is none.
    """
    for each in ("pandas", "polars"):
        if importlib.util.find_spec(each) is not None:
            return each
    raise NotFound(
        name,
        found="no package of tables that SPSS files are written from",
        accepted="pandas or polars",
        next_step="run 'pip install peelian[pandas]'",
    )
