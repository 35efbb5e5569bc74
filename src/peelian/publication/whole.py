"""Whole files: every finding of a measure in one file, the caveats, and what each column means."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.publication.csv_text import Value, plain_csv
from peelian.publication.dictionary import columns_of
from peelian.publication.edition import Edition
from peelian.publication.harmless import harmless
from peelian.publication.made_up import labels_all
from peelian.publication.paths import slugs

_SMALLEST = ("ward", "neighbourhood", "lsoa")
_WORD = FINDINGS_SCHEMA.field("measure").type
_LEVELS = pa.array(_SMALLEST, pa.string())
_ZERO = (1980, 1, 1, 0, 0, 0)
_AT_ONCE = 16
"""Measures whose findings are looked up in one go."""


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A file about the whole edition.

    Parameters
    ----------
    name, title
        File name in the folder "data", and what it holds.
    content
        The file.
    """

    name: str
    title: str
    content: bytes


def whole_names(edition: Edition) -> dict[str, tuple[str, str]]:
    """Return the names of the Parquet file and of the zipped CSV file of each measure that has findings; none
    where whole files are not offered.

    The CSV holds the larger areas; the Parquet file, a twelfth of the size, holds all.
    """
    if "whole files" not in edition.downloads:
        return {}
    ids = sorted({name for name in pc.unique(edition.findings["measure"]).to_pylist() if name})
    made_up = _made_up(edition)
    return {
        measure: (f"{start}findings-{name}.parquet", f"{start}findings-{name}.csv.zip")
        for measure, name in slugs(ids).items()
        for start in ("SYNTHETIC-" if measure in made_up or labels_all(edition) else "",)
    }


def _made_up(edition: Edition) -> frozenset[str]:
    """Return the measures of which any finding rests on made-up rows."""
    if not edition.synthetic:
        return frozenset()
    found = edition.findings["measure"].filter(edition.findings["synthetic"])
    return frozenset(pc.unique(found).to_pylist())


def whole_files(edition: Edition) -> Iterator[WholeFile]:
    """Give the files about the whole edition one by one."""
    start = "SYNTHETIC-" if labels_all(edition) else ""
    yield WholeFile(f"{start}columns.csv", "what each column means", _columns(edition))
    yield WholeFile(f"{start}caveats.csv", "every caveat and break in words", _caveats(edition))
    names = whole_names(edition)
    table = edition.findings.unify_dictionaries()
    words = {field.name: _words(table[field.name]) for field in table.schema if field.type == _WORD}
    for measure, rows in _by_measure(table, list(names)):
        parquet, zipped = names[measure]
        yield WholeFile(parquet, f"every finding of {measure}, all areas", _parquet(rows, edition))
        larger = rows.filter(pc.invert(pc.is_in(rows["area_level"].cast(pa.string()), _LEVELS)))
        yield WholeFile(
            zipped, f"every finding of {measure}, larger areas", _zipped(larger, words, zipped[:-4], edition)
        )


def _by_measure(table: pa.Table, measures: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
    """Give the findings of each measure, in the order of the table.

    To look through the whole table for each of some hundred measures took longer than to write their files;
    to sort it would hold it twice. So a few measures are found at once, and sorted.
    """
    for first in range(0, len(measures), _AT_ONCE):
        some = pa.array(measures[first : first + _AT_ONCE], pa.string())
        found = table.filter(pc.is_in(table["measure"], some)).combine_chunks()
        places = pc.index_in(found["measure"].cast(pa.string()), some).to_numpy()
        found = found.take(pa.array(np.argsort(places, kind="stable")))
        ends = np.cumsum(np.bincount(places, minlength=len(some))).tolist()
        for measure, start, end in zip(some.to_pylist(), [0, *ends], ends, strict=False):
            yield measure, found.slice(start, end - start)


def _columns(edition: Edition) -> bytes:
    rows = [(name, *means) for name, means in columns_of(edition).items()]
    return _labelled(("column", "what it holds", "unit or form"), rows, edition)


def _caveats(edition: Edition) -> bytes:
    rows = [
        (key, text.says, text.advice, text.effect, text.severity, text.on, text.source)
        for key, text in sorted(edition.caveats.items())
    ]
    return _labelled(("key", "says", "advice", "effect", "severity", "break on", "source"), rows, edition)


def _labelled(header: tuple[str, ...], rows: Sequence[Sequence[Value]], edition: Edition) -> bytes:
    if labels_all(edition):
        header, rows = (*header, "synthetic"), [(*row, "SYNTHETIC") for row in rows]
    return plain_csv(header, rows).encode("utf-8")


def _parquet(rows: pa.Table, edition: Edition) -> bytes:
    release = edition.release.id if edition.release is not None else ""
    told = {"publisher": edition.body, "release": release, "attribution": " ".join(edition.attributions)}
    if labels_all(edition):
        told["SYNTHETIC"] = "Every number was made up by a computer program."
    elif pc.any(rows["synthetic"]).as_py():
        told["SYNTHETIC"] = "Rows whose column synthetic is true were made up by a computer program."
    out = io.BytesIO()
    pa.parquet.write_table(rows.replace_schema_metadata(told), out, compression="zstd")
    return out.getvalue()


def _zipped(rows: pa.Table, words: Mapping[str, pa.Array], name: str, edition: Edition) -> bytes:
    """Return rows as zipped CSV; the zip has no date of its own, so that like content is like bytes."""
    columns = [_plain(rows[field], words.get(field)) for field in rows.schema.names]
    plain = pa.table(columns, names=rows.schema.names)
    if edition.synthetic:
        said = pa.array(["", "SYNTHETIC"], pa.string())
        flags = said.take(pc.or_(rows["synthetic"], labels_all(edition)).cast(pa.int8()).combine_chunks())
        plain = plain.append_column("label", flags)
    text = io.BytesIO()
    pa.csv.write_csv(plain, text, pa.csv.WriteOptions(quoting_style="needed"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as folder:
        entry = zipfile.ZipInfo(name, _ZERO)
        entry.compress_type = zipfile.ZIP_DEFLATED
        folder.writestr(entry, text.getvalue(), compresslevel=2)
    return out.getvalue()


def _words(column: pa.ChunkedArray) -> pa.Array:
    """Return the words of a coded column as CSV can hold them: none starts a spreadsheet formula."""
    words = column.chunk(0).dictionary.to_pylist() if column.num_chunks else []
    return pa.array([None if word is None else harmless(word) for word in words], pa.string())


def _plain(column: pa.ChunkedArray, words: pa.Array | None) -> pa.ChunkedArray | pa.Array:
    """Return a column as CSV can hold it."""
    if words is not None:
        return words.take(column.combine_chunks().indices)
    if pa.types.is_list(column.type):
        return pc.binary_join(column.cast(pa.list_(pa.string())), " ")
    return column
