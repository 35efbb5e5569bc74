"""What is recorded in synthetic London: which offences, how many in a month, and in which season most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offence:
    """One offence of the published counts.

    Parameters
    ----------
    minor
        As the files write it.
    level
        About how many are recorded in a month in all of London.
    swing, peak
        How far its season swings either way, as a share, and the month of the year in which it is highest.
    measure
        The measure of the plan's menu that counts it; "" for one that no borough may choose.
    from_place
        Whether it follows how vulnerable a place is, as the offences of the Vulnerable Localities index do.
    """

    minor: str
    level: float
    swing: float = 0.05
    peak: int = 7
    measure: str = ""
    from_place: bool = False


OFFENCES: tuple[Offence, ...] = (
    Offence("VIOLENCE WITHOUT INJURY", 9_000, 0.05, 7, "offence_violence_without_injury"),
    Offence("VIOLENCE WITH INJURY", 6_100, 0.07, 7, "offence_violence_with_injury"),
    Offence("STALKING AND HARASSMENT", 5_600, 0.04, 7, "offence_stalking_and_harassment"),
    Offence("CRIMINAL DAMAGE", 5_000, 0.05, 6, "offence_criminal_damage", from_place=True),
    Offence("THEFT FROM A VEHICLE", 4_300, 0.06, 10, "offence_theft_from_vehicle"),
    Offence("BURGLARY - RESIDENTIAL", 4_000, 0.14, 12, "residential_burglary", from_place=True),
    Offence("SHOPLIFTING", 3_900, 0.04, 11, "offence_shoplifting"),
    Offence("THEFT FROM THE PERSON", 3_000, 0.1, 12, "offence_theft_from_person"),
    Offence("ROBBERY OF PERSONAL PROPERTY", 1_900, 0.08, 11, "offence_robbery_personal"),
    Offence("OTHER THEFT", 9_300),
    Offence("PUBLIC FEAR ALARM OR DISTRESS", 3_000, 0.08),
    Offence("POSSESSION OF DRUGS", 2_800),
    Offence("THEFT OR UNAUTH TAKING OF A MOTOR VEH", 2_300, 0.04, 10),
    Offence("BURGLARY BUSINESS AND COMMUNITY", 1_800, 0.06, 12),
    Offence("BICYCLE THEFT", 1_500, 0.35, 7),
    Offence("OTHER SEXUAL OFFENCES", 850, 0.07),
    Offence("INTERFERING WITH A MOTOR VEHICLE", 700),
    Offence("MISC CRIMES AGAINST SOCIETY", 700),
    Offence("RAPE", 520),
    Offence("POSSESSION OF WEAPONS", 450),
    Offence("TRAFFICKING OF DRUGS", 350),
    Offence("RACE OR RELIGIOUS AGG PUBLIC FEAR", 330, 0.12),
    Offence("ROBBERY OF BUSINESS PROPERTY", 130),
    Offence("HOMICIDE", 10, 0.0),
)
"""The offences written, in order; the first nine are those a borough may choose from."""

DONOR = "OTHER THEFT"
"""The offence that gives or takes what other cells need: most is recorded of it, and nobody chooses it."""
