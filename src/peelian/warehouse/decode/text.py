"""Reading the good lines of a scanned text file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.csv as pacsv

from peelian.warehouse.decode.table import RECORD, TABLE
from peelian.warehouse.decode.text_start import codec
from peelian.warehouse.text_scan import TextScan

_BLOCK = 8 << 20
_READ = 16 << 20


class GoodLines(io.RawIOBase):
    """The good stretches of a scanned file as one stream of UTF-8."""

    def __init__(self, scan: TextScan) -> None:
        super().__init__()
        self._file = scan.path.open("rb")
        self._spans = iter(scan.good_spans)
        self._left = 0
        self._codec = None if scan.form.encoding == "utf-8" else codec(scan.form.encoding)

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return `size` bytes (about as many where the encoding is not UTF-8), fewer only at the end.

        The reader makes one batch of what one call returns, so short answers would make slow, small batches.
        """
        wanted = _READ if size < 0 else size
        parts: list[bytes] = []
        while wanted > 0 and self._next_span():
            data = self._file.read(min(wanted, self._left))
            self._left -= len(data)
            wanted -= len(data)
            parts.append(data)
        data = b"".join(parts)
        return data if self._codec is None else data.decode(self._codec).encode()

    def _next_span(self) -> bool:
        """Go to the next good stretch where this one is used up; say whether there is any left."""
        if self._left == 0:
            span = next(self._spans, None)
            if span is None:
                return False
            self._file.seek(span[0])
            self._left = span[1] - span[0]
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


@dataclass(slots=True)
class TextTable:
    """A scanned text file as a table."""

    scan: TextScan
    headings: tuple[str, ...]
    delimiter: str
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def records(self) -> int:
        """Good records, as the scan counted them."""
        return self.scan.good

    def batches(self, wanted: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the good records; `_record` is the physical line."""
        if not self.scan.good:
            return
        # Headings may repeat, so the reader is given names of its own.
        names = [f"c{index}" for index in range(len(self.headings))]
        kept = [names[self.headings.index(heading)] for heading in wanted]
        first = 0
        lines = GoodLines(self.scan)
        try:
            with pacsv.open_csv(
                lines,
                read_options=pacsv.ReadOptions(column_names=names, block_size=_BLOCK),
                parse_options=pacsv.ParseOptions(
                    delimiter=self.delimiter, newlines_in_values=self.scan.form.joined_lines > 1
                ),
                convert_options=pacsv.ConvertOptions(
                    check_utf8=False,
                    column_types=dict.fromkeys(names, pa.string()),
                    include_columns=kept or names[:1],
                    strings_can_be_null=False,
                ),
            ) as reader:
                for batch in reader:
                    columns = dict(zip(wanted, (batch.column(name) for name in kept), strict=True))
                    numbers = pa.array(self.scan.lines_of(first, batch.num_rows))
                    tables = pa.repeat(pa.scalar("", pa.string()), batch.num_rows)
                    first += batch.num_rows
                    yield pa.table({**columns, RECORD: numbers, TABLE: tables})
        finally:
            lines.close()
