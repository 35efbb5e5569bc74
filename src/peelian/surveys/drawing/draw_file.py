"""Drawing a sample by a file of rules, and writing it: never over what was read."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError
from peelian.surveys.drawing.draw import Draw
from peelian.surveys.drawing.sample import Sample
from peelian.surveys.written_beside import refuse_written_over, write_whole

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_draw(path: Path) -> Draw:
    """Return the rules of a YAML file.

    Parameters
    ----------
    path
        The file, with one document.

    Raises
    ------
    DefinitionError
        If it is not understood: names the line.
    """
    documents = read_located(path)
    if len(documents) != 1:
        raise DefinitionError(
            path.name,
            found=f"{len(documents)} documents",
            accepted="the rules of one sample",
            next_step="write the rules of each sample in a file of its own",
        )
    return read_definition(Draw, documents[0])


def write_sample(sample: Sample, out: Path, *, read: tuple[Path, ...] = ()) -> Path:
    """Write a sample as CSV and its log beside it; return the path of the log.

    Parameters
    ----------
    sample
        The sample.
    out
        Where to write it; the log has the same name and ends in ".log.json".
    read
        Files that were read, which are never written over.

    Raises
    ------
    FileRefused
        If a name to be written is that of a file that was read.
    """
    log = out.with_name(f"{out.stem}.log.json")
    refuse_written_over([out, log], read=read)
    table = sample.table()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    columns = [[_safe(value) for value in column.to_pylist()] for column in table.columns]
    writer.writerows(zip(*columns, strict=True))
    write_whole(out, text.getvalue())
    write_whole(log, json.dumps(sample.log(), ensure_ascii=False, indent=1, allow_nan=False) + "\n")
    return log


def _safe(value: object) -> object:
    """Return a value as CSV can hold it; words never start a spreadsheet formula."""
    if isinstance(value, float):
        return repr(value)
    if not isinstance(value, str) or not value.startswith(_FORMULA):
        return value
    try:
        float(value)
    except ValueError:
        return f"'{value}"
    return value
