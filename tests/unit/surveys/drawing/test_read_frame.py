"""Lists to draw from: the same columns from CSV, Parquet and loaded rows, and days that cannot be read."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from peelian.errors import FileRefused, NotFound
from peelian.surveys.drawing.frame import frame_of
from peelian.surveys.drawing.read_frame import headings_of, read_frame

TABLE = pa.table(
    {
        "n": ["1", "2", "3"],
        "on": [dt.date(2018, 3, 31), None, dt.date(2018, 4, 1)],
        "flag": [True, None, False],
    }
)


def test_csv_parquet_and_rows_say_the_same(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "f.parquet")
    (tmp_path / "f.csv").write_text("n,on,flag\n1,2018-03-31,yes\n2,,\n3,2018-04-01,no\n", encoding="utf-8")
    frames = [read_frame(tmp_path / name, columns=["on", "flag"]) for name in ("f.csv", "f.parquet")]
    for frame in (*frames, frame_of(TABLE, name="rows", columns=["on", "flag"])):
        days = frame.days("on")
        assert np.isnan(days[1])
        assert days[2] - days[0] == 1
        assert frame.columns["flag"].codes.tolist() == ["yes", None, "no"]
    assert headings_of(tmp_path / "f.parquet") == headings_of(tmp_path / "f.csv") == ("n", "on", "flag")


def test_days_may_be_written_otherwise(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("n,on\n1,31/03/2018\n", encoding="utf-8")
    frame = read_frame(tmp_path / "f.csv", columns=["on"], written="%d/%m/%Y")
    assert frame.days("on").tolist() == [dt.date(2018, 3, 31).toordinal()]
    with pytest.raises(FileRefused, match="the key 'written'") as caught:
        read_frame(tmp_path / "f.csv", columns=["on"]).days("on")
    assert caught.value.found == "'31/03/2018' in row 1, where a date is needed"


def test_a_parquet_file_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "f.parquet")
    whole = (tmp_path / "f.parquet").read_bytes()
    (tmp_path / "f.parquet").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(FileRefused, match="Parquet file that cannot be read"):
        read_frame(tmp_path / "f.parquet", columns=["n"])


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        headings_of(tmp_path / "g.csv")
    with pytest.raises(NotFound, match="no column 'm'"):
        frame_of(TABLE, name="rows", columns=["m"])
    with pytest.raises(FileRefused, match="no rows"):
        frame_of(TABLE.slice(0, 0), name="rows", columns=["n"])
