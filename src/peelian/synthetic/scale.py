"""How much synthetic data to make."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of a synthetic London.

    Parameters
    ----------
    wards
        Wards in all boroughs together.
    stops
        Stops and searches a month.
    stop_months
        Months of stops and searches, a file each.
    allegations
        Recorded crime records a month in the CRIS-style and CONNECT-style extracts.
    calls
        Calls of two years, those that involve mental health among them.
    detentions
        Detentions of three years.
    reports
        Reports of people at risk of three years.
    officers
        Police officers, recruits of three years among them.
    cohort
        People put on a cohort of offenders in a quarter.
    people
        Persons whose references are linked, of whom the truth is kept.
    """

    wards: int
    stops: int
    stop_months: int
    allegations: int
    calls: int
    detentions: int
    reports: int
    officers: int
    cohort: int
    people: int


SCALES: dict[str, Scale] = {
    "tiny": Scale(
        wards=64,
        stops=200,
        stop_months=13,
        calls=140_000,
        allegations=330,
        detentions=15_000,
        reports=1_500,
        officers=6_000,
        cohort=100,
        people=1_800,
    ),
    "demo": Scale(
        wards=630,
        stops=7_700,
        stop_months=13,
        allegations=11_000,
        calls=320_000,
        detentions=1_290_000,
        reports=30_000,
        officers=30_000,
        cohort=1_000,
        people=60_000,
    ),
    "full": Scale(
        wards=630,
        stops=42_000,
        stop_months=24,
        allegations=110_000,
        calls=4_000_000,
        detentions=1_290_000,
        reports=300_000,
        officers=30_000,
        cohort=10_000,
        people=400_000,
    ),
}
"""The scales by name."""
