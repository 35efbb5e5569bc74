"""Writing made-up rows in any described layout: the layout read backwards, a column at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.synthetic.files import write_columns


def write_extract(
    folder: Path,
    name: str,
    layout: Layout,
    *,
    catalogue: Catalogue,
    values: Mapping[str, Sequence[Any] | pa.Array],
) -> Path:
    """Write a CSV file in a layout from values of the source's fields (see `extract_columns`)."""
    return write_columns(folder, name, extract_columns(layout, catalogue, values))


def extract_columns(
    layout: Layout, catalogue: Catalogue, values: Mapping[str, Sequence[Any] | pa.Array]
) -> dict[str, pa.Array]:
    """Return the columns of a file in a layout, by heading, from values of the source's fields.

    A column that a crosswalk reads gets the first text that the crosswalk turns into the wanted code. Fields
    that are not given are left blank.

    Parameters
    ----------
    layout, catalogue
        How the file is written, and where its crosswalks are found.
    values
        Values of each field, all of one length: text, numbers or days, as Arrow or NumPy arrays or lists. A
        null is a blank.
    """
    held = {field: pa.array(given) for field, given in values.items()}
    size = len(next(iter(held.values())))
    blank = pa.nulls(size, pa.string())
    columns = {
        heading: held.get(column.to, blank) if column.to else blank
        for heading, column in layout.columns.items()
    }
    for lookup in layout.lookups:
        wanted = [position for position, field in enumerate(lookup.to) if field in held]
        if wanted:
            back = _read_backwards(catalogue, lookup.by, wanted)
            texts = [held[lookup.to[position]].cast(pa.string()) for position in wanted]
            columns |= _written(texts, back, lookup.columns)
    return columns


def _written(
    texts: Sequence[pa.Array], back: Mapping[str, Sequence[str]], headings: Sequence[str]
) -> dict[str, pa.Array]:
    """Look each different value up once."""
    joined = pc.binary_join_element_wise(*texts, _BETWEEN).dictionary_encode()
    found = [back[key] for key in joined.dictionary.to_pylist()]
    return {
        heading: pa.array([row[place] for row in found], pa.string()).take(joined.indices)
        for place, heading in enumerate(headings)
    }


_BETWEEN = "\x1f"


def _read_backwards(
    catalogue: Catalogue, crosswalk: str, wanted: Sequence[int]
) -> dict[str, tuple[str, ...]]:
    table = catalogue.crosswalks[crosswalk]
    width = len(table.columns)
    back: dict[str, tuple[str, ...]] = {}
    for row in table.rows:
        key = _BETWEEN.join(row[width + position] for position in wanted)
        back.setdefault(key, tuple(row[:width]))
    return back
