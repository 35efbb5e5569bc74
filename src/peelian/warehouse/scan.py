"""The physical line scan: what a text file holds, line by line, before anything tries to understand it.

No library is trusted to say which lines are sound: one quote that is never closed makes CSV readers swallow
the lines after it in silence. The scan counts every line, sets the unsound ones apart, and tells the reader
which stretches of bytes are good.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

import numpy as np

from peelian.warehouse.limits import Limits
from peelian.warehouse.line_check import RULES
from peelian.warehouse.line_form import LineForm
from peelian.warehouse.line_join import Checked, check_block
from peelian.warehouse.text_scan import BadLine, TextScan

_BLOCK = 8 << 20
SetAside = Callable[[BadLine], None]


def scan_text(
    path: Path,
    *,
    form: LineForm,
    header_lines: int,
    first_byte: int,
    limits: Limits,
    set_aside: SetAside,
) -> TextScan:
    """Scan a text file once, in blocks, so that memory does not grow with the file.

    Parameters
    ----------
    form
        What each line should look like.
    header_lines, first_byte
        How many lines come before the first record, and where the first record starts.
    limits
        What is accepted at most.
    set_aside
        Called with each bad line, in order.
    """
    scan = TextScan(path, form, lines=header_lines, header_lines=header_lines)
    offset = first_byte
    wanted = _BLOCK
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        while offset < size:
            file.seek(offset)
            data = file.read(wanted)
            last = offset + len(data) >= size
            whole = len(data) if last else data.rfind(b"\n") + 1
            if whole == 0 and len(data) > limits.line_bytes:
                length = _line_length(file, len(data))
                _take_long_line(scan, data[: limits.raw_bytes], offset, length, set_aside)
                offset += length
                continue
            checked = check_block(data[:whole], form, last=last) if whole else None
            if checked is None or checked.consumed == 0:
                # A record longer than the block: it is read again with more of what follows.
                wanted *= 2
                continue
            _take_block(scan, data, offset, checked, set_aside=set_aside, keep=limits.raw_bytes)
            offset += checked.consumed
            wanted = _BLOCK
    return scan


def _line_length(file: IO[bytes], read: int) -> int:
    """Read on to the end of an enormous line; return its length, its line end included."""
    length = read
    while chunk := file.read(_BLOCK):
        end = chunk.find(b"\n")
        if end >= 0:
            return length + end + 1
        length += len(chunk)
    return length


def _take_long_line(scan: TextScan, head: bytes, offset: int, length: int, set_aside: SetAside) -> None:
    line = scan.lines + 1
    scan.blocks.append((line, offset))
    scan.begin(line)
    scan.lines += 1
    scan.records += 1
    scan.bad += 1
    scan.begin(line + 1)
    set_aside(BadLine(line, offset, head, "long-line", _reason("long-line", length - 1, 0, scan.form)))


def _take_block(
    scan: TextScan, data: bytes, offset: int, checked: Checked, *, set_aside: SetAside, keep: int
) -> None:
    judged = checked.judged
    line_before = scan.lines
    good_before = scan.good
    scan.blocks.append((line_before + 1, offset))
    scan.begin(line_before + 1)
    first_lines = line_before + 1 + np.cumsum(checked.lines) - checked.lines
    bad_so_far = 0
    good_from = 0
    for at in np.flatnonzero((judged.codes > 0) | (checked.lines > 1)):
        line, lines = int(first_lines[at]), int(checked.lines[at])
        start, end = int(judged.starts[at]), int(judged.ends[at])
        if judged.codes[at]:
            scan.add_good(offset + good_from, offset + start)
            following = int(judged.starts[at + 1]) if at + 1 < len(judged.starts) else checked.consumed
            good_from = following
            rule = RULES[judged.codes[at]]
            raw = data[start : min(end, start + keep)]
            reason = _reason(rule, end - start, int(judged.values[at]), scan.form)
            set_aside(BadLine(line, offset + start, raw, rule, reason))
            bad_so_far += 1
        else:
            scan.embedded += lines - 1
            scan.joined[line] = lines
        good = good_before + int(at) + 1 - bad_so_far
        scan.begin(line + lines, record=good)
    scan.add_good(offset + good_from, offset + checked.consumed)
    scan.records += len(judged.codes)
    scan.bad += bad_so_far
    scan.lines += int(checked.lines.sum())
    scan.note_blanks(data[: checked.consumed])


def _reason(rule: str, length: int, values: int, form: LineForm) -> str:
    return {
        "blank-line": "a blank line among the records",
        "long-line": f"a line of {length:,} bytes; at most {form.line_bytes:,} are accepted",
        "nul-byte": "a NUL byte, which text never holds",
        "encoding": f"bytes that are not {form.encoding}",
        "stray-return": "a carriage return in the middle of the line",
        "unterminated-quote": "a quote that is opened and never closed on its line",
        "stray-quote": "a quote in the middle of a value",
        "too-few-values": f"{values} values where {form.values} are expected",
        "too-many-values": f"{values} values where {form.values} are expected",
    }[rule]
