"""Months: places along an axis of time, and the years under it."""

from __future__ import annotations

import datetime as dt

from peelian.publication.charts.pieces import label
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import number


def month_scale(first: dt.date, last: dt.date) -> Scale:
    """Return where a day lies between two days, in per cent of the room there is."""
    return Scale(first.toordinal(), last.toordinal(), 1, 99)


def month_axis(first: dt.date, last: dt.date, *, height: int, foot: int, about: int = 4) -> str:
    """Return ticks and labels of years, or of both ends where the series is short.

    Parameters
    ----------
    first, last
        First and last day drawn.
    height, foot
        Height of the drawing and of the strip under it, in pixels.
    about
        About how many years to label.
    """
    if (last - first).days < 800:
        ends = ((first, "0", "start"), (last, "100%", "end"))
        return "".join(label(x, height - 6, f"{day:%b %Y}", anchor=side) for day, x, side in ends)
    across = month_scale(first, last)
    step = max(1, round((last.year - first.year) / about))
    out = ""
    for year in range(first.year + 1, last.year + 1, step):
        x = across(dt.date(year, 1, 1).toordinal())
        if 5 <= x <= 95:
            at = number(x)
            out += f'<line class="tick" x1="{at}%" x2="{at}%" y1="{height - foot}" y2="{height - foot + 5}"/>'
            out += label(f"{at}%", height - 6, str(year), anchor="middle")
    return out
