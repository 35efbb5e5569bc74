"""Courses: the band that months should stay in, and the months counted so far."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import label, stretched
from peelian.publication.charts.scale import Scale, bounds
from peelian.publication.charts.svg import number, picture
from peelian.reference.unit import say_count

_TOP, _FOOT = 22, 24


def course_chart(
    months: Sequence[Finding], *, name: str, title: str, desc: str, tone: str, height: int = 220
) -> Markup:
    """Return the band as steps from month to month, what is expected as a thin line, and counts as points.

    A month outside its band is a large filled mark, one inside a small open one; months to come have their
    band alone.

    Parameters
    ----------
    months
        Findings of kind "course" in order of date, one a month.
    name, title, desc
        Unique name on the page, and what the picture shows.
    tone
        Class of months outside their band: "plain" where neither way is better.
    height
        Height in pixels.
    """
    ends = [end for f in months for end in (f.lower, f.upper, f.numerator) if end is not None]
    low, high = bounds(ends)
    up = Scale(low, high, height - _FOOT, _TOP)
    room = 1000 / max(len(months), 1)
    band, middle, line, pins, odd = "", "", [], "", ""
    for place, finding in enumerate(months):
        left, x = room * place, room * (place + 0.5)
        if finding.lower is not None and finding.upper is not None and finding.value is not None:
            top, foot, centre = (number(up(end)) for end in (finding.upper, finding.lower, finding.value))
            right = number(left + room)
            band += f"M{number(left)} {top}H{right}V{foot}H{number(left)}z"
            middle += f"M{number(left)} {centre}H{right}"
        if finding.numerator is not None:
            y = number(up(finding.numerator))
            line.append(f"{number(x)},{y}")
            if _is_outside(finding):
                odd += f'<circle class="dot {tone}" cx="{number(x / 10)}%" cy="{y}" r="4.5"/>'
            else:
                pins += f"M{number(x)} {y}h0"
    inner = f'<path class="usual" d="{band}"/><path class="centre" d="{middle}"/>'
    inner += f'<polyline class="thin" points="{" ".join(line)}"/>' if len(line) > 1 else ""
    inner += f'<path class="pin" d="{pins}"/><path class="hole" d="{pins}"/>' if pins else ""
    body = stretched(inner, height=height, columns=1000) + odd + _words(months, up, height)
    return picture(body, height=height, name=name, title=title, desc=desc, css="chart")


def _is_outside(finding: Finding) -> bool:
    return finding.usual is not None and finding.usual.signal != "none"


def _words(months: Sequence[Finding], up: Scale, height: int) -> str:
    if not months:
        return ""
    first, last = months[0], months[-1]
    out = label("0", height - 6, f"{first.period.end:%b %Y}")
    out += label("100%", height - 6, f"{last.period.end:%b %Y}", anchor="end")
    for end, words, above in ((last.upper, "up to", 5), (last.lower, "down to", 4)):
        if end is not None:
            text = f"{words} {say_count(end)}"
            out += label("100%", up(end) - above, text, anchor="end", css="ax halo")
    return out
