"""What it is made of: a list of measures in one place, each with its change, interval and judgement."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Literal

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk, kicker
from peelian.publication.edition import MeasureText
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.panel import Panel
from peelian.publication.paths import slug
from peelian.publication.reader import Reader
from peelian.publication.sentences import say_finding
from peelian.publication.table import Cell
from peelian.publication.tables import finding_table, trail_key
from peelian.publication.tally import tally
from peelian.publication.unread import Unread
from peelian.reference.area import Area
from peelian.reference.period import Period

_LAST = 25
_OF_COUNTS = (
    "Small counts make large percentages; where either year has fewer than 20, the table gives the "
    "difference as a number. Parts indented under a heading are already counted in it, so do not add them."
)
_NOT_DRAWN = "What those think who did not answer. How they differ from those who did is not known."


def parts_panel(
    desk: Desk,
    measures: Sequence[MeasureText],
    area: Area,
    *,
    name: str,
    title: str,
    lines: Literal["drawn", "left out"] = "drawn",
    strips: Literal["drawn", "left out"] = "drawn",
    step: int = 1,
    whole: MeasureText | None = None,
) -> Panel | None:
    """Return a table of measures in one place, or None when it has no figures of them.

    Parameters
    ----------
    desk
        The page's desk.
    measures, area
        What, in the order to be printed, and where.
    name, title
        Id and heading of the panel.
    lines
        "drawn" for a small line of the last two years in each row, "left out" for none.
    strips
        Whether the interval of each change is drawn as well as written.
    step
        Draw every so many months; a rolling total moves so slowly that every third tells the same.
    whole
        The measure that the others are parts of, to stand first in the table; it is not one of those counted.
    """
    reader = desk.reader
    findings = once(reader.of_area(area, (whole, *measures) if whole is not None else measures), reader)
    if not findings:
        return None
    trail: dict[str, Sequence[Finding]] | None = None
    extra: Sequence[Finding] = ()
    if lines == "drawn":
        keys = {trail_key(f): (f.measure, area.code, f.period.kind, "") for f in findings}
        drawn = reader.index.lines(tuple(keys.values()), last=_LAST, step=step)
        trail = {key: drawn[wanted] for key, wanted in keys.items()}
        extra = Unread.joined(tuple(drawn[wanted] for wanted in keys.values()))
    table = finding_table(
        findings,
        caption=f"{title}: {area.name}",
        first="What",
        name=lambda finding: _linkable(desk, finding),
        direction=desk.direction_of,
        trail=trail,
        strips=strips,
    )
    downloads = [desk.download(name, findings)]
    downloads += [desk.series_download(name, extra, label="CSV of the lines")] if extra else []
    return Panel(
        id=name,
        kicker=kicker(findings),
        title=title,
        sentence=_sentence(desk, [f for f in findings if whole is None or f.measure != whole.id]),
        table=table,
        shown="open",
        key="change",
        tone="plain" if all(desk.direction_of(f) == "ambiguous" for f in findings) else "judged",
        cannot_tell=_NOT_DRAWN if all(map(has_no_margin, findings)) else f"{_OF_COUNTS}{_alone(findings)}",
        caveats=reader.caveats(findings),
        provenance=desk.provenance(findings),
        downloads=tuple(downloads),
    )


def _alone(findings: Sequence[Finding]) -> str:
    """Say why an interval may leave out "no change" where none is called clear, if there is one such row."""
    changes = [f.change for f in findings if f.change is not None and f.change.judgement == "no clear change"]
    beyond = any(c.lower is not None and (c.lower > 0 or (c.upper or 0.0) < 0) for c in changes)
    return (
        " An interval on one side of no change is not always called clear: all are judged together, and "
        "among many some come out so by chance."
        if beyond
        else ""
    )


def _linkable(desk: Desk, finding: Finding) -> Cell:
    """Name a row so that it can be linked to: one address for each area, measure and release."""
    return dataclasses.replace(desk.measure_cell(finding), anchor=f"m-{slug(finding.measure)}")


def by_window(desk: Desk, measures: Sequence[MeasureText], area: Area) -> list[list[MeasureText]]:
    """Return measures in groups that share the period of their newest figure in a place, the one of the whole
    first.

    A table has one window; measures that end in different months stand in different tables.
    """
    groups: dict[Period, list[MeasureText]] = {}
    told = {finding.measure: finding.period for finding in desk.reader.of_area(area, measures)}
    for measure in measures:
        if measure.id in told:
            groups.setdefault(told[measure.id], []).append(measure)
    whole = desk.reader.headline_measure
    return sorted(groups.values(), key=lambda some: whole not in some)


def once(findings: Sequence[Finding], reader: Reader) -> tuple[Finding, ...]:
    """Leave out each measure that is the only part of a measure beside it and has the same numbers."""
    beside = {f.measure: f for f in findings}
    out = []
    for finding in findings:
        measure = reader.measure(finding.measure)
        parent = reader.measure(measure.parent) if measure is not None and measure.parent else None
        above = beside.get(parent.id) if parent is not None else None
        same = above is not None and _numbers(above) == _numbers(finding)
        if not same or parent is None or len(reader.parts(parent)) > 1:
            out.append(finding)
    return tuple(out)


def _numbers(finding: Finding) -> tuple[object, ...]:
    previous = finding.change.previous if finding.change is not None else None
    return (finding.kind, finding.period, finding.value, previous)


def _sentence(desk: Desk, findings: Sequence[Finding]) -> str:
    if len(findings) == 1:
        only = findings[0]
        return say_finding(only, desk.measure_of(only), caveats=desk.reader.edition.caveats)
    count = tally(findings)
    if findings and all(map(has_no_margin, findings)):
        return f"{WHY_NO_MARGIN}."
    if not count.whole:
        compared = [f for f in findings if f.change is not None or f.state == "not comparable"]
        return f"None of the {len(findings)} can be compared." if compared else ""
    text = (
        f"Of {len(findings)} shown, {count.fall or 'none'} fell clearly, {count.rise or 'none'} rose "
        f"clearly and {count.flat or 'none'} {'shows' if count.flat == 1 else 'show'} no clear change."
    )
    return text + (f" {count.gap} cannot be compared." if count.gap else "")
