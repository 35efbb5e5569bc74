"""How many interviews are wanted of each part, as an analyst writes it."""

from __future__ import annotations

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition
from peelian.statistics.survey.allocation import Sharing


class Allocation(Definition):
    """How many interviews are wanted, and of which parts.

    Parameters
    ----------
    each
        Interviews in every part.
    total, per
        Interviews in all, or value -> interviews for each value of one column of `strata`, shared out over
        the parts.
    by
        For `per`: which column.
    shared
        How they are shared out: equally, in proportion to those who may be drawn, or between the two.
    cells
        Interviews in each part that is named, as lists of its values in the order of `strata` with the number
        last. Parts that are not named get none.
    """

    each: int | None = Key(default=None, ge=1)
    total: int | None = Key(default=None, ge=1)
    per: dict[str, int] = {}
    by: str = ""
    shared: Sharing = "in proportion"
    cells: tuple[tuple[str | int, ...], ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Allocation:
        ways = [self.each is not None, self.total is not None, bool(self.per), bool(self.cells)]
        if sum(ways) != 1:
            raise ValueError("one of 'each', 'total', 'per' and 'cells'")
        if bool(self.per) != bool(self.by):
            raise ValueError("'by' with 'per': the column whose values are listed")
        if any(wanted < 0 for wanted in self.per.values()):
            raise ValueError("numbers of 0 or more in 'per'")
        for cell in self.cells:
            if not isinstance(cell[-1], int) or cell[-1] < 0:
                raise ValueError("a number of interviews last in each of 'cells'")
        return self
