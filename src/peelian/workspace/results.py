"""Handing tables to the user in the form they like."""

from __future__ import annotations

from typing import Any, Literal

import pyarrow as pa

from peelian.errors import NotFound

TableForm = Literal["arrow", "polars", "pandas"]


def as_form(table: pa.Table, form: TableForm) -> Any:
    """Return an Arrow table as Arrow, Polars or pandas.

    Raises
    ------
    NotFound
        If the form is unknown, or its library is not installed.
    """
    if form == "arrow":
        return table
    try:
        if form == "polars":
            import polars

            return polars.from_arrow(table)
        if form == "pandas":
            import pandas  # noqa: F401

            return table.to_pandas()
    except ImportError as missing:
        raise NotFound(
            f"as_='{form}'",
            found=f"the library {form} is not installed",
            accepted="arrow, polars, pandas",
            next_step=f"install it (pip install peelian[{form}]) or use as_='arrow'",
        ) from missing
    raise NotFound(
        f"as_={form!r}",
        found="no such form",
        accepted="arrow, polars, pandas",
        next_step="choose one of these",
    )
