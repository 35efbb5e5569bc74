"""Lines of tiles: names that lead on, and intervals as printed."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.framework.tile import TilePart
from peelian.publication.differences import signed
from peelian.publication.performance.lookup import Lookup
from peelian.publication.small import is_small

FRAMEWORK = "framework.html"


def href_of(lookup: Lookup, part: TilePart) -> str:
    """Return the way to the page of what is told: the measure's own, or that of the plan for its counts."""
    measure = lookup.desk.measure(part.measure)
    if measure is not None:
        return lookup.desk.link(lookup.desk.reader.measure_path(measure))
    return lookup.desk.link(FRAMEWORK) if part.measure.startswith("chosen_") else ""


def interval_of_change(finding: Finding) -> str:
    """Return the interval of a finding's change or, where nothing is compared, of the finding itself; ""
    where neither has any.
    """
    change = finding.change
    if change is None or change.lower is None:
        return interval_of(finding)
    if is_small(finding):
        return "too few for one"
    upper = "or above" if change.upper is None else f"to {signed(change.upper, unit=change.unit)}"
    return f"{signed(change.lower, unit=change.unit)} {upper}"


def interval_of(finding: Finding) -> str:
    """Return the interval of a finding itself; "" where it has none."""
    if finding.lower is None or finding.upper is None:
        return ""
    if finding.kind == "share":
        return f"{finding.lower * 100:.0f}% to {finding.upper * 100:.0f}%"
    if finding.kind == "gap":
        return f"{_points(finding.lower)} to {_points(finding.upper)}"
    return f"{finding.lower:,.1f} to {finding.upper:,.1f}"


def _points(value: float) -> str:
    return signed(value, unit="percentage points").removesuffix(" pts")
