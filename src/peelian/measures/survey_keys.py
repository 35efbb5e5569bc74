"""What an analyst writes beside a share of a survey: windows, least bases, a gap between two groups."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition

Window = Literal["month", "quarter", "rolling 6 months", "rolling 12 months"]


class LeastBase(Definition):
    """How many people must have answered.

    Parameters
    ----------
    to_show
        Written "to show": with fewer, no share is shown.
    to_rely_on
        Written "to rely on": with fewer, the share is of low reliability.
    """

    to_show: int = Key(default=30, alias="to show", ge=1)
    to_rely_on: int = Key(default=100, alias="to rely on", ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> LeastBase:
        if self.to_rely_on < self.to_show:
            raise ValueError("'to rely on' at least as large as 'to show'")
        return self


class GapOf(Definition):
    """The share of one group less that of another.

    Parameters
    ----------
    of
        The measure whose shares are compared: a share of a survey.
    group
        The field that says who is in which group.
    between
        The two groups: the first less the second.
    """

    of: str
    group: str
    between: tuple[str, str]

    @model_validator(mode="after")
    def _two(self) -> GapOf:
        if self.between[0] == self.between[1]:
            raise ValueError("two different groups in 'between'")
        return self
