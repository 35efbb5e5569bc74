"""The stretch of months that synthetic London covers, across the change from CRIS to CONNECT."""

from __future__ import annotations

import datetime as dt

from peelian.reference.period import add_months

FIRST = dt.date(2023, 1, 1)
COUNT = 35
CONNECT_FROM = dt.date(2024, 2, 28)


def months() -> list[dt.date]:
    """Return the first days of the months covered, January 2023 to November 2025."""
    return [add_months(FIRST, step) for step in range(COUNT)]
