"""Interval dots: one value with its interval on a short scale, with a line where the scale holds nought."""

from __future__ import annotations

from markupsafe import Markup

from peelian.findings.finding import Finding
from peelian.publication.charts.scale import Scale
from peelian.publication.charts.svg import decoration, number

_WIDTH, _HEIGHT = 72, 16


def interval_dot(finding: Finding, *, low: float, high: float) -> Markup:
    """Return a value as a dot on its interval: filled where that leaves out nought, open where it does not.

    A finding without a value gives nothing. There is no colour: the way is told in words.

    Parameters
    ----------
    finding
        What is drawn.
    low, high
        Ends of the scale, the same for all that are to be compared.
    """
    if finding.value is None:
        return Markup("")
    place, middle = Scale(low, high, 5, _WIDTH - 5), number(_HEIGHT / 2)
    body = f'<path class="base" d="M0 {middle}H{_WIDTH}"/>'
    if low <= 0 <= high:
        body += f'<path class="zero" d="M{number(place(0.0))} 2V{_HEIGHT - 2}"/>'
    clear = True
    if finding.lower is not None and finding.upper is not None:
        clear = not finding.lower <= 0 <= finding.upper
        body += (
            f'<path class="iv" d="M{number(place(finding.lower))} {middle}H{number(place(finding.upper))}"/>'
        )
    shape = "dot" if clear else "ring"
    body += f'<circle class="{shape}" cx="{number(place(finding.value))}" cy="{middle}" r="4"/>'
    return decoration(body, css="tdot ink", width=_WIDTH, height=_HEIGHT)
