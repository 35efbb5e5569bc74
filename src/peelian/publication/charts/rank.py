"""Ranks: areas from the highest to the lowest, each bar with its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import named
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import decoration, number
from peelian.publication.decimals import decimals_for
from peelian.publication.escaped import escaped
from peelian.publication.sentences import say_value


def ranks(
    findings: Sequence[Finding],
    *,
    title: str,
    links: Mapping[str, str] | None = None,
    whole: Finding | None = None,
    name: Callable[[Finding], str] = lambda finding: finding.area.name,
) -> Markup:
    """Return one bar for each finding, all from zero, with the interval of the value where it has one.

    Parameters
    ----------
    findings
        One for each area, in the order to be drawn.
    title
        What the whole shows.
    links
        Page of each area that has one, by code.
    whole
        The figure of the whole place, drawn as a line through every bar.
    name
        What a bar is called.
    """
    known = [v for f in (*findings, *([whole] if whole else [])) for v in (f.value, f.upper) if v is not None]
    place = Scale(0, max(known, default=1) or 1, 0, 98)
    known_links = links or {}
    decimals = decimals_for(f.value for f in (*findings, *([whole] if whole else [])))
    rows = "".join(
        _row(finding, place, whole, named(name(finding), known_links.get(finding.area.code)), decimals)
        for finding in findings
    )
    drawn = f'<ol class="rows" aria-label="{escaped(title)}">{rows}</ol>'
    return Markup(drawn)  # noqa: S704 - every text in it was escaped when its row was made


def _row(finding: Finding, place: Scale, whole: Finding | None, name: Markup, decimals: int) -> str:
    body = ""
    if finding.value is not None:
        body += f'<rect class="bar" x="0" y="3" width="{number(place(finding.value))}%" height="12"/>'
    if finding.lower is not None and finding.upper is not None:
        ends = f'x1="{number(place(finding.lower))}%" x2="{number(place(finding.upper))}%"'
        body += f'<line class="iv" {ends} y1="9" y2="9"/>'
    if whole is not None and whole.value is not None:
        x = number(place(whole.value))
        body += f'<line class="mean" x1="{x}%" x2="{x}%" y1="0" y2="18"/>'
    drawn = decoration(body, css="bell")
    value = escaped(say_value(finding, decimals=decimals))
    return f'<li class="ink"><span class="rn">{name}</span>{drawn}<span class="rv">{value}</span></li>'
