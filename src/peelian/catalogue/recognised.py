"""What a file was recognised as: a layout, and the tables of the file that have it."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.catalogue.layout import Layout


@dataclass(frozen=True, slots=True)
class Recognised:
    """One layout found in a file.

    Parameters
    ----------
    layout
        How to read it.
    tables
        Names of the sheets or tables read by it; ("",) where a file holds only one.
    """

    layout: Layout
    tables: tuple[str, ...]
