"""Judging the lines of one block of a text file: encoding, quotes, number of values.

Everything is done on whole arrays, so that ten million lines take seconds. A quote may only open a value at
its start and close it at its end; inside, a quote is written twice (RFC 4180).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from peelian.warehouse.find_lines import Positions
from peelian.warehouse.line_form import LineForm

Codes = npt.NDArray[np.uint8]

RULES = (
    "",
    "blank-line",
    "long-line",
    "nul-byte",
    "encoding",
    "stray-return",
    "unterminated-quote",
    "stray-quote",
    "too-few-values",
    "too-many-values",
)
"""Rules by their code; 0 is a sound line. A line that breaks several is named by the first."""

_LF, _CR, _QUOTE = 10, 13, 34
_UNUSED_IN_1252 = (0x81, 0x8D, 0x8F, 0x90, 0x9D)


@dataclass(frozen=True, slots=True)
class Judged:
    """Records (or lines) of a block and what is wrong with them.

    Parameters
    ----------
    starts, ends
        Offsets in the block, int64; ends leave out the line end.
    codes
        Index into `RULES` for each, uint8.
    values
        How many values each holds (quoted delimiters left out), int64.
    """

    starts: Positions
    ends: Positions
    codes: Codes
    values: Positions


@dataclass(frozen=True, slots=True)
class _Lines:
    """A block with its lines and the codes given so far."""

    array: npt.NDArray[np.uint8]
    starts: Positions
    ends: Positions
    codes: Codes


def judge(data: bytes, starts: Positions, ends: Positions, form: LineForm) -> Judged:
    """Judge stretches of a block, each of which should be one record.

    Parameters
    ----------
    data
        The block.
    starts, ends
        Where each record starts and ends; they follow one another.
    form
        What is expected.
    """
    array = np.frombuffer(data, dtype=np.uint8)
    codes = np.zeros(len(starts), dtype=np.uint8)
    commas = np.flatnonzero(array == form.delimiter[0])
    lines = _Lines(array, starts, ends, codes)
    # No delimiter stands between the end of a record and the start of the next.
    values = np.diff(np.searchsorted(commas, ends), prepend=0) + 1
    if b'"' in data:
        values = values - _judge_quotes(lines, form)
    sound = codes == 0
    codes[sound & (values < form.values)] = RULES.index("too-few-values")
    codes[sound & (values > form.values)] = RULES.index("too-many-values")
    _judge_bytes(data, lines, form)
    longest = form.line_bytes if form.joined_lines == 1 else max(form.joined_bytes, form.line_bytes)
    codes[ends - starts > longest] = RULES.index("long-line")
    codes[ends == starts] = RULES.index("blank-line")
    return Judged(starts, ends, codes, values)


def _judge_quotes(lines: _Lines, form: LineForm) -> Positions:
    """Set the codes of lines with unsound quotes; return how many delimiters of each stand inside quotes."""
    array, starts, ends, codes = lines.array, lines.starts, lines.ends, lines.codes
    is_quote = array == _QUOTE
    quotes = np.flatnonzero(is_quote)
    per_record = np.diff(np.searchsorted(quotes, starts), append=len(quotes))
    odd = per_record % 2 == 1
    if bool(odd.any()):
        codes[odd] = RULES.index("unterminated-quote")
        unpaired = np.repeat(odd, per_record)
        is_quote[quotes[unpaired]] = False
        quotes = quotes[~unpaired]
    opening, closing = quotes[0::2], quotes[1::2]
    beside = (form.delimiter[0], _QUOTE)
    # Most quotes stand beside a delimiter; of the others alone is asked where their record starts and ends.
    first = opening[~_is_one_of(array[np.maximum(opening - 1, 0)], *beside)]
    owner = np.searchsorted(starts, first, side="right") - 1
    codes[owner[first != starts[owner]]] = RULES.index("stray-quote")
    last = closing[~_is_one_of(array[np.minimum(closing + 1, len(array) - 1)], *beside)]
    owner = np.searchsorted(starts, last, side="right") - 1
    codes[owner[last + 1 < ends[owner]]] = RULES.index("stray-quote")
    # After an odd number of quotes a delimiter stands inside them; eight bits are enough to tell.
    places = np.flatnonzero(is_quote | (array == form.delimiter[0]))
    quoting = is_quote[places]
    inside = places[~quoting & (np.cumsum(quoting, dtype=np.uint8) % 2 == 1)]
    return np.diff(np.searchsorted(inside, ends), prepend=0)


def _is_one_of(array: npt.NDArray[np.uint8], one: int, other: int) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (array == one) | (array == other)
    return found


def _judge_bytes(data: bytes, lines: _Lines, form: LineForm) -> None:
    """Set the codes of lines with bytes that do not belong in text."""
    array, starts, ends, codes = lines.array, lines.starts, lines.ends, lines.codes
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        returns = np.flatnonzero(array == _CR)
        lone = returns[(returns + 1 >= len(array)) | (array[np.minimum(returns + 1, len(array) - 1)] != _LF)]
        owner = np.searchsorted(starts, lone, side="right") - 1
        codes[owner[lone < ends[owner]]] = RULES.index("stray-return")
    for record in _undecodable(data, array, starts, ends, form.encoding):
        codes[record] = RULES.index("encoding")
    if b"\0" in data:
        owner = np.searchsorted(starts, np.flatnonzero(array == 0), side="right") - 1
        codes[owner] = RULES.index("nul-byte")


def _undecodable(
    data: bytes, array: npt.NDArray[np.uint8], starts: Positions, ends: Positions, encoding: str
) -> list[int]:
    if encoding == "latin-1" or data.isascii():
        return []
    if encoding == "windows-1252":
        unused = np.flatnonzero(np.isin(array, _UNUSED_IN_1252))
        return [int(one) for one in np.unique(np.searchsorted(starts, unused, side="right") - 1)]
    if _is_utf8(data):
        return []
    high = np.flatnonzero(array >= 0x80)
    suspects = np.unique(np.searchsorted(starts, high, side="right") - 1)
    return [int(one) for one in suspects if not _is_utf8(data[starts[one] : ends[one]])]


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
