"""Quarantine: records set aside, each with its line, raw text, rule and reason. Nothing is thrown away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from peelian.warehouse.decode.text_start import codec

SCHEMA = pa.schema(
    [
        ("file", pa.string()),
        ("line", pa.int64()),
        ("byte", pa.int64()),
        ("raw", pa.string()),
        ("rule", pa.string()),
        ("field", pa.string()),
        ("reason", pa.string()),
    ]
)
_FLUSH_AT = 20_000


@dataclass(frozen=True, slots=True)
class SetAside:
    """One record that was not accepted.

    Parameters
    ----------
    line
        Physical line (text files) or record number, from 1.
    byte
        Offset of the line in the uncompressed file; None for files that are not text.
    raw
        The line as it stands, or the record as JSON.
    rule
        Id of the rule it broke first.
    field
        Field (or column) concerned, "" for the line as a whole.
    value
        The offending value, "" for the line as a whole.
    reason
        What is wrong, in words.
    """

    line: int
    byte: int | None
    raw: str
    rule: str
    field: str
    value: str
    reason: str


class Quarantine:
    """Takes records that are set aside and writes them as they come.

    Parameters
    ----------
    path
        The Parquet file to write; it is only made when something is set aside.
    file
        Name of the file the records come from.
    keep
        After this many records more are only counted; None keeps all.
    """

    def __init__(self, path: Path, file: str, *, keep: int | None = None) -> None:
        self.path = path
        self.file = file
        self.keep = keep
        self.count = 0
        self.commonest: Counter[tuple[str, str, str]] = Counter()
        self._held: list[SetAside] = []
        self._writer: pq.ParquetWriter | None = None

    @property
    def is_full(self) -> bool:
        """True when so much was set aside that the file is refused whatever follows."""
        return self.keep is not None and self.count > self.keep

    def add(self, records: Iterable[SetAside]) -> None:
        """Set records aside."""
        for record in records:
            self.count += 1
            if len(self.commonest) < _FLUSH_AT or (record.rule, record.field, record.value) in self.commonest:
                self.commonest[record.rule, record.field, record.value] += 1
            if self.keep is None or self.count <= self.keep:
                self._held.append(record)
        if len(self._held) >= _FLUSH_AT:
            self._flush()

    def close(self) -> None:
        """Finish the file."""
        self._flush()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _flush(self) -> None:
        if not self._held:
            return
        held = sorted(self._held, key=lambda record: record.line)
        self._held = []
        if self._writer is None:
            self._writer = pq.ParquetWriter(self.path, SCHEMA, compression="zstd")
        columns = {
            "file": [self.file] * len(held),
            "line": [record.line for record in held],
            "byte": [record.byte for record in held],
            "raw": [record.raw for record in held],
            "rule": [record.rule for record in held],
            "field": [record.field for record in held],
            "reason": [record.reason for record in held],
        }
        self._writer.write_table(pa.table(columns, schema=SCHEMA))


def as_text(raw: bytes, encoding: str) -> str:
    """Return raw bytes as text; bytes that do not belong to the encoding are shown as backslash escapes."""
    return raw.decode(codec(encoding), errors="backslashreplace")
