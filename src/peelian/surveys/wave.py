"""Waves: stretches of fieldwork, each with its own size, areas, mode and scales."""

from __future__ import annotations

import datetime as dt

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class PerArea(Definition):
    """How many interviews are wanted in each area of a level.

    Parameters
    ----------
    level
        Level of area, such as borough.
    interviews
        Interviews wanted in each.
    """

    level: str
    interviews: int = Key(ge=1)


class QuotaCell(Definition):
    """How many interviews are wanted of one combination, such as a kind of crime in one area.

    Parameters
    ----------
    of
        Question or level of area -> its code.
    interviews
        Interviews wanted.
    """

    of: dict[str, str] = Key(min_length=1)
    interviews: int = Key(ge=0)


class Wave(Definition):
    """One stretch of fieldwork, as it was planned.

    Parameters
    ----------
    wave
        Name, as it stands in the file.
    start, end
        Written "from" and "to": first and last day of fieldwork, both included.
    target
        Interviews wanted.
    per_area
        Written "per area": interviews wanted in each area.
    quotas
        Question -> code -> interviews wanted of those who answer so.
    cells
        Interviews wanted of combinations, such as each kind of crime in each area.
    mode
        How people are asked: face to face, by telephone, online, on paper.
    comparable
        False when answers of this wave do not compare with those before it, as after a change of mode.
    why
        Why not, or what else is to be known of the wave.
    """

    wave: str
    start: dt.date = Key(alias="from")
    end: dt.date = Key(alias="to")
    target: int | None = Key(default=None, ge=1)
    per_area: PerArea | None = Key(default=None, alias="per area")
    quotas: dict[str, dict[str, int]] = {}
    cells: tuple[QuotaCell, ...] = ()
    mode: str = ""
    comparable: bool = True
    why: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Wave:
        if self.end < self.start:
            raise ValueError("a 'to' on or after the 'from' of a wave")
        if not self.comparable and not self.why:
            raise ValueError("a 'why' where a wave is not comparable")
        return self
