"""Sentences: what a finding says, in words that can be read aloud, computed from the finding and nothing
else.
"""

from __future__ import annotations

from collections.abc import Mapping

from peelian.findings.finding import Change, Finding
from peelian.publication.decimals import say_rate
from peelian.publication.differences import say_difference, say_range
from peelian.publication.edition import CaveatText, MeasureText
from peelian.publication.no_margin import WHY_NO_MARGIN, has_no_margin
from peelian.publication.nouns import counted, noun, uncapital
from peelian.publication.share_decimals import say_share
from peelian.publication.small import is_small
from peelian.publication.survey_words import is_of_a_survey, say_points, say_survey
from peelian.reference.period import Period
from peelian.reference.unit import say_count


def say_finding(finding: Finding, measure: MeasureText, *, caveats: Mapping[str, CaveatText]) -> str:
    """Return the sentence of a finding.

    Parameters
    ----------
    finding
        The finding told.
    measure
        What its measure is called.
    caveats
        Caveats and breaks by key, to name the break that forbids a comparison.
    """
    if finding.state == "suppressed":
        return (
            f"The number of {noun(measure)} in {finding.area.name} in {finding.period.words()} is "
            "suppressed: it is "
            "small enough that showing it could point to a person. It is not zero."
        )
    if finding.state == "not measured" and finding.base is not None:
        return (
            f"Too few people answered for a figure: {measure.title}, {finding.area.name}, "
            f"{finding.period.words()} ({say_count(finding.base)} {measure.unit})."
        )
    if finding.state == "not measured":
        return f"{measure.title} was not measured for {finding.area.name} in {finding.period.words()}."
    return f"{_statement(finding, measure)}{_comparison(finding, caveats)}{_reserve(finding)}"


def say_value(finding: Finding, *, decimals: int | None = None) -> str:
    """Return a finding's value as it is printed in a table; a value not shown is its state in words.

    Parameters
    ----------
    finding
        The finding told.
    decimals
        Decimals of a rate, the same for all rates of a panel; None for as many as its own size asks for.
    """
    if finding.value is None:
        return finding.state
    if finding.kind in ("count", "watch"):
        return say_count(finding.value)
    if finding.kind == "course":
        return say_count(finding.value) if finding.value >= 20 else say_rate(finding.value)
    if finding.kind == "step":
        return _say_step(finding.value, finding.group, decimals)
    if finding.kind == "gap":
        return f"{say_points(finding.value)} pts"
    if finding.kind == "share":
        return say_share(finding.value)
    return say_rate(finding.value, decimals=decimals)


def _say_step(value: float, group: str | None, decimals: int | None) -> str:
    size = say_rate(abs(value), decimals=decimals) if group else say_count(abs(value))
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{size}"


def say_against(period: Period, against: Period) -> str:
    """Return what an earlier period is called beside a later one, such as "the year before"."""
    year_earlier = (against.start.year, against.start.month) == (period.start.year - 1, period.start.month)
    if period.kind in ("rolling 12 months", "calendar year") and year_earlier:
        return "the year before"
    if period.kind in ("month", "quarter") and year_earlier:
        return f"the same {period.kind} a year before"
    if period.kind == "rolling 6 months" and year_earlier:
        return "the same six months a year before"
    return against.words()


def _statement(finding: Finding, measure: MeasureText) -> str:
    where, when, value = finding.area.name, finding.period.words(), finding.value or 0.0
    about = "about " if finding.state == "rounded" else ""
    if finding.kind == "count":
        what = counted(value, measure).replace(" recorded ", " ")
        return f"{where} recorded {about if value else ''}{what} in {when}"
    if finding.kind == "rate":
        per = measure.unit.partition(" per ")[2] or finding.unit.partition(" per ")[2]
        tail = f" per {per}" if per else ""
        return f"{where} recorded {about}{say_rate(value)} {noun(measure)}{tail} in {when}"
    if finding.kind == "mean" and finding.unit.endswith(" a day") and finding.numerator is not None:
        what = f"{say_rate(value)} {noun(measure)} a day on average in {when}"
        return f"{where} recorded {about}{what}, {say_count(finding.numerator)} in all"
    name = uncapital(measure.title)
    if is_of_a_survey(finding):
        return say_survey(finding, name=name, asked=measure.unit)
    # "searches that ended with an arrest" is a share of searches; "trust in the police" is already one thing
    of = "the share of " if finding.kind == "share" and _is_plural(name.split()[0]) else ""
    return f"In {where}, {of}{name} was {about}{say_value(finding)} in {when}"


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _comparison(finding: Finding, caveats: Mapping[str, CaveatText]) -> str:
    change = finding.change
    if finding.state == "not comparable" or (change is not None and change.judgement == "not comparable"):
        return f". {_why_not(finding, caveats)}"
    if has_no_margin(finding):
        return f". {WHY_NO_MARGIN}."
    if change is None or change.previous is None:
        return f". {_no_earlier(finding.period)}"
    before = say_against(finding.period, change.against)
    if is_small(finding):
        return _small(finding, change, before)
    return _large(finding, change, before)


