"""How people come into a sample, and how the file says so: what a margin of error is worth."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition
from peelian.statistics.survey.design import LonelyRule

SampleKind = Literal["drawn by chance", "quota", "open to all", "everyone asked", "not said"]


class DaysBetween(Definition):
    """How long after an event an interview may take place.

    Parameters
    ----------
    event
        The question or field that holds the day of the event, such as the report of a crime.
    least, most
        Fewest and most days from the event to the interview, both included.
    """

    event: str
    least: int = Key(ge=0)
    most: int = Key(ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> DaysBetween:
        if self.most < self.least:
            raise ValueError("a 'most' at least as large as 'least'")
        return self


class Sampling(Definition):
    """The design of a sample.

    Parameters
    ----------
    kind
        How people come into it. Only of a sample drawn by chance does a margin speak of everyone; of one
        that is "open to all" none is told at all.
        "not said" is for files of others that do not tell; find out, and write it here.
    of
        Whom it is meant to stand for, as in "residents of London aged 16 and over".
    frame
        The list or rule from which people or addresses are drawn.
    stages
        How they are drawn, stage by stage, in words.
    left_out
        Written "left out": who cannot come into it, and why.
    weight, strata, units, populations
        Fields that hold the weight, and for each stage the part it is drawn in, the unit drawn, and how many
        units that part has. `strata` and `units` may be one name.
    lonely
        What to do with a part of which one unit was drawn.
    days_between
        Written "days between": when after an event an interview must take place.
    """

    kind: SampleKind
    of: str
    frame: str = ""
    stages: tuple[str, ...] = ()
    left_out: tuple[str, ...] = Key(default=(), alias="left out")
    weight: str = ""
    strata: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    lonely: LonelyRule = "adjust"
    days_between: DaysBetween | None = Key(default=None, alias="days between")

    @property
    def self_selected(self) -> bool:
        """Say whether people chose themselves, so that no margin of error can be given."""
        return self.kind == "open to all"
