"""What kinds of crime a synthetic extract holds, how common each is, and what usually goes with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of offence, in made-up but plausible proportions.

    Parameters
    ----------
    share
        How common it is among ordinary offences: those without knife or gun that are not sexual.
    domestic, hate
        How readily one is domestic abuse or hate crime, beside the others.
    person, business
        Shares whose victim is a person, and a business; the rest are against the state.
    suspect
        Share with a suspect named or described.
    delay
        Usual days from the offence to the report.
    venues
        Kind of place -> weight.
    """

    share: float
    domestic: float = 0.0
    hate: float = 0.0
    person: float = 1.0
    business: float = 0.0
    suspect: float = 0.4
    delay: float = 2.0
    venues: str = "street"


KINDS: Mapping[str, Kind] = {
    "violence_without_injury": Kind(150, domestic=2.2, hate=1.0, suspect=0.8, venues="mixed"),
    "stalking_and_harassment": Kind(95, domestic=2.0, hate=1.0, suspect=0.85, delay=12, venues="remote"),
    "violence_with_injury": Kind(90, domestic=1.4, hate=0.4, suspect=0.75, venues="mixed"),
    "other_theft": Kind(130, domestic=0.1, person=0.75, business=0.25, suspect=0.15, venues="mixed"),
    "shoplifting": Kind(60, person=0.0, business=1.0, suspect=0.5, venues="shop"),
    "theft_from_person": Kind(50, suspect=0.2, venues="street"),
    "theft_from_vehicle": Kind(70, person=0.9, business=0.1, suspect=0.05, venues="street"),
    "theft_of_vehicle": Kind(34, person=0.85, business=0.15, suspect=0.08, venues="street"),
    "interfering_with_vehicle": Kind(12, suspect=0.08, venues="street"),
    "bicycle_theft": Kind(22, suspect=0.05, venues="street"),
    "criminal_damage": Kind(
        80, domestic=0.5, hate=0.4, person=0.7, business=0.3, suspect=0.35, venues="mixed"
    ),
    "arson": Kind(4, person=0.6, business=0.4, suspect=0.2, venues="mixed"),
    "burglary_residential": Kind(64, domestic=0.03, suspect=0.12, venues="home"),
    "burglary_business": Kind(27, person=0.0, business=1.0, suspect=0.15, venues="shop"),
    "robbery_personal": Kind(30, suspect=0.6, venues="street"),
    "robbery_business": Kind(3, person=0.0, business=1.0, suspect=0.6, venues="shop"),
    "drug_possession": Kind(48, person=0.0, suspect=1.0, delay=0.2, venues="street"),
    "drug_trafficking": Kind(6, person=0.0, suspect=0.95, delay=0.2, venues="street"),
    "public_fear": Kind(40, domestic=0.4, hate=1.5, suspect=0.7, venues="mixed"),
    "public_fear_aggravated": Kind(17, hate=12.0, suspect=0.65, venues="mixed"),
    "other_public_order": Kind(4, person=0.2, suspect=0.7, venues="mixed"),
    "miscellaneous": Kind(12, person=0.2, suspect=0.8, venues="mixed"),
    "weapons_possession": Kind(9, person=0.0, suspect=0.95, delay=0.2, venues="street"),
    "fraud_and_forgery": Kind(1, person=0.5, business=0.5, suspect=0.3, delay=10, venues="remote"),
    "homicide": Kind(0.12, domestic=0.4, suspect=0.9, delay=0.2, venues="mixed"),
    "rape": Kind(0, domestic=0.8, suspect=0.85, delay=120, venues="home"),
    "other_sexual_offences": Kind(0, domestic=0.25, suspect=0.6, delay=60, venues="mixed"),
}
"""Kinds by code of the offence. Sexual offences have counts of their own, so no share."""

CODES: tuple[str, ...] = tuple(KINDS)
"""The codes, in the order in which arrays number them."""


def each_kind(name: str) -> NDArray[np.float64]:
    """Return one number of every kind, in the order of `CODES`."""
    return np.array([getattr(kind, name) for kind in KINDS.values()], dtype=np.float64)
