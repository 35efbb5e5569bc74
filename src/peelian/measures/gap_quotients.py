"""Gaps of windows as they are told: which of them may be shown, relied on and compared."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from peelian.measures.measure import Measure
from peelian.measures.numbers import Numbers, Values
from peelian.measures.stacked import apart
from peelian.measures.write_quotients import Quotients
from peelian.statistics.survey.difference import SurveyDifference, difference_of


@dataclass(frozen=True, slots=True)
class GapAt:
    """Gaps of n windows.

    Parameters
    ----------
    gap
        The gaps.
    people, effective
        How many answered in the smallest group that decides whether a gap is shown, and how many drawn
        simply would be as sure, shape (n,).
    """

    gap: SurveyDifference
    people: Values
    effective: Values


def gap_quotients(measure: Measure, gaps: GapAt, numbers: Numbers) -> tuple[Numbers, Quotients]:
    """Return the gaps of windows, and the windows with what of them may be told.

    Parameters
    ----------
    measure
        The recipe, with its least base.
    gaps
        The gaps of the windows, and after them those of the same windows a year earlier.
    numbers
        The windows, with the people in the base as values.
    """
    least = measure.least_base
    now, then = apart(gaps)
    known = ~np.isnan(numbers.value) & (now.people >= least.to_show)
    earlier = numbers.compared & (then.people >= least.to_show)
    moved = difference_of(
        now.gap.difference - then.gap.difference,
        now.gap.variance + then.gap.variance,
        now.gap.degrees + then.gap.degrees,
    )
    told = replace(
        numbers,
        value=np.where(known, now.gap.difference, np.nan),
        doubtful=known & (numbers.doubtful | (now.people < least.to_rely_on)),
        comparable=numbers.comparable & earlier,
    )
    nothing = np.full(len(known), np.nan)
    return told, Quotients(
        value=np.where(known, now.gap.difference, np.nan),
        lower=np.where(known, now.gap.lower, np.nan),
        upper=np.where(known, now.gap.upper, np.nan),
        numerator=nothing,
        denominator=nothing,
        base=numbers.value,
        previous=np.where(earlier, then.gap.difference, np.nan),
        change=moved.difference,
        change_lower=moved.lower,
        change_upper=moved.upper,
        p=moved.p,
        compared=known & earlier,
        effective=np.where(known, now.effective, np.nan),
    )
