"""Writing made-up rows in any described layout: the layout read backwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.synthetic.files import write_csv


def write_extract(
    folder: Path, name: str, layout: Layout, *, catalogue: Catalogue, values: Mapping[str, Sequence[str]]
) -> Path:
    """Write a CSV file in a layout from values of the source's fields.

    A column that a crosswalk reads gets the first text that the crosswalk turns into the wanted code. Fields
    that are not given are left blank.

    Parameters
    ----------
    values
        Text of each field, all of one length n.
    """
    size = len(next(iter(values.values())))
    blank = [""] * size
    columns = {
        heading: list(values.get(column.to, blank)) if column.to else blank
        for heading, column in layout.columns.items()
    }
    for lookup in layout.lookups:
        wanted = [position for position, field in enumerate(lookup.to) if field in values]
        if not wanted:
            continue
        back = _read_backwards(catalogue, lookup.by, wanted)
        keys = zip(*(values[lookup.to[position]] for position in wanted), strict=True)
        written = [back[key] for key in keys]
        for place, heading in enumerate(lookup.columns):
            columns[heading] = [row[place] for row in written]
    return write_csv(folder, name, list(columns), zip(*columns.values(), strict=True))


def _read_backwards(
    catalogue: Catalogue, crosswalk: str, wanted: Sequence[int]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    table = catalogue.crosswalks[crosswalk]
    width = len(table.columns)
    back: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in table.rows:
        back.setdefault(tuple(row[width + position] for position in wanted), tuple(row[:width]))
    return back
