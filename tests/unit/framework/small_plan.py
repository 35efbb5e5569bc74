"""A small plan and small findings for the tests of the framework."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peelian.definitions.located import read_located
from peelian.findings.finding import Change, Finding
from peelian.findings.judgement import judge
from peelian.framework.plan import Plan
from peelian.framework.read_plans import read_plans
from peelian.framework.resolve import resolve_plan
from peelian.framework.surroundings import Surroundings
from peelian.measures.measure import Measure
from peelian.measures.members import Member
from peelian.reference.area import Area
from peelian.reference.period import Period

FORCE = Area("F", "force", "Anyshire")
NORTH = Area("A1", "borough", "Northbeck", "F")
EAST = Area("A2", "borough", "Easthaven", "F")
SOUTH = Area("A3", "borough", "Southmoor", "F")
WARD = Area("W1", "ward", "Mill Lane", "A1")
AREAS = {area.code: area for area in (FORCE, NORTH, EAST, SOUTH, WARD)}
DAY = dt.date(2025, 3, 31)

PLAN = """plan: small
title: A small plan
from: 2020-04-01
to: 2026-03-31
total: all_crime
directions: {robbery: ambiguous}
pillars:
  - pillar: safety
    priorities:
      - priority: robbery-first
        kind: mandatory high harm
        watch:
          - robbery
          - {measure: hidden, called: Seen by nobody}
          - {called: Repeat victims, not measured: Nobody is linked.}
        lenses:
          harm: robbery
          repeat victims: {not measured: Nobody is linked.}
      - {priority: local, kind: area-chosen volume}
menu: [burglary, robbery, {measure: damage, called: Broken things, says: All of it.}]
chosen:
  - {area: Northbeck, measures: [burglary, robbery], from: 2020-04-01, to: 2026-03-31}
  - {area: A2, measures: [damage], from: 2021-04-01, to: 2022-03-31, why: asked for, source: minutes}
"""


def member(name: str, *, source: str = "counts", areas: tuple[str, ...] = ("force", "borough")) -> Member:
    title = name.replace("_", " ").capitalize()
    written = Measure(measure=name, title=title, source=source, direction="lower is better", areas=areas)
    return Member(name, title, "", None, "", "", "", written, "lower is better")


def around(**more: Any) -> Surroundings:
    measures = {name: member(name) for name in ("all_crime", "burglary", "robbery", "damage")}
    measures["hidden"] = member("hidden", source="locked")
    measures["stops"] = member("stops", areas=("force",))
    parts: dict[str, Any] = {"measures": measures, "areas": AREAS}
    parts["unread"] = {"locked": "The source “Locked” has not been loaded."}
    return Surroundings(**{**parts, **more})


def read(tmp_path: Any, text: str = PLAN, **more: Any) -> Plan:
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    (document,) = read_located(path)
    return resolve_plan(document, around(**more))


def read_all(tmp_path: Any, *texts: str) -> tuple[Plan, ...]:
    paths = []
    for number, text in enumerate(texts):
        path = tmp_path / f"plan{number}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return read_plans(paths, around())


def year(
    measure: str, area: Area, value: float | None, previous: float | None = None, **more: Any
) -> Finding:
    """Return the finding of twelve months, compared when a figure before is given."""
    period, before = Period.rolling_12(more.pop("day", DAY)), None
    if previous is not None:
        earlier = Period.rolling_12(dt.date(period.end.year - 1, period.end.month, 1))
        lower, upper = more.pop("ends", (-0.1, 0.1))
        forbidden = more.get("state") == "not comparable"
        size = None if forbidden or value is None or not previous else value / previous - 1
        ends = (None, None) if size is None else (lower, upper)
        word = judge(lower, upper, comparable=not forbidden)
        before = Change(earlier, previous, size, *ends, "percent", word)
    parts: dict[str, Any] = {
        "measure": measure,
        "title": measure.capitalize(),
        "area": area,
        "period": period,
        "kind": "count",
        "unit": "offences",
        "value": value,
        "numerator": value,
        "denominator": None,
        "base": None if value is None else int(value),
        "method": "count.rolling12",
        "code": "0",
        "vintages": (f"v-{measure}",),
        "caveats": (f"counts.{measure}",),
        "change": before,
    }
    return Finding(**{**parts, **more})


def month(measure: str, area: Area, value: float, first: dt.date, **more: Any) -> Finding:
    return year(measure, area, value, **{"period": Period.month(first), "method": "count.month", **more})
