"""Totals of tables: a row called "total" beside the sum of the rows above or below it."""

from __future__ import annotations

from collections.abc import Iterator

from peelian.figures.columns import Column, label_of, read_columns
from peelian.figures.grid import Grid
from peelian.figures.judgement import Judgement
from peelian.figures.report import Report, ReportKind
from peelian.figures.writing import write_report

_NEARLY = 0.25
_PARTIAL = ("of which", "subtotal", "sub-total", "including", "other than", "average", "mean", "median")


def judge_totals(grid: Grid, *, file: str) -> Iterator[Report]:
    """Yield a report for each total that is, or is not, the sum of its column.

    A column is called wrong only where its heading says that it holds counts and another column of the
    table adds up to its total, so that the row plainly is the total of those rows. Otherwise a total that is
    nearly the sum is a matter of advice: rows may overlap, or one thing may be counted in several.

    Parameters
    ----------
    grid
        The table.
    file
        The name of the document.
    """
    rows = range(len(grid.body))
    totals = [row for row in rows if label_of(grid, row) == "total"]
    labels = " ".join(row[0].text.lower() for row in grid.body if row)
    if len(totals) != 1 or totals[0] not in {0, len(rows) - 1} or any(word in labels for word in _PARTIAL):
        return
    total = totals[0]
    columns = [
        column for column in read_columns(grid) if column.position > 0 and column.integers[total] is not None
    ]
    sums = {column.position: _sum(column, grid, total) for column in columns}
    right = [column for column in columns if sums[column.position] == column.integers[total]]
    for column in columns:
        summed, printed = sums[column.position], column.integers[total]
        if summed is None or printed is None:
            continue
        cell = grid.body[total][column.position]
        words = " | ".join(each.text.strip() for each in grid.body[total] if each.text.strip())[:200]
        name = f"the column '{column.heading}'" if column.heading else f"column {column.position + 1}"
        if _rounded_alike(column, summed, printed):
            judgement = Judgement(
                "agrees", f"{printed:,}", f"it is the sum of {name}", "", printed, f"{summed:,}"
            )
        else:
            counted = column.role in {"count", "base", "both"} and any(other is not column for other in right)
            if not counted and abs(summed - printed) > _NEARLY * max(printed, 1):
                continue
            step = f"check the rows and the total: they differ by {abs(summed - printed):,}"
            if not counted:
                step += "; where rows overlap or do not cover everything, say so"
            kind: ReportKind = "disagrees" if counted else "advice"
            judgement = Judgement(
                kind, f"{printed:,}", f"the rows of {name} add up to {summed:,}", step, printed, f"{summed:,}"
            )
        yield write_report(judgement, file=file, place=cell.place, words=words)


def _sum(column: Column, grid: Grid, total: int) -> int | None:
    parts = [
        value for row, value in enumerate(column.integers) if row != total and label_of(grid, row) == "part"
    ]
    whole = [value for value in parts if value is not None]
    return sum(whole) if len(whole) == len(parts) >= 2 else None


def _rounded_alike(column: Column, summed: int, printed: int) -> bool:
    """Say whether a total is the sum, or differs by no more than rounding to fives or tens explains."""
    values = [value for value in column.integers if value]
    step = next(
        (size for size in (1000, 100, 10, 5) if values and all(value % size == 0 for value in values)), 1
    )
    slack = 0 if step == 1 else step * len(values) / 2
    return abs(summed - printed) <= slack
