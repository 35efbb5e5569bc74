"""Tables of findings: one row for each area, measure or period, with the change, its interval and its
judgement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.strip import interval_strip, reach, spark_strip
from peelian.publication.differences import SMALL, signed
from peelian.publication.edition import Direction
from peelian.publication.mark import Mark, mark_of
from peelian.publication.sentences import say_value
from peelian.publication.table import Cell, Table
from peelian.reference.period import Period

_TOLD_BESIDE = ("rounded", "low reliability", "provisional", "not comparable")


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
    compared = any(finding.change is not None for finding in findings)
    drawn = strips == "drawn" and _has_strip(findings)
    to = reach([finding for finding in findings if not is_small(finding)])
    rows = []
    for finding in findings:
        mark = mark_of(finding, direction(finding))
        row = [name(finding), value_cell(finding)]
        row += [_change_cell(finding, mark)] if compared else []
        if trail is not None:
            line = spark_strip(trail.get(trail_key(finding), ()), tone=mark.tone)
            row.append(Cell("", css="d", drawn=line))
        if compared:
            row += _interval_cells(
                finding, mark, interval_strip(finding, direction(finding), to=to), drawn=drawn
            )
        rows.append(tuple(row))
    heads = _heads(first, findings, compared=compared, trail=trail is not None, drawn=drawn)
    return Table(caption, heads, tuple(rows))


def _heads(
    first: str, findings: Sequence[Finding], *, compared: bool, trail: bool, drawn: bool
) -> tuple[tuple[str, str], ...]:
    now, before = _windows(findings)
    heads = [(first, "w"), (now, "")]
    heads += [("Change", "")] if compared else []
    heads += [("Over time", "d")] if trail else []
    if compared:
        heads += [("Range", "d")] if drawn else []
        heads += [("95% interval", "w"), (before, ""), ("Judgement", "w")]
    return tuple(heads)


def _interval_cells(finding: Finding, mark: Mark, strip: Markup, *, drawn: bool) -> list[Cell]:
    """Return the cells after the change: its interval, drawn and in figures, what was before, and the
    judgement.
    """
    small = is_small(finding)
    cells = [Cell("", css="d", drawn="" if small else strip)] if drawn else []
    return [
        *cells,
        Cell("few" if small else interval_words(finding), css="w"),
        Cell(_previous(finding)),
        Cell(mark.words, css=f"w {mark.tone}"),
    ]


def is_small(finding: Finding) -> bool:
    """Say whether a count, now or before, is so small that a percentage says more than the numbers bear."""
    change = finding.change
    if finding.kind != "count" or finding.value is None or change is None or change.previous is None:
        return False
    return min(finding.value, change.previous) < SMALL


def trail_key(finding: Finding) -> str:
    """Return the key under which a finding's series is kept: its measure and its area."""
    return f"{finding.measure} {finding.area.code}"


def value_cell(finding: Finding) -> Cell:
    """Return the value, or its state in words; a state that limits a shown value stands beside it."""
    if finding.value is None:
        return Cell(finding.state, css="state")
    if finding.state in _TOLD_BESIDE:
        return Cell(
            say_value(finding), drawn=Markup(' <small class="state">{}</small>').format(finding.state)
        )
    return Cell(say_value(finding))


def interval_words(finding: Finding) -> str:
    """Return the interval of the change as it is printed, "" when there is none."""
    change = finding.change
    if change is None or change.lower is None:
        return ""
    if change.upper is None:
        return f"{signed(change.lower, unit=change.unit)} or above"
    return f"{signed(change.lower, unit=change.unit)} to {signed(change.upper, unit=change.unit)}"


def _windows(findings: Sequence[Finding]) -> tuple[str, str]:
    if not findings:
        return "Now", "Before"
    newest = max(findings, key=lambda f: f.period.end)
    before = newest.change.against if newest.change is not None else None
    return _window(newest.period), _window(before) if before is not None else "Before"


def _window(period: Period) -> str:
    words = period.words().removeprefix("the ")
    return words[:1].upper() + words[1:]


def _has_strip(findings: Sequence[Finding]) -> bool:
    return any(f.change is not None and f.change.lower is not None for f in findings)


def _previous(finding: Finding) -> str:
    change = finding.change
    if change is None or change.previous is None:
        return "–"
    if finding.kind == "count":
        return f"{round(change.previous):,}"
    if finding.kind in ("share", "gap"):
        return f"{change.previous * 100:.0f}%"
    return f"{change.previous:,.1f}"


def _change_cell(finding: Finding, mark: Mark) -> Cell:
    change = finding.change
    if mark.tone == "gap" or change is None or change.change is None:
        return _few(finding, mark)
    if is_small(finding):
        return _few(finding, mark)
    return Cell(signed(change.change, unit=change.unit), css=mark.tone, symbol=mark.symbol)


def _few(finding: Finding, mark: Mark) -> Cell:
    """Return the change as a number of cases, where a percentage would say more than the numbers bear."""
    change = finding.change
    if mark.tone == "gap" or change is None or change.previous is None or finding.value is None:
        return Cell("", css=mark.tone, symbol=mark.symbol)
    more = round(finding.value - change.previous)
    words = "same" if not more else f"{abs(more):,} {'more' if more > 0 else 'fewer'}"
    return Cell(words, css=mark.tone, symbol=mark.symbol)
