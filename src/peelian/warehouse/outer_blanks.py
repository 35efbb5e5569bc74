"""Taking the blanks off the texts of a batch before it is read, where there are any."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

_HARD_BLANKS = " \t\n\r\u00a0"


def text_columns(batch: pa.Table, names: Sequence[str]) -> frozenset[str]:
    """Return those of the columns that are text; values of other types come as the file keeps them."""
    return frozenset(name for name in names if pa.types.is_string(batch.column(name).type))


def without_outer_blanks(batch: pa.Table, names: frozenset[str], *, hard_blanks: bool) -> pa.Table:
    """Return a batch whose texts have no blanks around them.

    Few values have any, and to look for them costs less than to copy every value.

    Parameters
    ----------
    names
        Columns of text.
    hard_blanks
        True where tabs and hard spaces have to be taken off as well as spaces.
    """
    for name in names:
        texts = batch.column(name)
        if hard_blanks:
            bare = pc.utf8_trim(texts, characters=_HARD_BLANKS)
        elif _any(pc.starts_with(texts, " ")) or _any(pc.ends_with(texts, " ")):
            bare = pc.utf8_trim(texts, characters=" ")
        else:
            continue
        batch = batch.set_column(batch.column_names.index(name), name, bare)
    return batch


def _any(flags: pa.ChunkedArray) -> bool:
    return bool(pc.any(flags).as_py())
