"""Whole files: every finding of a measure in one file, the caveats, and what each column means."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from peelian.publication.csv_text import Value, harmless, plain_csv
from peelian.publication.dictionary import COLUMN_MEANS
from peelian.publication.edition import Edition
from peelian.publication.made_up import labels_all
from peelian.publication.paths import slugs

_SMALLEST = ("ward", "neighbourhood", "lsoa")
_LEVELS = pa.array(_SMALLEST, pa.string())
_ZERO = (1980, 1, 1, 0, 0, 0)


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
    """Return the names of the Parquet file and of the zipped CSV file of each measure that has findings.

    The CSV holds the larger areas; the Parquet file, a twelfth of the size, holds all.
    """
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
    found = edition.findings.filter(edition.findings["synthetic"])
    return frozenset(pc.unique(found["measure"]).to_pylist())


def whole_files(edition: Edition) -> Iterator[WholeFile]:
    """Give the files about the whole edition one by one."""
    start = "SYNTHETIC-" if labels_all(edition) else ""
    yield WholeFile(f"{start}columns.csv", "what each column means", _columns(edition))
    yield WholeFile(f"{start}caveats.csv", "every caveat and break in words", _caveats(edition))
    table = edition.findings
    for measure, (parquet, zipped) in whole_names(edition).items():
        rows = table.filter(pc.equal(table["measure"], measure))
        yield WholeFile(parquet, f"every finding of {measure}, all areas", _parquet(rows, edition))
        larger = rows.filter(pc.invert(pc.is_in(rows["area_level"].cast(pa.string()), _LEVELS)))
        yield WholeFile(
            zipped, f"every finding of {measure}, larger areas", _zipped(larger, zipped[:-4], edition)
        )


def _columns(edition: Edition) -> bytes:
    rows = [(name, *means) for name, means in COLUMN_MEANS.items()]
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


def _zipped(rows: pa.Table, name: str, edition: Edition) -> bytes:
    """Return rows as zipped CSV; the zip has no date of its own, so that like content is like bytes."""
    columns = [_plain(rows[field]) for field in rows.schema.names]
    plain = pa.table(columns, names=rows.schema.names)
    if edition.synthetic:
        words = pa.array(["", "SYNTHETIC"], pa.string())
        flags = words.take(pc.or_(rows["synthetic"], labels_all(edition)).cast(pa.int8()).combine_chunks())
        plain = plain.append_column("label", flags)
    text = io.BytesIO()
    pa.csv.write_csv(plain, text, pa.csv.WriteOptions(quoting_style="needed"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=2) as folder:
        entry = zipfile.ZipInfo(name, _ZERO)
        entry.compress_type = zipfile.ZIP_DEFLATED
        folder.writestr(entry, text.getvalue(), compresslevel=2)
    return out.getvalue()


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    """Return a column as CSV can hold it; words never start a spreadsheet formula."""
    if pa.types.is_list(column.type):
        return pc.binary_join(column.cast(pa.list_(pa.string())), " ")
    if not pa.types.is_dictionary(column.type) and not pa.types.is_string(column.type):
        return column
    coded = column.combine_chunks() if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.unify_dictionaries().combine_chunks()
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.chunk(0) if coded.num_chunks else pa.array([], pa.string()).dictionary_encode()
    words = pa.array([None if w is None else harmless(w) for w in coded.dictionary.to_pylist()], pa.string())
    return words.take(coded.indices)
