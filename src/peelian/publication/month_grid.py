"""Month grids: a long series as a table of calendar months under years, which a reader takes in at once."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping, Sequence

from peelian.findings.finding import Finding
from peelian.publication.table import Cell, Table

_MONTHS = tuple(calendar.month_abbr)[1:]
_EMPTY = Cell("")


def month_grid(
    series: Mapping[str, Sequence[Finding]],
    *,
    caption: str,
    tell: Callable[[Finding], Cell],
    more: Sequence[tuple[Cell, ...]] = (),
    beside: tuple[str, Mapping[int, str]] | None = None,
) -> Table:
    """Return months as rows and years as columns, the newest year first.

    Parameters
    ----------
    series
        Findings by what they are called beside the name of the month ("" for nothing), each with one period
        for each month, found by the month in which it ends.
    caption
        What the table holds.
    tell
        The cell of a finding; a month without one stays empty.
    more
        Rows that stand above the months: a name and one cell, which is the one of the newest year.
    beside
        A last column: its heading and its words by calendar month.
    """
    by_end = {(f.period.end.year, f.period.end.month, name): f for name, some in series.items() for f in some}
    years = sorted({year for year, _, _ in by_end}, reverse=True)
    heads = (("Month", "w"), *((str(year), "") for year in years))
    blank = (_EMPTY,) * (len(years) - 1)
    rows = [(*row, *blank) for row in more]
    for month, short in enumerate(_MONTHS, start=1):
        for name in series:
            found = [by_end.get((year, month, name)) for year in years]
            if any(finding is not None for finding in found):
                head = f"{short}{f', {name}' if name else ''}"
                rows.append((Cell(head), *(_EMPTY if f is None else tell(f) for f in found)))
    if beside is not None:
        title, words = beside
        names = {short: month for month, short in enumerate(_MONTHS, start=1)}
        rows = [(*row, Cell(words.get(names[row[0].text[:3]], ""), css="w")) for row in rows]
        heads = (*heads, (title, "w"))
    return Table(caption, heads, tuple(rows))
