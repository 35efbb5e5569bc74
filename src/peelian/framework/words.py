"""Words for the findings that a plan gives rise to: their titles, and the caveats that they alone carry."""

from __future__ import annotations

from collections.abc import Mapping

from peelian.findings.derived_caveat import DerivedCaveat
from peelian.framework.plan import Plan

PAST, ILLUSTRATION, SOME_UNKNOWN = "plan.past", "plan.illustration", "plan.some-choices-unknown"
"""Keys of the caveats of derived findings."""

UNIT = "chosen priorities"
NOT_CHOSEN_UNIT = "offences on the menu that were not chosen"

TITLES: Mapping[str, str] = {
    "chosen_priorities_fell": "Chosen priorities that fell",
    "chosen_priorities_rose": "Chosen priorities that rose",
    "chosen_priorities_fell_clearly": "Chosen priorities that fell clearly",
    "chosen_priorities_rose_clearly": "Chosen priorities that rose clearly",
    "chosen_priorities_no_clear_change": "Chosen priorities without a clear change",
    "chosen_priorities_not_comparable": "Chosen priorities that cannot be compared",
    "chosen_priorities_not_measured": "Chosen priorities that are not measured",
    "chosen_priorities_suppressed": "Chosen priorities whose figures are kept back",
    "not_chosen_fell": "Offences not chosen that fell",
    "not_chosen_rose": "Offences not chosen that rose",
    "not_chosen_fell_clearly": "Offences not chosen that fell clearly",
    "not_chosen_rose_clearly": "Offences not chosen that rose clearly",
    "not_chosen_no_clear_change": "Offences not chosen without a clear change",
    "not_chosen_not_comparable": "Offences not chosen that cannot be compared",
    "not_chosen_not_measured": "Offences not chosen that are not measured",
    "not_chosen_suppressed": "Offences not chosen whose figures are kept back",
    "chosen_priorities_total": "Offences recorded under the chosen priorities",
}
"""Id of each derived measure -> its title."""


def plan_caveats(plan: Plan) -> tuple[DerivedCaveat, ...]:
    """Return the caveats that findings of a plan may carry."""
    years = f"{plan.start.day} {plan.start:%B %Y} to {plan.end.day} {plan.end:%B %Y}"
    return (
        DerivedCaveat(
            PAST,
            f"The plan ran from {years}. It is over: what areas had chosen on its last day is counted here "
            "on newer data.",
            "read with care",
            "warn",
            "Do not read it as what areas have chosen today.",
        ),
        DerivedCaveat(
            ILLUSTRATION,
            "Some of the choices counted are an illustration: no area made them.",
            "read with care",
            "warn",
            "Replace them in the plan by what areas have chosen.",
        ),
        DerivedCaveat(
            SOME_UNKNOWN,
            "What some areas chose is not written in the plan. Only areas whose choice is known are counted.",
            "missing",
            "note",
            "Add the choices of the other areas to the plan, each with its source.",
        ),
    )
