"""What a scan found in a text file: its records counted, its bad lines, and how to find a line again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from peelian.warehouse.find_lines import find_lines
from peelian.warehouse.line_form import LineForm


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line set aside by the scan.

    Parameters
    ----------
    line
        Physical line number, from 1.
    byte
        Offset of its first byte in the uncompressed file.
    raw
        The line without its end, as much of it as the limits keep.
    rule, reason
        Which rule it broke, and what is wrong in words.
    """

    line: int
    byte: int
    raw: bytes
    rule: str
    reason: str


@dataclass(slots=True)
class TextScan:
    """What the scan found.

    Parameters
    ----------
    path, form
        The file, and what its lines should look like.
    lines, header_lines
        Physical lines in the file, and those before the first record.
    records, bad
        Records in the file, and how many of them were set aside.
    embedded
        Line breaks inside quoted values of good records, which the layout declared.
    good_spans
        Stretches of bytes [start, end) that hold the good records, in order.
    steps
        Pairs (number of a good record from 0, its line): from there on, records and lines go on together.
    joined
        Lines taken by each good record that takes several, by its first line.
    blocks
        Pairs (first line, byte offset) of the blocks the file was read in.
    odd_blanks
        True where values may have tabs or hard spaces around them.
    """

    path: Path
    form: LineForm
    lines: int = 0
    header_lines: int = 0
    records: int = 0
    bad: int = 0
    embedded: int = 0
    good_spans: list[tuple[int, int]] = field(default_factory=list)
    steps: list[tuple[int, int]] = field(default_factory=list)
    joined: dict[int, int] = field(default_factory=dict)
    blocks: list[tuple[int, int]] = field(default_factory=list)
    odd_blanks: bool = False

    @property
    def good(self) -> int:
        """How many records the reader should find."""
        return self.records - self.bad

    def begin(self, line: int, *, record: int | None = None) -> None:
        """Note that good record number `record` (the next one if not given) stands on a line."""
        number = self.good if record is None else record
        if self.steps and self.steps[-1][0] == number:
            self.steps.pop()
        self.steps.append((number, line))

    def add_good(self, start: int, end: int) -> None:
        """Add a stretch of good bytes."""
        if start == end:
            return
        if self.good_spans and self.good_spans[-1][1] == start:
            self.good_spans[-1] = (self.good_spans[-1][0], end)
        else:
            self.good_spans.append((start, end))

    def note_blanks(self, data: bytes) -> None:
        """Look for blanks other than spaces."""
        if self.odd_blanks:
            return
        if self.form.delimiter != b"\t" and b"\t" in data:
            self.odd_blanks = True
        elif not data.isascii():
            self.odd_blanks = (b"\xc2\xa0" if self.form.encoding == "utf-8" else b"\xa0") in data

    def lines_of(self, first: int, count: int) -> npt.NDArray[np.int64]:
        """Return the physical lines of `count` good records from number `first`, as int64."""
        numbers = np.arange(first, first + count, dtype=np.int64)
        steps = np.array(self.steps, dtype=np.int64).reshape(-1, 2)
        which = np.searchsorted(steps[:, 0], numbers, side="right") - 1
        return np.asarray(steps[which, 1] + numbers - steps[which, 0], dtype=np.int64)

    def find(self, lines: Sequence[int]) -> Iterator[tuple[int, int, bytes]]:
        """Yield (line, byte offset, raw bytes) of good records, given their first lines in rising order."""
        firsts = np.array([block[0] for block in self.blocks])
        loaded = -1
        with self.path.open("rb") as file:
            for line in lines:
                at = int(np.searchsorted(firsts, line, side="right")) - 1
                first, offset = self.blocks[at]
                if at != loaded:
                    file.seek(offset)
                    until = self.blocks[at + 1][1] if at + 1 < len(self.blocks) else -1
                    data = file.read(until - offset if until >= 0 else -1)
                    starts, ends = find_lines(data)
                    loaded = at
                index = line - first
                last = index + self.joined.get(line, 1) - 1
                yield line, offset + int(starts[index]), data[int(starts[index]) : int(ends[last])]
