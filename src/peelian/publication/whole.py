"""Whole files: every finding of a measure in one file, the caveats, and what each column means."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
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
_CODED = [
    field.name if field.type == _WORD else f"{field.name}.list.element"
    for field in FINDINGS_SCHEMA
    if field.type == _WORD or pa.types.is_list(field.type)
]
"""Columns of words, as Parquet names them."""
_ZERO = (1980, 1, 1, 0, 0, 0)
_LEVEL = 2
"""How hard the CSV is packed: the text says the same things again and again, and packs to a twelfth."""
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
    for some in _together(table, list(names)):
        larger = _larger(some.rows)
        plain = _plain(some.rows.filter(pa.array(larger.tolist())), words, edition)
        starts = [0, *np.cumsum(larger).tolist()]
        for place, measure in enumerate(some.measures):
            parquet, zipped = names[measure]
            rows = some.rows.slice(some.starts[place], some.starts[place + 1] - some.starts[place])
            yield WholeFile(parquet, f"every finding of {measure}, all areas", _parquet(rows, edition))
            start, end = (starts[at] for at in some.starts[place : place + 2])
            part = plain.slice(start, end - start)
            yield WholeFile(zipped, f"every finding of {measure}, larger areas", _zipped(part, zipped[:-4]))


@dataclass(frozen=True, slots=True)
class _Together:
    """Findings of some measures, each measure's together: where each starts, and at last where all end."""

    measures: Sequence[str]
    rows: pa.Table
    starts: Sequence[int]


def _together(table: pa.Table, measures: Sequence[str]) -> Iterator[_Together]:
    """Give the findings of a few measures at a time, those of each in the order of the table.

    To look through the whole table for each of some hundred measures took longer than to write their files;
    to sort it whole would hold it twice. Findings of a measure lie in a few runs, which cost nothing to cut
    out.
    """
    if not table.num_rows or not measures:
        return
    wanted = pa.array(measures, pa.string())
    named = [pc.index_in(chunk.dictionary, wanted).take(chunk.indices) for chunk in table["measure"].chunks]
    places = np.concatenate([each.fill_null(len(measures)).to_numpy() for each in named])
    runs = [0, *(np.flatnonzero(np.diff(places)) + 1).tolist(), len(places)]
    found: list[list[pa.Table]] = [[] for _ in (*measures, "none of them")]
    for start, end in itertools.pairwise(runs):
        found[places[start]].append(table.slice(start, end - start))
    for first in range(0, len(measures), _AT_ONCE):
        some = found[first : min(first + _AT_ONCE, len(measures))]
        starts = np.cumsum([0, *(sum(run.num_rows for run in each) for each in some)]).tolist()
        rows = pa.concat_tables([run for each in some for run in each]).combine_chunks()
        yield _Together(measures[first : first + _AT_ONCE], rows, starts)


def _larger(rows: pa.Table) -> npt.NDArray[np.bool_]:
    """Return which findings are of larger areas."""
    column = rows["area_level"].combine_chunks()
    larger = np.array([level not in _SMALLEST for level in column.dictionary.to_pylist()], dtype=bool)
    told: npt.NDArray[np.bool_] = larger[column.indices.to_numpy()]
    return told


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
    out = pa.BufferOutputStream()
    # Numbers hardly repeat, so only words are coded; and in a file of one measure nobody skips parts by what
    # they hold at most.
    pa.parquet.write_table(
        rows.replace_schema_metadata(told),
        out,
        compression="lz4",
        use_dictionary=_CODED,
        write_statistics=False,
    )
    made: bytes = out.getvalue().to_pybytes()
    return made


def _plain(rows: pa.Table, words: Mapping[str, pa.Array], edition: Edition) -> pa.Table:
    """Return rows as CSV can hold them."""
    columns = [_plain_column(rows[field], words.get(field)) for field in rows.schema.names]
    plain = pa.table(columns, names=rows.schema.names)
    if edition.synthetic:
        said = pa.array(["", "SYNTHETIC"], pa.string())
        flags = said.take(pc.or_(rows["synthetic"], labels_all(edition)).cast(pa.int8()).combine_chunks())
        plain = plain.append_column("label", flags)
    return plain


def _plain_column(column: pa.ChunkedArray, words: pa.Array | None) -> pa.ChunkedArray | pa.Array:
    if words is not None:
        return words.take(column.combine_chunks().indices)
    if pa.types.is_list(column.type):
        return pc.binary_join(column.cast(pa.list_(pa.string())), " ")
    return column


def _words(column: pa.ChunkedArray) -> pa.Array:
    """Return the words of a coded column as CSV can hold them: none starts a spreadsheet formula."""
    words = column.chunk(0).dictionary.to_pylist() if column.num_chunks else []
    return pa.array([None if word is None else harmless(word) for word in words], pa.string())


def _zipped(plain: pa.Table, name: str) -> bytes:
    """Return rows as zipped CSV; the zip has no date of its own, so that like content is like bytes."""
    text = pa.BufferOutputStream()
    pa.csv.write_csv(plain, text, pa.csv.WriteOptions(quoting_style="needed"))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        entry = zipfile.ZipInfo(name, _ZERO)
        entry.compress_type = zipfile.ZIP_DEFLATED
        folder.writestr(entry, memoryview(text.getvalue()), compresslevel=_LEVEL)
    return out.getvalue()
