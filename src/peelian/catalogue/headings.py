"""Headings: which texts name the columns of a table, whatever rows they stand on."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.catalogue.layout import Layout

BETWEEN = " / "
"""Stands between the upper and the lower text of a heading that takes two rows."""


def headings_of(rows: Sequence[Sequence[str]], *, layout: Layout) -> tuple[str, ...]:
    """Return the headings of a table as a layout would have them, blanks around them removed.

    Parameters
    ----------
    rows
        First rows of the table as text, the headings among them.
    layout
        Says on which rows headings stand. Without headings, the layout's own columns name the file's in
        order.

    Returns
    -------
    tuple of str
        One for each column; "" for a column without a heading.
    """
    header = layout.header
    if header.none:
        return tuple(layout.columns)
    stacked = [[cell.strip() for cell in row] for row in rows[header.row - 1 : header.row - 1 + header.rows]]
    if len(stacked) < header.rows:
        return ()
    made = _filled_to_the_right(stacked[0]) if header.rows > 1 else stacked[0]
    for lower in stacked[1:]:
        made = [
            _joined(upper, own, below) for upper, own, below in zip(made, stacked[0], lower, strict=False)
        ]
    return tuple(made)


def data_rows(rows: Sequence[Sequence[str]], *, layout: Layout) -> Sequence[Sequence[str]]:
    """Return the rows after the headings."""
    header = layout.header
    return rows if header.none else rows[header.row - 1 + header.rows :]


def _filled_to_the_right(cells: Sequence[str]) -> list[str]:
    made: list[str] = []
    for cell in cells:
        made.append(cell or (made[-1] if made else ""))
    return made


def _joined(upper: str, own: str, below: str) -> str:
    if not below:
        return own
    return f"{upper}{BETWEEN}{below}" if upper else below
