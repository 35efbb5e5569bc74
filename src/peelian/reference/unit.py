"""Units: what a number counts, and how it is printed. Percent and percentage points are different units."""

from __future__ import annotations

from typing import Literal

Kind = Literal[
    "count",
    "rate",
    "share",
    "ratio",
    "gap",
    "mean",
    "trend",
    "peak",
    "concentration",
    "watch",
    "step",
    "course",
    "estimate",
]
"""What sort of number it is.

`trend` is a change per year as a fraction (0.1 is ten per cent more each year); `peak` is how many times the
average month the highest calendar month is, the month being named by the group ("calendar month=12");
`concentration` is the smallest share of areas that together hold half of what was counted, or another share
that the unit names; `watch` is the
count of the newest month or months beside what the past leads one to expect; `step` is how many more were
counted than in the period before, below 0 for fewer; `course` is the count that a series' own past leads one
to expect in a month, with the band it should stay in, and beside it what was counted (`numerator`);
`estimate` is a number of an analysis, of which the unit says what sort it is (a share, percentage points, an
odds ratio).
"""
ChangeUnit = Literal["percent", "percentage points", "ratio"]


def say_count(value: float) -> str:
    """Return a count with thousands separators, as in "12,345"."""
    return f"{round(value):,}"


def say_number(value: float, *, decimals: int = 1) -> str:
    """Return a number with thousands separators and a fixed number of decimals."""
    return f"{value:,.{decimals}f}"


def say_percent(share: float, *, decimals: int = 0) -> str:
    """Return a share (0 to 1) as a percentage, as in "15%"."""
    return f"{share * 100:.{decimals}f}%"
