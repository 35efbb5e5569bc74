"""Laying findings flat: records become rows in the one shape of the store; `to_findings` is the way back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from peelian.findings.finding import Finding
from peelian.findings.schema import FINDINGS_SCHEMA


def lay_flat(findings: Iterable[Finding]) -> pa.Table:
    """Return findings as a table, in the same order.

    Returns
    -------
    pyarrow.Table
        With `FINDINGS_SCHEMA`.
    """
    return pa.Table.from_pylist([_row(finding) for finding in findings], schema=FINDINGS_SCHEMA)


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "measure": finding.measure,
        "title": finding.title,
        "area_code": finding.area.code,
        "area_level": finding.area.level,
        "area_name": finding.area.name,
        "group": finding.group,
        "period_from": finding.period.start,
        "period_to": finding.period.end,
        "period_kind": finding.period.kind,
        "kind": finding.kind,
        "unit": finding.unit,
        "value": finding.value,
        "lower": finding.lower,
        "upper": finding.upper,
        "level": finding.level,
        "numerator": finding.numerator,
        "denominator": finding.denominator,
        "base": finding.base,
        "base_effective": finding.base_effective,
        **_change(finding),
        **_place(finding),
        "state": finding.state,
        "caveats": list(finding.caveats),
        "breaks": list(finding.breaks),
        "vintages": list(finding.vintages),
        "method": finding.method,
        "code": finding.code,
        "synthetic": finding.synthetic,
    }


def _change(finding: Finding) -> dict[str, Any]:
    change = finding.change
    if change is None:
        return {}
    return {
        "against_from": change.against.start,
        "against_to": change.against.end,
        "previous": change.previous,
        "change": change.change,
        "change_lower": change.lower,
        "change_upper": change.upper,
        "change_unit": change.unit,
        "judgement": change.judgement,
        "change_q": change.q,
        "judged_among": change.among or None,
    }


def _place(finding: Finding) -> dict[str, Any]:
    standing, usual = finding.standing, finding.usual
    told: dict[str, Any] = {}
    if standing is not None:
        told |= {"rank": standing.rank, "ranked": standing.of, "rank_previous": standing.previous}
    if usual is not None:
        told |= {"usual_centre": usual.centre, "usual_lower": usual.lower, "usual_upper": usual.upper}
        told["signal"] = usual.signal
    return told
