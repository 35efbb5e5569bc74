"""What a provider says about a file it knows: which layout it has, and which of the file's tables hold it."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.catalogue.layout import Layout


@dataclass(frozen=True, slots=True)
class Recognised:
    """A layout found in a file.

    Parameters
    ----------
    layout
        How the file is to be read.
    tables
        Names of the sheets or tables of the file that hold this layout, in their order; ("",) for a file that
        holds only one table.
    """

    layout: Layout
    tables: tuple[str, ...] = ("",)
