"""Areas: places that numbers are about, from a whole force down to a small statistical area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

AreaLevel = Literal["country", "region", "force", "borough", "neighbourhood", "ward", "lsoa", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Area:
    """One place at one level.

    Parameters
    ----------
    code
        Official code where there is one (for England, a nine-character ONS code). Places that a giver counts
        but that are not real areas ("Unknown", an airport) get a code that begins with "x-".
    level
        Which tier the place belongs to.
    name
        Name as a reader knows it.
    parent
        Code of the area this one lies in, or None.
    """

    code: str
    level: AreaLevel
    name: str
    parent: str | None = None

    def is_real(self) -> bool:
        """Say whether this is a place that people live in, rather than a giver's catch-all."""
        return not self.code.startswith("x-")
