"""The parts of a cube: its rows by level of area and code of the family, found in one pass."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from peelian.measures.cube import CUBE_SCHEMA


class CubeParts:
    """The rows of a cube, each level and code by itself.

    A family has a series for every code at every level, and to look for the rows of each in the whole cube
    would read it as many times.

    Parameters
    ----------
    cube
        Rows with the columns of `CUBE_SCHEMA`; texts as they are or dictionary-encoded.
    """

    def __init__(self, cube: pa.Table) -> None:
        self._ends: dict[tuple[str, str], tuple[int, int]] = {}
        whole = cube.combine_chunks()
        # Level and code are the same in all rows of a part, and areas are laid on grids by number.
        rows = whole.select(["area", "group", "month", "n"])
        rows = rows.set_column(1, "group", whole["group"].cast(pa.string()))
        self._rows = rows.set_column(0, "area", _coded(whole["area"]))
        if not len(cube):
            return
        level, code = _coded(whole["level"]), _coded(whole["code"])
        codes = code.dictionary.to_pylist()
        number = level.indices.to_numpy().astype(np.int64) * len(codes) + code.indices.to_numpy()
        order = np.argsort(number.astype(np.int16) if number.max() < 2**15 else number, kind="stable")
        starts = np.searchsorted(number[order], np.arange(number.max() + 2))
        for place in range(int(number.max()) + 1):
            name = level.dictionary[place // len(codes)].as_py(), codes[place % len(codes)]
            self._ends[name] = int(starts[place]), int(starts[place + 1])
        self._rows = self._rows.take(pa.array(order))

    def of(self, level: str, code: str | None) -> pa.Table:
        """Return the rows of a level and a code (None where the measure is no family), areas by number."""
        start, end = self._ends.get((level, code or ""), (0, 0))
        rows = self._rows.slice(start, end - start)
        whole = rows.append_column("level", pa.repeat(level, len(rows)))
        return whole.append_column("code", pa.repeat(code or "", len(rows))).select(CUBE_SCHEMA.names)


def _coded(column: pa.ChunkedArray) -> pa.DictionaryArray:
    whole = column.combine_chunks()
    return whole if pa.types.is_dictionary(whole.type) else whole.dictionary_encode()
