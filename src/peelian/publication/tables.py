"""Tables of findings: one row for each area, measure or period, with the change, its interval and its
judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.before import say_previous, window_heads
from peelian.publication.cells import change_cell, interval_cell, value_cell
from peelian.publication.charts.spark import spark_strip
from peelian.publication.charts.strip import interval_strip, reach
from peelian.publication.edition import Direction
from peelian.publication.mark import mark_of
from peelian.publication.rank_column import standing_column
from peelian.publication.small import is_small
from peelian.publication.table import Cell, Table


def finding_table(
    findings: Sequence[Finding],
    *,
    caption: str,
    first: str,
    name: Callable[[Finding], Cell],
    direction: Callable[[Finding], Direction],
    trail: Mapping[str, Sequence[Finding]] | None = None,
    strips: Literal["drawn", "left out"] = "drawn",
) -> Table:
    """Return a table with one row for each finding.

    Parameters
    ----------
    findings
        The findings, in the order to be printed; all of the same kind of period.
    caption, first
        What the table holds, and the heading of its first column.
    name
        What a row is called.
    direction
        Direction of a finding's measure.
    trail
        Series to draw in each row, by `trail_key`, or None.
    strips
        Whether the interval of each change is drawn as well as written.
    """
    compared = any(finding.change is not None for finding in findings)
    drawn = strips == "drawn" and _has_strip(findings)
    to = reach([finding for finding in findings if not is_small(finding)])
    ranked = standing_column(findings)
    rows = []
    for place, finding in enumerate(findings):
        mark = mark_of(finding, direction(finding))
        row = [name(finding), value_cell(finding)]
        row += [change_cell(finding, mark)] if compared else []
        if trail is not None:
            line = spark_strip(trail.get(trail_key(finding), ()), tone=mark.tone)
            row.append(Cell("", css="d", drawn=line))
        if drawn:
            strip = "" if is_small(finding) else interval_strip(finding, direction(finding), to=to)
            row.append(Cell("", css="d", drawn=strip))
        if compared:
            row += [interval_cell(finding), Cell(say_previous(finding))]
        row += [ranked[1][place]] if ranked is not None else []
        row += [Cell(mark.words, css=f"w {mark.tone}")] if compared else []
        rows.append(tuple(row))
    heads = _heads(first, findings, compared=compared, trail=trail is not None, drawn=drawn)
    heads += (ranked[0],) if ranked is not None else ()
    heads += (("Judgement", "w"),) if compared else ()
    # With one wave there is no course to draw.
    return Table(caption, heads, tuple(rows)).without_empty("Over time")


def _heads(
    first: str, findings: Sequence[Finding], *, compared: bool, trail: bool, drawn: bool
) -> tuple[tuple[str, str], ...]:
    now, before = window_heads(findings)
    heads = [(first, "w"), (now, "")]
    heads += [("Change", "")] if compared else []
    heads += [("Over time", "d")] if trail else []
    if compared:
        heads += [("Fewer | more", "d")] if drawn else []
        heads += [("95% interval", "w"), (before, "")]
    return tuple(heads)


def trail_key(finding: Finding) -> str:
    """Return the key under which a finding's series is kept: its measure and its area."""
    return f"{finding.measure} {finding.area.code}"


def _has_strip(findings: Sequence[Finding]) -> bool:
    return any(f.change is not None and f.change.lower is not None for f in findings)
