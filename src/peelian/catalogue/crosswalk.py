"""Crosswalks: which of our codes each value of a giver's file means. Data, never code."""

from __future__ import annotations

from peelian.definitions.model import Definition


class Crosswalk(Definition):
    """A table from one or more columns of a file to one or more fields.

    Parameters
    ----------
    crosswalk
        Name, by which layouts refer to it.
    columns
        Names of the values looked up, in order.
    gives
        Names of the values that come back, in order.
    rows
        Each row: the looked-up values and then the given ones. Looking up ignores case and surrounding
        blanks.
    source
        Where the pairing comes from.
    title
        Plain title.
    """

    crosswalk: str
    title: str = ""
    source: str = ""
    columns: tuple[str, ...]
    gives: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
