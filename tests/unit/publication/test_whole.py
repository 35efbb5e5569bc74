"""Whole files: every finding of a measure, what each column means, every caveat in words."""

from __future__ import annotations

import csv
import io
import zipfile

import pyarrow.compute as pc
import pyarrow.parquet as pq

from peelian.publication.dictionary import COLUMN_MEANS
from peelian.publication.download import COLUMNS
from peelian.publication.whole import whole_files, whole_names


def test_dictionary_tells_every_column_in_order():
    assert tuple(COLUMN_MEANS) == COLUMNS


def test_parquet_holds_every_finding_of_its_measure(city):
    table = city.edition.findings
    for measure, (parquet, _) in whole_names(city.edition).items():
        rows = pq.read_table(city.folder / "data" / parquet)
        assert rows.num_rows == pc.sum(pc.equal(table["measure"], measure)).as_py(), measure
        assert rows.schema.metadata[b"release"] == b"2031-12-12"


def test_zip_holds_the_larger_areas(city):
    with zipfile.ZipFile(city.folder / "data" / "findings-theft.csv.zip") as folder:
        (name,) = folder.namelist()
        lines = list(csv.DictReader(io.StringIO(folder.read(name).decode("utf-8"))))
    assert name == "findings-theft.csv"
    assert {line["area_level"] for line in lines} == {"borough", "force"}
    assert {line["measure"] for line in lines} == {"theft"}


def test_synthetic_is_said_in_every_whole_file(six):
    for file in whole_files(six):
        assert file.name.startswith("SYNTHETIC-")
        if file.name.endswith(".parquet"):
            assert b"SYNTHETIC" in pq.read_schema(io.BytesIO(file.content)).metadata
        elif file.name.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(file.content)) as folder:
                _, *rows = folder.read(folder.namelist()[0]).decode("utf-8").splitlines()
            assert all(row.endswith('"SYNTHETIC"') for row in rows)
        else:
            _, *rows = file.content.decode("utf-8").splitlines()
            assert all("SYNTHETIC" in row for row in rows)


def test_like_content_gives_like_bytes(six):
    assert [f.content for f in whole_files(six)] == [f.content for f in whole_files(six)]


def test_every_caveat_is_there_in_words(six):
    text = next(f.content.decode("utf-8") for f in whole_files(six) if f.name.endswith("caveats.csv"))
    assert all(key in text and caveat.says[:40] in text for key, caveat in six.caveats.items())
