"""One finding at a time, for the tests of words and marks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peelian.findings.finding import Change, Finding
from peelian.publication.edition import MeasureText
from peelian.reference.area import Area
from peelian.reference.period import Period

YEAR = Period.rolling_12(dt.date(2025, 11, 1))
BEFORE = Period.rolling_12(dt.date(2024, 11, 1))
KNIFE = MeasureText("knife_crime", "Knife crime", one="knife crime", many="knife crimes")


def change(
    judgement: str, size: float | None, low: float | None, high: float | None, previous: float | None = 1088
) -> Change:
    return Change(BEFORE, previous, size, low, high, "percent", judgement)  # type: ignore[arg-type]


def finding(value: float | None = 1043, *, area: str = "Southwark", **more: Any) -> Finding:
    parts: dict[str, Any] = {
        "measure": "knife_crime",
        "title": "Knife crime",
        "area": Area("E09000028", "borough", area),
        "period": YEAR,
        "kind": "count",
        "unit": "offences",
        "value": value,
        "numerator": value,
        "denominator": None,
        "base": None if value is None else int(value),
        "method": "count",
        "code": "0",
        "vintages": ("00aa11bb22cc33dd",),
    }
    return Finding(**{**parts, **more})
