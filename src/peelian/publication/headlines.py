"""Headlines: the finding of a whole page, as one sentence computed from judgements."""

from __future__ import annotations

from collections.abc import Sequence

from peelian.findings.finding import Finding
from peelian.publication.edition import MeasureText
from peelian.publication.nouns import uncapital
from peelian.publication.sentences import say_value
from peelian.publication.tally import tally


def headline_of_places(findings: Sequence[Finding], measure: MeasureText, *, one: str, many: str) -> str:
    """Return the headline of a measure over places.

    Parameters
    ----------
    findings
        One finding for each place, all of the same period.
    measure
        The measure they are of.
    one, many
        What one and several such places are called, such as "borough" and "boroughs".
    """
    count, title = tally(findings), measure.title
    if all(finding.change is None for finding in findings):
        when = findings[0].period.words() if findings else ""
        return f"{title} in {len(findings)} {many if len(findings) != 1 else one}, {when}".rstrip(", ")
    if not count.whole:
        return f"{title} cannot be compared with the year before in any {one}"
    if not count.rise and not count.fall:
        return f"{title} shows no clear change in any of {count.whole} {many if count.whole != 1 else one}"
    of = f"of {count.whole} {many if count.whole != 1 else one}"
    if count.fall >= count.rise:
        lead, other = ("fell", count.fall), ("rose", count.rise)
    else:
        lead, other = ("rose", count.rise), ("fell", count.fall)
    if lead[1] == count.whole:
        return f"{title} {lead[0]} clearly in {'all' if count.whole > 1 else 'the only'} {of[3:]}"
    return f"{title} {lead[0]} clearly in {lead[1]} {of} and {other[0]} clearly in {other[1] or 'none'}"


def headline_of_area(finding: Finding | None, measure: MeasureText, *, area: str) -> str:
    """Return the headline of an area's page: its newest finding of the measure of everything."""
    title = measure.title
    if finding is None or finding.value is None:
        state = "not measured" if finding is None else finding.state
        return f"{title} in {area}: {state}"
    if finding.change is None and finding.state != "not comparable":
        return f"{title} in {area}: {say_value(finding)} in {finding.period.words()}"
    judgement = finding.change.judgement if finding.change is not None else "not comparable"
    if finding.state == "not comparable" or judgement == "not comparable":
        return f"{title} in {area} cannot be compared with before"
    if judgement == "no clear change":
        return f"No clear change in {uncapital(title)} in {area}"
    return f"{title} in {area} {'rose' if judgement == 'rise' else 'fell'} clearly"
