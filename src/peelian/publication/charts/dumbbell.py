"""Dumbbells: this period (filled) and the one before (open), a line for each area or measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import named
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import number, picture
from peelian.publication.edition import Direction
from peelian.publication.escaped import escaped
from peelian.publication.mark import mark_of
from peelian.publication.sentences import say_value


def dumbbells(
    findings: Sequence[Finding], *, direction: Direction, title: str, links: Mapping[str, str]
) -> Markup:
    """Return one dumbbell for each finding, all on one scale that starts at zero.

    Parameters
    ----------
    findings
        One for each area, in the order to be drawn; those without a value are told in words.
    direction
        Direction of the measure.
    title
        What the whole shows.
    links
        Page of each area that has one, by code.
    """
    known = [value for f in findings for value in (f.value, _previous(f)) if value is not None]
    place = Scale(0, max(known, default=1) or 1, 1, 98)
    rows = "".join([_row(finding, place, direction, links.get(finding.area.code)) for finding in findings])
    whole = f'<ol class="rows" aria-label="{escaped(title)}">{rows}</ol>'
    return Markup(whole)  # noqa: S704 - every text in it was escaped when its row was made


def _previous(finding: Finding) -> float | None:
    return finding.change.previous if finding.change is not None else None


def _row(finding: Finding, place: Scale, direction: Direction, href: str | None) -> str:
    mark, previous = mark_of(finding, direction), _previous(finding)
    body = '<line class="grid" x1="1%" x2="98%" y1="9" y2="9"/>'
    if previous is not None and finding.value is not None:
        ends = f'x1="{number(place(previous))}%" x2="{number(place(finding.value))}%"'
        body += f'<line class="iv" {ends} y1="9" y2="9"/>'
    if previous is not None:
        body += f'<circle class="ring" cx="{number(place(previous))}%" cy="9" r="4"/>'
    if finding.value is not None:
        body += f'<circle class="dot" cx="{number(place(finding.value))}%" cy="9" r="4.5"/>'
    before = f", {round(previous):,} the period before" if previous is not None else ""
    value = say_value(finding)
    drawn = picture(body, title=f"{finding.area.name}: {value}{before}", css="bell")
    return (
        f'<li class="{escaped(mark.tone)}"><span class="rn">{named(finding.area.name, href)}</span>{drawn}'
        f'<span class="rv">{escaped(value)}</span><span class="rm">'
        f'<span aria-hidden="true">{escaped(mark.symbol)}</span>'
        f'<span class="sr"> {escaped(mark.words)}</span></span></li>'
    )
