"""What watching over fieldwork finds, in plain words, each with the next step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from peelian.reference.unit import say_percent
from peelian.surveys.fieldwork.cases import Cases
from peelian.surveys.fieldwork.final import Final
from peelian.surveys.fieldwork.interviewers import InterviewerLook
from peelian.surveys.fieldwork.line import Line
from peelian.surveys.fieldwork.quota import Quota
from peelian.surveys.fieldwork.response import Response
from peelian.surveys.fieldwork.window import WindowCheck
from peelian.surveys.survey import Survey

_NAMED = 6
_STANDINGS = ("short", "will be short", "may be short")


def lines_of(
    survey: Survey,
    cases: Cases,
    final: Final,
    *,
    quotas: Sequence[Quota],
    window: WindowCheck | None,
    response: Sequence[Response],
    looks: Sequence[InterviewerLook],
    outside: Sequence[str],
) -> tuple[Line, ...]:
    """Return the lines, what to act on and what is not known among them.

    Parameters
    ----------
    survey, cases, final
        The survey, its cases, and one row of each.
    quotas, window, response, looks, outside
        What was found.
    """
    held = {wave for wave in cases.wave[final.interviews] if wave is not None}
    return (
        *_quotas([quota for quota in quotas if quota.wave in held]),
        *_areas(survey, quotas, held),
        *_not_placed(survey, cases, final),
        *_window(window),
        *_response(response),
        *_interviewers(cases, looks, survey.fieldwork.least_interviews),
        *_references(final),
        *_dates(cases, final, outside),
    )


def _quotas(quotas: Sequence[Quota]) -> Iterator[Line]:
    waves = list(dict.fromkeys(quota.wave for quota in quotas))
    if len(waves) > 1:
        yield _earlier([quota for quota in quotas if quota.wave != waves[-1]], len(waves) - 1)
    for wave in waves[-1:]:
        own = [quota for quota in quotas if quota.wave == wave]
        for quota in (each for each in own if not each.of):
            yield Line(f"wave {wave}", _whole(quota), _do(quota))
        for kind in dict.fromkeys(tuple(part for part, _ in quota.of) for quota in own if quota.of):
            parts = [quota for quota in own if tuple(part for part, _ in quota.of) == kind]
            behind = [quota for quota in parts if quota.standing in _STANDINGS]
            named = " x ".join(kind)
            if not behind:
                yield Line(f"wave {wave}, {named}", f"None of {_many(len(parts), 'quota')} is behind.")
                continue
            worst = sorted(behind, key=lambda quota: (-_missing(quota), quota.of))[:_NAMED]
            told = ", ".join(
                f"{' '.join(code for _, code in quota.of)} {quota.held:,} of {quota.wanted:,}"
                for quota in worst
            )
            more = f" and {len(behind) - _NAMED:,} more" if len(behind) > _NAMED else ""
            says = f"Behind: {len(behind):,} of {_many(len(parts), 'quota')} ({told}{more})."
            yield Line(f"wave {wave}, {named}", says, _do(worst[0]))


def _earlier(quotas: Sequence[Quota], waves: int) -> Line:
    """Tell of all waves before the newest in one line; each quota of them is in the record."""
    behind = [quota for quota in quotas if quota.standing in _STANDINGS]
    if not behind:
        return Line(
            "earlier waves", f"All {_many(len(quotas), 'quota')} of {_many(waves, 'wave')} were reached."
        )
    worst = max(behind, key=lambda quota: quota.short / quota.wanted)
    named = " ".join((worst.wave, *(code for _, code in worst.of)))
    was = "was" if len(behind) == 1 else "were"
    return Line(
        "earlier waves",
        f"Of {_many(len(quotas), 'quota')} in {_many(waves, 'wave')} {len(behind):,} {was} not reached; the "
        f"furthest from it is {named} with {worst.held:,} of {worst.wanted:,}.",
        "say the smaller base beside the figures, and weigh; do not fill up after the wave",
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _whole(quota: Quota) -> str:
    said = f"{quota.held:,} of {quota.wanted:,} interviews are held"
    if quota.standing == "short":
        return f"{said}: the wave is over and {quota.short:,} short."
    if quota.expected is None or quota.standing not in ("will be short", "may be short", "on course"):
        return f"{said}."
    between = f"from {quota.lower:,.0f} to {quota.upper:,.0f}"
    gap = quota.wanted - quota.expected
    few = f", {gap:,.0f} too few" if gap >= 0.5 else ""
    return (
        f"{said}; at the present pace there will be {quota.expected:,.0f} ({between}){few}: {quota.standing}."
    )


def _missing(quota: Quota) -> float:
    return quota.wanted - (quota.held if quota.expected is None else quota.expected)


def _do(quota: Quota) -> str:
    match quota.standing:
        case "short":
            return "say the smaller base beside the figures, and weigh; do not fill up after the wave"
        case "will be short":
            return "ask the agency for more interviews there now, or issue the reserve sample"
        case "may be short":
            return "look again next week; agree with the agency where reserve sample is issued first"
    return ""


def _areas(survey: Survey, quotas: Sequence[Quota], held: set[str]) -> Iterator[Line]:
    """Tell of areas that no interview was ever held in: a file alone cannot name them."""
    for wave in survey.waves:
        if wave.wave not in held or wave.per_area is None or wave.target is None:
            continue
        level, each = wave.per_area.level, wave.per_area.interviews
        seen = sum(quota.wave == wave.wave and tuple(p for p, _ in quota.of) == (level,) for quota in quotas)
        if seen * each < wave.target:
            missing = (wave.target - seen * each) / each
            yield Line(
                f"wave {wave.wave}, {level}",
                f"{seen:,} areas are in the file; the target of {wave.target:,} at {each:,} each leaves "
                f"{missing:g} without any interview.",
                f"find out which {level} is not there, or name the column of the area in the definition",
            )


def _not_placed(survey: Survey, cases: Cases, final: Final) -> Iterator[Line]:
    """Tell of what quotas are set by that the file does not say, or not of every interview."""
    named = [part for wave in survey.waves for part in wave.quotas]
    named += [part for wave in survey.waves for cell in wave.cells for part in cell.of]
    named += [wave.per_area.level for wave in survey.waves if wave.per_area is not None]
    for part in dict.fromkeys(named):
        if part not in cases.parts:
            yield Line(
                f"quotas by {part}",
                f"Not known: the file has no column of '{part}'.",
                "ask for the column, or name its heading in the definition",
            )
        elif blank := sum(code is None for code in cases.parts[part][final.interviews]):
            yield Line(
                f"quotas by {part}",
                f"{_many(blank, 'interview')} without '{part}', counted in no quota of it.",
                "ask for what is missing",
            )
    if unplaced := sum(wave is None for wave in cases.wave[final.interviews]):
        yield Line("waves", f"{_many(unplaced, 'interview')} in no wave.", "mend the day or the wave")


def _window(window: WindowCheck | None) -> Iterator[Line]:
    if window is None:
        return
    named = f"days from {window.event}"
    if window.not_known == window.checked:
        yield Line(
            named,
            f"Not checked: none of {window.checked:,} interviews has both days.",
            f"ask for the columns of the interview's day and of '{window.event}'",
        )
        return
    outside = window.early + window.late
    says = (
        f"{window.inside:,} of {window.checked:,} interviews took place {window.least} to {window.most} days "
    )
    says += f"after; {window.early:,} were too early and {window.late:,} too late"
    says += f"; of {window.not_known:,} it is not known" if window.not_known else ""
    found = (
        f" (from {window.shortest} to {window.longest} days found)." if window.shortest is not None else "."
    )
    step = "ask the agency about each reference listed; leave them in the count and say so" if outside else ""
    yield Line(named, says + found, step)


def _response(response: Sequence[Response]) -> Iterator[Line]:
    if not response:
        yield Line(
            "response",
            "Not known: the file has interviews and not how other attempts ended.",
            "ask the agency for a row for each case with its outcome",
        )
        return
    rates, ends = response[0].rates, response[0].ends
    says = (
        f"{ends.interview:,} interviews of {ends.cases:,} cases: response {_share(rates.response)} (RR3), at "
    )
    says += f"least {_share(rates.response_least)} (RR1) and at most {_share(rates.response_known)} (RR5). "
    says += f"Refused {_share(rates.refusal)}, not reached {_share(rates.non_contact)}."
    if ends.unknown:
        says += (
            f" Of {ends.unknown:,} it is not known whether they are eligible; {_share(rates.eligible_share)} "
        )
        says += "are taken to be."
    yield Line("response", says)


def _share(value: float | None) -> str:
    return "not known" if value is None else say_percent(value, decimals=1)


def _interviewers(cases: Cases, looks: Sequence[InterviewerLook], least: int) -> Iterator[Line]:
    if cases.interviewer is None:
        yield Line(
            "interviewers",
            "Not known: the file does not say who interviewed.",
            "ask for a reference of the interviewer, not a name",
        )
        return
    names = {look.interviewer for look in looks}
    apart = [look for look in looks if look.apart]
    for look in sorted(apart, key=lambda each: -abs(each.score or 0.0)):
        yield Line(
            f"interviewer {look.interviewer}",
            f"{_how(look)} ({look.interviews:,} interviews; {abs(look.score or 0):.1f} standard errors from "
            "the others).",
            "listen to some of the recordings or ring some of the people back; where and when somebody works "
            "can explain it",
        )
    if not apart and looks:
        yield Line("interviewers", f"None of {len(names):,} stands apart.")
    few = {look.interviewer for look in looks if look.score is None} - {
        look.interviewer for look in looks if look.score is not None
    }
    if few:
        yield Line(
            "interviewers", f"Too few interviews to tell (under {least}): {len(few):,} of {len(names):,}."
        )


def _how(look: InterviewerLook) -> str:
    value, others = look.value or 0.0, look.others or 0.0
    if look.what == "length":
        way = "shorter" if (look.score or 0) < 0 else "longer"
        return f"Interviews are {way}: {value:,.0f} minutes, those of others {others:,.0f}"
    way = "fewer" if (look.score or 0) < 0 else "more"
    shares = f"{say_percent(value, decimals=1)} against {say_percent(others, decimals=1)}"
    if look.what == "don't know":
        return f"{way.capitalize()} don't-knows: {shares}"
    return f"{way.capitalize()} interviews with all answers of a block alike: {shares}"


def _references(final: Final) -> Iterator[Line]:
    if final.twice:
        named = ", ".join(number for number, _ in final.twice[:_NAMED])
        yield Line(
            "references",
            f"{_many(len(final.twice), 'reference')} with more than one interview ({named}), counted once.",
            "ask the agency which of the two is right",
        )
    if final.copies:
        named = "; ".join(" and ".join(group) for group in final.copies[:_NAMED])
        yield Line(
            "copies",
            f"{_many(len(final.copies), 'group')} of interviews alike in day, interviewer, length and every "
            f"answer ({named}).",
            "ask the agency whether they were entered twice; they are counted until it is known",
        )
    if final.no_reference:
        yield Line(
            "references",
            f"{_many(final.no_reference, 'row')} without a reference, each counted as a case of its own.",
            "ask for the references",
        )


def _dates(cases: Cases, final: Final, outside: Sequence[str]) -> Iterator[Line]:
    if outside:
        yield Line(
            "dates",
            f"{_many(len(outside), 'interview')} held before or after their wave "
            f"({', '.join(outside[:_NAMED])}).",
            "mend the day or the wave",
        )
    if cases.day is None or np.isnan(cases.day[final.interviews]).any():
        missing = (
            len(final.interviews) if cases.day is None else int(np.isnan(cases.day[final.interviews]).sum())
        )
        if missing:
            yield Line(
                "dates", f"{_many(missing, 'interview')} without a day.", "ask for the day of each interview"
            )
