"""A small world of wards for the specification of comparisons: counts as published, and what sources say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from peelian.findings.finding import Finding, State
from peelian.findings.lay_flat import lay_flat
from peelian.findings.store import to_findings
from peelian.measures.places.area_numbers import AreaNumbers, Places
from peelian.measures.places.comparisons import Comparisons
from peelian.measures.places.derive import compare_places
from peelian.measures.places.variable import AreaTable
from peelian.measures.residents import Population
from peelian.reference.area import Area
from peelian.reference.period import Period

FORCE = Area("F1", "force", "Anyshire")
LAST = dt.date(2024, 12, 31)
SCORES = AreaTable(source="scores", field="score")


def wards(boroughs: Mapping[str, int]) -> dict[str, Area]:
    """Return a force with boroughs, each with so many wards (W01, W02 ... across them)."""
    areas, number = {FORCE.code: FORCE}, 0
    for name, many in boroughs.items():
        areas[name] = Area(name, "borough", f"Borough {name}", FORCE.code)
        for _ in range(many):
            number += 1
            code = f"W{number:02d}"
            areas[code] = Area(code, "ward", f"Ward {number}", name)
    return areas


def counted(
    area: Area,
    value: float | None,
    measure: str = "crime",
    *,
    state: State = "shown",
    caveats: Sequence[str] = ("crimes.care",),
    end: dt.date = LAST,
) -> Finding:
    """Return the count of twelve months of one area, as published."""
    return Finding(
        measure=measure, title=measure.title(), area=area, period=Period.rolling_12(end), kind="count",
        unit="offences", value=value, numerator=value, denominator=None,
        base=None if value is None else int(value),
        method="count.rolling12", code="0", vintages=("v1",), caveats=tuple(caveats), state=state,
    )  # fmt: skip


class Compared:
    """Compares a small world, and finds what came of it."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self.areas = dict(areas)
        self.published: list[Finding] = []
        self.residents: dict[tuple[str, str], int] = {}
        self.scores: dict[str, float] = {}
        self.level: Any = "ward"

    def publish(self, counts: Mapping[str, float | None], measure: str = "crime", **more: Any) -> None:
        self.published += [counted(self.areas[code], n, measure, **more) for code, n in counts.items()]

    def table(self, **asked: Any) -> pa.Table:
        people = {
            key: Population(n, 2021, ("census",), ("population.dated",)) for key, n in self.residents.items()
        }
        scores = AreaNumbers(self.scores, ("s1",), ("scores.old",), synthetic=True)
        return compare_places(
            lay_flat(self.published),
            Comparisons(**asked),
            places=Places({(SCORES, self.level, False): scores} if self.scores else {}, people),
            areas=self.areas,
            code_version="0",
        )

    def find(self, **asked: Any) -> dict[tuple[str, str, str | None], Finding]:
        """Return the findings by measure, area and group."""
        return {(f.measure, f.area.code, f.group): f for f in to_findings(self.table(**asked))}