def _no_earlier(period: Period) -> str:
    """Say which figure is missing: earlier ones may exist, but not that of the period compared with."""
    if period.kind in ("month", "quarter"):
        return f"There is no figure for the same {period.kind} a year before to compare it with."
    if period.kind == "rolling 12 months":
        return "There is no figure for the twelve months before to compare it with."
    if period.kind == "calendar year":
        return "There is no figure for the year before to compare it with."
    return "There is no earlier figure to compare it with."


def _large(finding: Finding, change: Change, before: str) -> str:
    if change.change is None or change.lower is None:
        return f". {_no_earlier(finding.period)}"
    size = say_difference(change.change, kind=finding.kind, unit=change.unit)
    size = f"the same as in {before}" if change.change == 0 else f"{size} than {before}"
    spread = say_range(change.lower, change.upper, kind=finding.kind, unit=change.unit)
    if change.judgement in ("rise", "fall"):
        return f", {size}; that is a clear {change.judgement}, more than {_chance(finding)} ({spread})."
    if change.among > 1 and (change.lower > 0 or (change.upper is not None and change.upper < 0)):
        return f", {size}{_clear_alone(change, spread)}"
    return f", {size}; a difference of this size is within what {_chance(finding)} ({spread})."


def _chance(finding: Finding) -> str:
    """Say what makes numbers differ where nothing has changed."""
    if is_of_a_survey(finding):
        return "asking other people might have given"
    return "chance and usual variation produce"


def _clear_alone(change: Change, spread: str) -> str:
    """Say why a change whose interval leaves out "no change" is still not called clear."""
    word = "rise" if (change.lower or 0.0) > 0 else "fall"
    return (
        f". Looked at alone that would be a clear {word} ({spread}), but it is one of {change.among:,} "
        "comparisons made at once, and among so many some this large come up by chance. So it is counted "
        "as no clear change."
    )


def _small(finding: Finding, change: Change, before: str) -> str:
    previous = change.previous or 0.0
    if not previous and not finding.value:
        return f", and none in {before}."
    after = f", after {say_count(previous) if previous else 'none'} in {before}"
    if change.judgement in ("rise", "fall"):
        return f"{after}; small as the numbers are, that is a clear {change.judgement}."
    return f"{after}; numbers this small go up and down by chance, so this is no clear change."


def _why_not(finding: Finding, caveats: Mapping[str, CaveatText]) -> str:
    change = finding.change
    before = say_against(finding.period, change.against) if change is not None else "earlier periods"
    reasons = []
    for key in finding.breaks:
        text = caveats.get(key)
        if text is None or text.severity != "block":
            continue
        day = f"On {text.on.day} {text.on:%B %Y}: " if text.on is not None else ""
        reasons.append(f"{day}{text.says.rstrip('.')}.")
    because = f". {' '.join(reasons)}" if reasons else ", because it was recorded differently."
    return f"This cannot be compared with {before}{because}"


def _reserve(finding: Finding) -> str:
    if finding.state == "low reliability":
        base = "" if finding.base is None else f" ({say_count(finding.base)})"
        few = "few answers" if is_of_a_survey(finding) else "few records"
        return f" It rests on {few}{base}, so it is of low reliability."
    if finding.state == "provisional":
        return " It is provisional and may be revised."
    if finding.state == "rounded":
        return " It is rounded so that no person can be pointed to."
    return ""
