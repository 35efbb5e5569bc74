"""A sample as an analyst writes it: from which list, who is left out, which parts, how many of each."""

from __future__ import annotations

import datetime as dt

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition
from peelian.surveys.drawing.allocation import Allocation
from peelian.surveys.drawing.exclusion import Exclusion
from peelian.surveys.drawing.repeats import Repeats, Stage


class Draw(Definition):
    """How a sample is drawn from a list.

    Parameters
    ----------
    draw, title
        Name (small letters, digits, "_" or "-") and plain title.
    number
        Column with the reference of each row of the list, no two alike.
    interview
        Day on which interviews are planned, for rules that count days; can be given when drawing.
    written
        How days are written in the list, in strptime form; left out, as 2018-03-31.
    left_out
        Written "left out": who is left out, in the order of the log.
    repeats
        What becomes of people who are there more than once.
    strata
        Columns whose combinations are the parts that are drawn from separately; left out, the whole list.
    wanted
        How many interviews, of which parts.
    response
        Share of those approached who are expected to give an interview; as many more are drawn.
    stage
        Units drawn first.
    size
        Column with the size by which rows are drawn; left out, each has the same chance within its part.
    spread
        Columns by which the list is sorted before rows are drawn by size, which spreads the sample over them.
    carry
        Further columns that are written beside the reference. Names, addresses and numbers to ring are only
        written when they are listed here.
    """

    draw: str = Key(pattern=r"^[a-z][a-z0-9_-]*$")
    title: str = ""
    number: str
    interview: dt.date | None = None
    written: str = ""
    left_out: tuple[Exclusion, ...] = Key(default=(), alias="left out")
    repeats: Repeats | None = None
    strata: tuple[str, ...] = ()
    wanted: Allocation
    response: float = Key(default=1.0, gt=0, le=1)
    stage: Stage | None = None
    size: str = ""
    spread: tuple[str, ...] = ()
    carry: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _parts_agree(self) -> Draw:
        if self.wanted.by and self.wanted.by not in self.strata:
            raise ValueError(f"'by' one of the columns of 'strata'; '{self.wanted.by}' is none")
        if any(len(cell) != len(self.strata) + 1 for cell in self.wanted.cells):
            raise ValueError(f"{len(self.strata)} values and a number in each of 'cells'")
        if self.stage is not None and self.size:
            raise ValueError("'size' in 'stage' when units are drawn first; rows in them are drawn by chance")
        if self.spread and not self.size:
            raise ValueError("'size' with 'spread': rows are spread where they are drawn by size")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the list that is read, each once."""
        named = [self.number, *(each.field for each in self.left_out), *self.strata, *self.spread]
        if self.repeats is not None:
            named += [self.repeats.person, self.repeats.day]
        if self.stage is not None:
            named += [self.stage.unit, self.stage.size]
        return tuple(dict.fromkeys(each for each in (*named, self.size, *self.carry) if each))
