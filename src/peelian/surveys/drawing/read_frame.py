"""Reading a list to draw from: a CSV, SPSS or Parquet file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from peelian.errors import FileRefused
from peelian.surveys.answer_file import read_answers
from peelian.surveys.csv_answers import read_csv
from peelian.surveys.drawing.frame import Frame, frame_of
from peelian.surveys.sav_answers import is_sav, read_sav

_PARQUET = b"PAR1"


def read_frame(path: Path, *, columns: Sequence[str], written: str = "") -> Frame:
    """Read columns of a CSV, SPSS or Parquet file.

    Parameters
    ----------
    path
        The file.
    columns
        Headings wanted.
    written
        How days are written.

    Raises
    ------
    NotFound
        If the file or a column is not there.
    FileRefused
        If it is not a table or has no rows.
    """
    if path.is_file() and path.read_bytes()[:4] == _PARQUET:
        return frame_of(_parquet(path), name=path.name, columns=columns, written=written)
    file = read_answers(str(path), columns=columns)
    return Frame(path.name, file.rows, file.columns, written)


def headings_of(path: Path) -> tuple[str, ...]:
    """Return the headings of a CSV, SPSS or Parquet file.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    NotFound
        If there is no such file.
    FileRefused
        If it is not a table.
    """
    if not path.is_file():
        read_answers(str(path), columns=())
    if path.read_bytes()[:4] == _PARQUET:
        return tuple(_parquet(path).column_names)
    read = read_sav if is_sav(path) else read_csv
    return read(path, name=path.name, wanted=(), missing=frozenset())[0]


def _parquet(path: Path) -> pa.Table:
    try:
        return pq.read_table(path)
    except (pa.ArrowInvalid, OSError) as problem:
        raise FileRefused(
            path.name,
            found=f"a Parquet file that cannot be read ({problem})",
            accepted="a whole CSV, SPSS or Parquet file",
            next_step="export it again",
        ) from problem
