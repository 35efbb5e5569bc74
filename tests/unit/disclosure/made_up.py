"""Tables of findings made up for tests of disclosure: invented places, seeded numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from peelian.disclosure.attacker import Attacker
from peelian.disclosure.policy import Policy
from peelian.disclosure.protection import Protection
from peelian.disclosure.structure import Counted, Structure
from peelian.findings.schema import FINDINGS_SCHEMA
from peelian.reference.period import Period, add_months

FORCE = "F"
MONTH = dt.date(2031, 1, 1)


def policy(*protections: Protection, narrowest: int = 5, name: str = "made-up", **more: Any) -> Policy:
    """Return a policy that hides counts below 5, or with other protections."""
    return Policy(
        policy=name,
        version="1",
        title="Made up",
        says="For tests.",
        rungs=("open",),
        protects=protections or (Protection(below=5),),
        against=Attacker(narrowest=narrowest),
        **more,
    )


def finding(
    value: float | None,
    *,
    measure: str = "m",
    level: str = "force",
    area: str = FORCE,
    group: str | None = None,
    period: Period | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return a count as a row of the table of findings."""
    when = period or Period.month(MONTH)
    row: dict[str, Any] = dict.fromkeys(FINDINGS_SCHEMA.names)
    row.update(
        measure=measure, title=measure, area_code=area, area_level=level, area_name=area, group=group,
        period_from=when.start, period_to=when.end, period_kind=when.kind, kind="count", unit="offences",
        value=value, numerator=value, base=None if value is None else int(value), level=0.95,
        state="not measured" if value is None else "shown", judged_among=0, caveats=[], breaks=[],
        vintages=["load-1"], method="count.month", code="0", synthetic=True,
    )  # fmt: skip
    row.update(more)
    return row


def table_of(rows: list[dict[str, Any]]) -> pa.Table:
    """Return rows as a table of findings."""
    return pa.Table.from_pylist(rows, schema=FINDINGS_SCHEMA)


def crossed(counts: np.ndarray[Any, Any], **more: Any) -> list[dict[str, Any]]:
    """Return findings of a table of areas (rows) by groups (columns) with all its margins."""
    rows = []
    total = np.pad(counts, ((0, 1), (0, 1)))
    total[-1, :-1], total[:-1, -1], total[-1, -1] = counts.sum(axis=0), counts.sum(axis=1), counts.sum()
    for i, j in np.ndindex(total.shape):
        place = {"level": "force", "area": FORCE} if i == len(counts) else {"level": "ward", "area": f"W{i}"}
        group = None if j == counts.shape[1] else f"ethnicity=g{j}"
        rows.append(finding(float(total[i, j]), group=group, **place, **more))
    return rows


def structure(wards: int = 0, *, measures: Mapping[str, Counted] | None = None, **more: Any) -> Structure:
    """Return a structure of wards W0, W1 ... in the force, with measure "m" split by ethnicity."""
    parents = {f"W{number}": FORCE for number in range(wards)} | more.pop("parents", {})
    known = measures or {"m": Counted("stops", "open", frozenset({"ethnicity", "age"}))}
    return Structure(known, parents, **more)


def series(counts: np.ndarray[Any, Any], **more: Any) -> Iterator[dict[str, Any]]:
    """Give the months of a series and its rolling twelve months."""
    for place, count in enumerate(counts):
        yield finding(float(count), period=Period.month(add_months(MONTH, place)), **more)
    for place in range(len(counts) - 11):
        window = counts[place : place + 12]
        yield finding(
            float(window.sum()), period=Period.rolling_12(add_months(MONTH, place + 11)),
            method="count.rolling12", **more,
        )  # fmt: skip
