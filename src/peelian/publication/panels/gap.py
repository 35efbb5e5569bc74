"""The two shares behind a gap: each with its own margin and its own base."""

from __future__ import annotations

from peelian.publication.desk import Desk
from peelian.publication.edition import MeasureText
from peelian.publication.forms import newest_in_form
from peelian.publication.panel import Panel
from peelian.publication.panels.shares import share_panels
from peelian.reference.area import Area


def gap_panels(desk: Desk, measure: MeasureText, area: Area) -> tuple[Panel, ...]:
    """Return the shares of the two groups of a gap; nothing for a measure that is none.

    Parameters
    ----------
    desk
        The page's desk.
    measure, area
        What, and where.
    """
    if not newest_in_form(desk.reader, measure.id, area, "gap"):
        return ()
    return share_panels(desk, measure, area)
