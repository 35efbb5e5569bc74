"""Steps over time: how many more or fewer each month had than the one before, with intervals."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.pieces import label, stretched
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import number, picture

_TOP, _FOOT = 14, 24


def step_bars(series: Sequence[Finding], *, name: str, title: str, desc: str, height: int = 150) -> Markup:
    """Return one bar a month from a line at no difference, up for more and down for fewer, with its interval.

    There is no colour: that more were counted is neither good nor bad here. The newest bar is dark.

    Parameters
    ----------
    series
        Steps in order of date.
    name, title, desc
        Unique name on the page, and what the picture shows.
    height
        Height in pixels.
    """
    ends = [end for f in series for end in (f.value, f.lower, f.upper) if end is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    if low == high:
        low, high = -1.0, 1.0
    up = Scale(low, high, height - _FOOT, _TOP)
    room = 1000 / max(len(series), 1)
    paths, whiskers = {"before": "", "now": ""}, ""
    for place, finding in enumerate(series):
        if finding.value is None:
            continue
        x = room * (place + 0.5)
        age = "now" if place == len(series) - 1 else "before"
        paths[age] += (
            f"M{number(x - room * 0.3)} {number(up(0))}V{number(up(finding.value))}"
            f"h{number(room * 0.6)}V{number(up(0))}z"
        )
        if finding.lower is not None and finding.upper is not None:
            at, ends_at = number(x / 10), (number(up(finding.lower)), number(up(finding.upper)))
            whiskers += f'<line class="iv" x1="{at}%" x2="{at}%" y1="{ends_at[0]}" y2="{ends_at[1]}"/>'
    bars = "".join(f'<path class="bar {age}" d="{path}"/>' for age, path in paths.items() if path)
    body = stretched(bars, height=height, columns=1000) + whiskers
    zero = number(up(0))
    body += f'<line class="base" x1="0" x2="100%" y1="{zero}" y2="{zero}"/>'
    if series:
        body += label("0", height - 6, f"{series[0].period.end:%b %Y}")
        body += label("100%", height - 6, f"{series[-1].period.end:%b %Y}", anchor="end")
    return picture(body, height=height, name=name, title=title, desc=desc, css="chart")
