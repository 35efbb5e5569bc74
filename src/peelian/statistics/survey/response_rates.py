"""Response rates from the ends of cases, by the definitions of the field, the unknown ones stated."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.statistics.survey.case_ends import Ends, divided


@dataclass(frozen=True, slots=True)
class ResponseRates:
    """Rates of a set of cases, fractions; None where there is nothing to divide by.

    Parameters
    ----------
    cases, eligible, unknown, not_eligible
        Cases in all, those known to be eligible, those of which that is not known, and those known not to be.
    eligible_share
        Share of the unknown taken to be eligible (e), given or estimated.
    response_least
        RR1: interviews over all who are or may be eligible. The lowest the response rate can be.
    response
        RR3: interviews over the eligible and the share e of the unknown.
    response_known
        RR5: interviews over those known to be eligible. The highest it can be.
    refusal, non_contact
        REF2 and its like for cases in which nobody was reached, over the same base as RR3.
    cooperation
        COOP1: interviews over those who were reached and are eligible.
    """

    cases: int
    eligible: int
    unknown: int
    not_eligible: int
    eligible_share: float | None
    response_least: float | None
    response: float | None
    response_known: float | None
    refusal: float | None
    non_contact: float | None
    cooperation: float | None


def response_rates(ends: Ends, *, eligible_share: float | None = None) -> ResponseRates:
    """Return the rates of the American Association for Public Opinion Research.

    Definitions RR1, RR3, RR5, REF2 and COOP1 of its Standard Definitions (10th edition, 2023). A partial
    interview counts below the line alone. Without a share of the unknown that are eligible, it is that of the
    cases of which it is known: the proportional allocation, named CASRO's.

    Parameters
    ----------
    ends
        How many cases ended in which way.
    eligible_share
        Share of the unknown that are eligible, 0 to 1.

    Raises
    ------
    ValueError
        If the share is outside 0 to 1.
    """
    if eligible_share is not None and not 0 <= eligible_share <= 1:
        raise ValueError(f"a share between 0 and 1 is needed, not {eligible_share:g}")
    known = ends.eligible
    share = divided(known, known + ends.not_eligible) if eligible_share is None else eligible_share
    base = None if share is None and ends.unknown else known + (share or 0.0) * ends.unknown
    reached = known - ends.non_contact
    return ResponseRates(
        cases=ends.cases,
        eligible=known,
        unknown=ends.unknown,
        not_eligible=ends.not_eligible,
        eligible_share=share,
        response_least=divided(ends.interview, known + ends.unknown),
        response=divided(ends.interview, base),
        response_known=divided(ends.interview, known),
        refusal=divided(ends.refusal, base),
        non_contact=divided(ends.non_contact, base),
        cooperation=divided(ends.interview, reached),
    )
