"""Readings of a table: of which number each count in it is a share, as the table itself shows.

A reading is a column of counts and a rule for their bases (another column, the total row, the sum of the
column, the number in the heading, a row of bases). It is accepted where the headings say so, or where
most rows agree with it; chance does not make two rows of percentages agree.
"""

from __future__ import annotations

from dataclasses import dataclass

from peelian.figures.columns import Column, label_of
from peelian.figures.grid import Grid

_LEAST_AGREEING = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the percentages of a column.

    Parameters
    ----------
    says
        The base in words, as in "the column 'Base'".
    counts, bases
        The count and the base in each row, None where there is none.
    told
        Whether the headings say so.
    """

    says: str
    counts: tuple[int | None, ...]
    bases: tuple[int | None, ...]
    told: bool = False

    def pairs(self, row: int) -> tuple[int, int] | None:
        """Return the count and the base in a row, None where the row does not have both."""
        count, base = self.counts[row], self.bases[row]
        return None if count is None or not base else (count, base)


def accepted_readings(grid: Grid, columns: tuple[Column, ...], percent: Column) -> tuple[Reading, ...]:
    """Return the readings of a column of percentages that the headings tell or that most rows bear out."""
    return tuple(
        reading for reading in _readings(grid, columns, percent) if _is_accepted(reading, percent, grid)
    )


def _readings(grid: Grid, columns: tuple[Column, ...], percent: Column) -> list[Reading]:
    rows = range(len(grid.body))
    labels = [label_of(grid, row) for row in rows]
    found = []
    holders = (
        [percent]
        if percent.role == "both"
        else [c for c in columns if any(v is not None for v in c.integers)]
    )
    for holder in holders:
        counts = holder.integers
        for other in columns:
            if other is not holder and other.role not in {"percent", "both"} and any(other.integers):
                told = _is_told(columns, holder, other)
                found.append(Reading(f"the column '{other.heading}'", counts, other.integers, told))
        for row in rows:
            if labels[row] in {"total", "base"} and counts[row]:
                bases = tuple(None if k == row else counts[row] for k in rows)
                name = grid.body[row][0].text.strip()
                whole = percent.shares[row]
                full = whole is not None and whole.value == 100
                only = _is_only_count(columns, holder) or (percent.role == "both" and full)
                told = labels[row] == "total" and only
                found.append(Reading(f"the row '{name}'", counts, bases, told))
        parts = [counts[row] for row in rows if labels[row] == "part"]
        if len(parts) > 1 and all(part is not None for part in parts):
            total = sum(part or 0 for part in parts)
            bases = tuple(total if labels[row] == "part" else None for row in rows)
            found.append(Reading(f"the sum of the column '{holder.heading}'", counts, bases))
        for n in {percent.n, holder.n} - {None}:
            found.append(Reading("the number in the heading", counts, tuple(n for _ in rows)))
    return found


def _is_told(columns: tuple[Column, ...], holder: Column, other: Column) -> bool:
    roles = [column.role for column in columns]
    alone = roles.count("base") == 1 and roles.count("percent") + roles.count("both") == 1
    counted = holder.role == "both" or (holder.role == "count" and roles.count("count") == 1)
    return alone and counted and other.role == "base"


def _is_only_count(columns: tuple[Column, ...], holder: Column) -> bool:
    roles = [column.role for column in columns]
    return holder.role == "count" and roles.count("count") == 1 and roles.count("percent") == 1


def _is_accepted(reading: Reading, percent: Column, grid: Grid) -> bool:
    agreeing = failing = 0
    for row in range(len(grid.body)):
        pair, share = reading.pairs(row), percent.shares[row]
        if pair is None or share is None:
            continue
        if not share.covers(*pair):
            failing += 1
        elif share.value not in {0, 100}:
            agreeing += 1
    if reading.told:
        return agreeing >= failing or (agreeing > 0 and failing == 1) or agreeing + failing == 1
    return agreeing >= _LEAST_AGREEING and agreeing >= 2 * failing
