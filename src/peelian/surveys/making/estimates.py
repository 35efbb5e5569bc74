"""Findings made of the results of analyses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peelian.catalogue.caveat import Caveat
from peelian.catalogue.lineage import touching_breaks, touching_caveats
from peelian.catalogue.source import Source
from peelian.catalogue.survey.least_base import LeastBase
from peelian.catalogue.vintage import Vintage
from peelian.findings.finding import Finding, State
from peelian.findings.survey_methods import NO_MARGIN
from peelian.reference.area import Area
from peelian.surveys.analyses.result import Row, RowKind
from peelian.surveys.making.analysing import Made

_UNITS: Mapping[RowKind, str] = {
    "share": "share of those who answered",
    "share of people": "share of people",
    "gap": "percentage points",
    "adjusted gap": "percentage points, adjusted",
    "points": "percentage points, others alike",
    "change": "percentage points",
    "odds ratio": "odds ratio",
    "ratio of odds ratios": "ratio of odds ratios",
    "importance": "share of what is explained",
    "correlation": "correlation",
    "alpha": "Cronbach's alpha",
}


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the findings of one survey.

    Parameters
    ----------
    source
        The source.
    area
        The area that the survey speaks for.
    vintages
        Its loads that are read.
    automatic
        Caveats found in them by rule.
    least_base
        How many must have answered.
    code_version
        Written on every finding.
    """

    source: Source
    area: Area
    vintages: Sequence[Vintage]
    automatic: Sequence[Caveat]
    least_base: LeastBase
    code_version: str


def estimates_of(made: Made, measure: str, *, behind: Behind) -> tuple[Finding, ...]:
    """Return a finding for each row of a result, in the order of its rows.

    A row with too few people behind it keeps its base and loses its number.

    Parameters
    ----------
    made
        The result, when, and from which fields.
    measure
        Id under which the findings stand.
    behind
        Source, area, loads, and the least base.
    """
    fields = frozenset(made.fields)
    period, source = made.period, behind.source
    caveats = touching_caveats(
        source,
        fields=fields,
        start=period.start,
        end=period.end,
        area=behind.area.code,
        extra=behind.automatic,
    )
    breaks = touching_breaks(
        source, fields=fields, earlier_start=period.start, later_end=period.end, area=behind.area.code
    )
    keys = tuple(source.key_of(each) for each in breaks)
    return tuple(_finding(row, made, measure, behind, (caveats, keys)) for row in made.result.rows)


def group_of(row: Row) -> str:
    """Return how a row of a result is named in the group of its finding.

    Parameters
    ----------
    row
        The row.
    """
    return f"{row.kind}={row.name}" + (f" | {row.group}" if row.group else "")


def _finding(
    row: Row, made: Made, measure: str, behind: Behind, limits: tuple[tuple[str, ...], tuple[str, ...]]
) -> Finding:
    state = _state(row, behind.least_base)
    hidden, chosen = state in ("suppressed", "not measured"), behind.source.self_selected
    return Finding(
        measure=measure,
        title=made.result.title,
        area=behind.area,
        period=made.period,
        kind="estimate",
        unit=_UNITS[row.kind],
        value=None if hidden else row.value,
        numerator=None,
        denominator=None,
        base=row.base,
        base_effective=None if hidden else row.base_effective,
        lower=None if hidden else row.lower,
        upper=None if hidden else row.upper,
        group=group_of(row),
        state=state,
        caveats=limits[0],
        breaks=limits[1],
        vintages=tuple(vintage.id for vintage in behind.vintages),
        method=f"estimate.{made.result.analysis.replace(' ', '-')}{NO_MARGIN if chosen else ''}",
        code=behind.code_version,
        synthetic=any(vintage.synthetic for vintage in behind.vintages),
    )


def _state(row: Row, least: LeastBase) -> State:
    if row.value is None:
        return "not measured"
    if row.base < least.to_show:
        return "suppressed"
    return "low reliability" if row.base < least.to_rely_on else "shown"
