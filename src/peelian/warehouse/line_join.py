"""Joining lines where the layout declares line breaks inside quoted values.

A record may then run over several lines, up to a limit. If joining does not give a sound record, the first
line is at fault (a quote that nobody closed) and the next line starts afresh: one bad line never takes
others with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from peelian.warehouse.find_lines import Positions, find_lines, quotes_in_lines
from peelian.warehouse.line_check import Judged, judge
from peelian.warehouse.line_form import LineForm


@dataclass(frozen=True, slots=True)
class Checked:
    """The records of one block.

    Parameters
    ----------
    judged
        The records, with what is wrong with them.
    lines
        How many physical lines each takes, int64.
    consumed
        Bytes of the block that the records take; the rest belongs with the next block.
    """

    judged: Judged
    lines: Positions
    consumed: int


def check_block(data: bytes, form: LineForm, *, last: bool) -> Checked:
    """Find and judge the records of a block of whole lines.

    Parameters
    ----------
    data
        Whole lines (only the last line of a file may lack its line end).
    form
        What is expected of a record.
    last
        True when no more of the file follows.
    """
    starts, ends = find_lines(data)
    if form.joined_lines == 1 or b'"' not in data:
        return Checked(judge(data, starts, ends, form), np.ones(len(starts), dtype=np.int64), len(data))
    odd = np.flatnonzero(quotes_in_lines(data, starts) % 2 == 1)

    def near(first: int, second: int) -> bool:
        small = int(ends[second] - starts[first]) <= form.joined_bytes
        return small and second - first < form.joined_lines

    def may_close_later(first: int) -> bool:
        return not last and near(first, len(starts) - 1)

    def near_and_sound(first: int, second: int) -> bool:
        low, high = int(starts[first]), int(ends[second])
        alone = (np.array([0]), np.array([high - low]))
        return near(first, second) and judge(data[low:high], *alone, form).codes[0] == 0

    checked = _join(data, starts, ends, form, _pair(odd, len(starts), near, may_close_later))
    if bool(np.any((checked.lines > 1) & (checked.judged.codes > 0))):
        checked = _join(data, starts, ends, form, _pair(odd, len(starts), near_and_sound, may_close_later))
    return checked


def _pair(
    odd: Positions,
    lines: int,
    joins: Callable[[int, int], bool],
    may_close_later: Callable[[int], bool],
) -> tuple[dict[int, int], int]:
    """Join each line that has an odd number of quotes to the next such line, where the two may be joined.

    Returns how many lines each joined record takes, by its first line, and the line from which the block is
    left to be read with the next one.
    """
    groups: dict[int, int] = {}
    at = 0
    while at < len(odd):
        first = int(odd[at])
        if at + 1 == len(odd):
            return groups, (first if may_close_later(first) else lines)
        second = int(odd[at + 1])
        if joins(first, second):
            groups[first] = second - first + 1
            at += 2
        else:
            at += 1
    return groups, lines


def _join(
    data: bytes, starts: Positions, ends: Positions, form: LineForm, paired: tuple[dict[int, int], int]
) -> Checked:
    groups, until = paired
    lines = np.ones(until, dtype=np.int64)
    for first, size in groups.items():
        lines[first] = size
        lines[first + 1 : first + size] = 0
    lines = lines[lines > 0]
    first_lines = np.cumsum(lines) - lines
    consumed = int(starts[until]) if until < len(starts) else len(data)
    judged = judge(data[:consumed], starts[first_lines], ends[first_lines + lines - 1], form)
    return Checked(judged, lines, consumed)
