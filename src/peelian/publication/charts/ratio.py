"""Ratios between groups: dots with intervals on a logarithmic scale, on which twice and half are equally
far from one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import label
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import decoration, number

_TICKS = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32)


def ratio_dots(findings: Sequence[Finding], *, title: str, name: Callable[[Finding], str]) -> Markup:
    """Return one row for each ratio: its interval as a line, itself as a dot, and a line at equal rates.

    A dot is filled where the interval leaves out 1 and open where it does not. There is no colour: which
    way is
    better cannot be read from a ratio.

    Parameters
    ----------
    findings
        Ratios above nought, in the order to be drawn; one without a value is told in words.
    title
        What the whole shows.
    name
        What a row is called.
    """
    ends = [end for f in findings for end in (f.value, f.lower, f.upper) if end]
    low, high = min([0.8, *ends]), max([1.25, *ends])
    place = Scale(math.log(low), math.log(high), 3, 97)
    ticks = [tick for tick in _TICKS if low * 0.98 <= tick <= high * 1.02]
    rows = Markup("").join(_row(finding, place, name(finding)) for finding in findings)
    return Markup('<ol class="rows ratios" aria-label="{}">{}{}</ol>').format(
        title, rows, _axis(ticks, place)
    )


def say_times(ratio: float) -> str:
    """Return a ratio in words: "3.1 times", "0.80 times"."""
    return f"{ratio:.1f} times" if ratio >= 1.95 else f"{ratio:.2f} times"


def _row(finding: Finding, place: Scale, name: str) -> Markup:
    if not finding.value:
        words = finding.state if finding.value is None else "none"
        return Markup(
            '<li class="gap"><span class="rn">{}</span><span class="bell">{}</span>'
            '<span class="rv">–</span></li>'
        ).format(name, words)
    one = number(place(0.0))
    body = f'<line class="mean" x1="{one}%" x2="{one}%" y1="-6" y2="26"/>'
    clear = False
    if finding.lower and finding.upper:
        clear = not finding.lower <= 1 <= finding.upper
        span = (
            f'x1="{number(place(math.log(finding.lower)))}%" x2="{number(place(math.log(finding.upper)))}%"'
        )
        body += f'<line class="iv" {span} y1="10" y2="10"/>'
    x = number(place(math.log(finding.value)))
    body += f'<circle class="{"dot" if clear else "ring"}" cx="{x}%" cy="10" r="5"/>'
    drawn = decoration(body, width="100%", height=20, css="bell")
    return Markup('<li class="ink"><span class="rn">{}</span>{}<span class="rv">{}</span></li>').format(
        name, drawn, say_times(finding.value).replace(" times", "×")
    )


def _axis(ticks: Sequence[float], place: Scale) -> Markup:
    body = ""
    for tick in ticks:
        x = number(place(math.log(tick)))
        css = "ax strong" if tick == 1 else "ax"
        body += label(f"{x}%", 14, f"{tick:g}×", anchor="middle", css=css)
    drawn = decoration(body, width="100%", height=20, css="bell")
    return Markup(
        '<li class="ink ends" aria-hidden="true"><span class="rn">1× is the same rate</span>{}'
        '<span class="rv"></span></li>'
    ).format(drawn)
