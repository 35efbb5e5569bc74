"""Fieldwork at a glance: quotas, response, days from the event, interviewers and what to do next."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from peelian.catalogue.source import Source
from peelian.surveys.fieldwork.cases import Cases
from peelian.surveys.fieldwork.final import Final, final_ends
from peelian.surveys.fieldwork.interviewers import InterviewerLook, look_at_interviewers
from peelian.surveys.fieldwork.line import Line
from peelian.surveys.fieldwork.lines import lines_of
from peelian.surveys.fieldwork.quota import Quota, quotas_of
from peelian.surveys.fieldwork.read_cases import cases_of_rows
from peelian.surveys.fieldwork.response import Response, response_of
from peelian.surveys.fieldwork.window import WindowCheck, check_window
from peelian.surveys.survey import Survey


@dataclass(frozen=True, slots=True)
class FieldworkSummary:
    """What is known of a survey's fieldwork.

    Parameters
    ----------
    survey, title
        Name and title.
    today
        The day up to which interviews are in; None where no day is known.
    interviews, cases, attempts
        Interviews, cases and rows in the file.
    waves
        Waves in which there are cases, in the order of the definition.
    quotas
        Interviews wanted and held.
    window
        Days from the event to the interview; None where the survey sets none.
    response
        Of all and of each wave; empty where outcomes are not in the file.
    interviewers
        What was looked at of each; empty where the file does not say who interviewed.
    twice, copies
        References with more than one interview; groups of interviews that look entered twice.
    outside
        References of interviews that took place before or after their wave.
    lines
        The same in plain words, with what to do.
    """

    survey: str
    title: str
    today: dt.date | None
    interviews: int
    cases: int
    attempts: int
    waves: tuple[str, ...]
    quotas: tuple[Quota, ...]
    window: WindowCheck | None
    response: tuple[Response, ...]
    interviewers: tuple[InterviewerLook, ...]
    twice: tuple[tuple[str, int], ...]
    copies: tuple[tuple[str, ...], ...]
    outside: tuple[str, ...]
    lines: tuple[Line, ...]

    def as_record(self) -> dict[str, Any]:
        """Return the summary as plain values, for JSON. It holds references of interviews."""
        return {
            "survey": self.survey,
            "title": self.title,
            "up_to": None if self.today is None else self.today.isoformat(),
            "interviews": self.interviews,
            "cases": self.cases,
            "attempts": self.attempts,
            "lines": [line.as_record() for line in self.lines],
            "quotas": [quota.as_record() for quota in self.quotas],
            "response": [each.as_record() for each in self.response],
            "days": None if self.window is None else self.window.as_record(),
            "interviewers": [look.as_record() for look in self.interviewers],
            "twice": [{"number": number, "interviews": count} for number, count in self.twice],
            "copies": [list(group) for group in self.copies],
            "outside_wave": list(self.outside),
        }


def fieldwork_summary(
    survey: Survey, rows: pa.Table, source: Source, *, today: dt.date | None = None
) -> FieldworkSummary:
    """Return what is known of the fieldwork of a survey that is loaded.

    Parameters
    ----------
    survey, source
        The survey and the source it is.
    rows
        Rows of the source; fields that it lacks are told as not known.
    today
        The day up to which interviews are in; left out, that of the last interview.

    Raises
    ------
    FileRefused
        If there are no rows.
    """
    return watch_cases(survey, cases_of_rows(survey, rows, source), today=today)


def watch_cases(survey: Survey, cases: Cases, *, today: dt.date | None = None) -> FieldworkSummary:
    """Return what is known of fieldwork from its cases.

    Parameters
    ----------
    survey
        The survey.
    cases
        Cases, attempts or interviews.
    today
        The day up to which interviews are in; left out, that of the last interview.
    """
    cases = cases if today is None else cases.up_to(today)
    final = final_ends(cases)
    upto = _today(cases, final, today)
    present = {wave for wave in cases.wave[final.rows] if wave is not None}
    named = [wave.wave for wave in survey.waves]
    waves = (*(wave for wave in named if wave in present), *sorted(present - set(named)))
    # Without a day no wave is known to be over; quotas of waves with interviews are still told.
    day = 0 if upto is None else upto.toordinal()
    found = FieldworkSummary(
        survey=survey.survey,
        title=survey.title,
        today=upto,
        interviews=len(final.interviews),
        cases=len(final.rows),
        attempts=final.attempts,
        waves=waves,
        quotas=quotas_of(survey, cases, interviews=final.interviews, today=day),
        window=check_window(cases, survey.sampling.days_between, interviews=final.interviews),
        response=response_of(cases, rows=final.rows, waves=waves, eligible=survey.fieldwork.eligible),
        interviewers=look_at_interviewers(cases, survey.fieldwork, interviews=final.interviews),
        twice=final.twice,
        copies=final.copies,
        outside=_outside(survey, cases, final),
        lines=(),
    )
    return _with_lines(found, survey, cases, final)


def _with_lines(found: FieldworkSummary, survey: Survey, cases: Cases, final: Final) -> FieldworkSummary:
    told = lines_of(
        survey,
        cases,
        final,
        quotas=found.quotas,
        window=found.window,
        response=found.response,
        looks=found.interviewers,
        outside=found.outside,
    )
    return replace(found, lines=told)


def _today(cases: Cases, final: Final, given: dt.date | None) -> dt.date | None:
    if given is not None or cases.day is None:
        return given
    days = cases.day[final.interviews]
    days = days[~np.isnan(days)]
    return dt.date.fromordinal(int(days.max())) if len(days) else None


def _outside(survey: Survey, cases: Cases, final: Final) -> tuple[str, ...]:
    if cases.day is None:
        return ()
    spans = {wave.wave: (wave.start.toordinal(), wave.end.toordinal()) for wave in survey.waves}
    return tuple(
        str(cases.number[row])
        for row in final.interviews
        if cases.wave[row] in spans
        and not np.isnan(cases.day[row])
        and not spans[cases.wave[row]][0] <= cases.day[row] <= spans[cases.wave[row]][1]
    )
