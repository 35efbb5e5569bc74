"""Steps of the plan's total: how many more offences under all choices than in the month before, and a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from peelian.findings.finding import Change, Finding
from peelian.findings.judgement import judge
from peelian.statistics.step import measure_step


def steps_of(total: Finding, *, dispersion: float, degrees: float) -> Iterator[Finding]:
    """Yield the step of a total from the month before, as it stands and per day of the month.

    They are what a measure with "month on month" has: kind "step", and in the group "adjusted=days" the
    difference a day, which takes out that months differ in length but not the season.

    Parameters
    ----------
    total
        The count of a month with its change from the month before; one without has no steps.
    dispersion, degrees
        How much more than chance it varies, and the degrees of freedom that was seen with.
    """
    change = total.change
    if change is None or change.previous is None or total.value is None:
        return
    days = tuple(float((p.end - p.start).days + 1) for p in (total.period, change.against))
    for group, unit, exposures in (
        (None, total.unit, (1.0, 1.0)),
        ("adjusted=days", f"{total.unit} a day", days),
    ):
        made = measure_step(
            [total.value],
            [change.previous],
            exposures=(exposures[0], exposures[1]),
            dispersion=[dispersion],
            degrees=[degrees],
        )
        lower, upper = float(made.ratio.lower[0]) - 1, float(made.ratio.upper[0]) - 1
        yield replace(
            total,
            kind="step",
            group=group,
            unit=unit,
            value=float(made.difference[0]),
            lower=float(made.lower[0]),
            upper=float(made.upper[0]),
            denominator=change.previous,
            base=int(total.value + change.previous),
            method="step.month.exact_poisson",
            change=Change(
                change.against,
                change.previous / exposures[1],
                float(made.ratio.ratio[0]) - 1,
                lower,
                upper if np.isfinite(upper) else None,
                "percent",
                judge(lower, upper),
            ),
        )
