"""What an analyst writes beside a share of a survey: windows, least bases, gaps of groups."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.catalogue.survey.least_base import LeastBase
from peelian.definitions.model import Definition

Window = Literal["month", "quarter", "rolling 6 months", "rolling 12 months"]


class LeastBaseOfShare(LeastBase):
    """How many people must have answered, where a measure says nothing else.

    Parameters
    ----------
    to_show
        Written "to show": with fewer, no share is shown.
    to_rely_on
        Written "to rely on": with fewer, the share is of low reliability.
    """

    to_show: int = Key(default=30, alias="to show", ge=1)


class GapOf(Definition):
    """The share of one group less that of another, or of each group less that of everyone.

    Parameters
    ----------
    of
        The measure whose shares are compared: a share of a survey.
    group
        The field that says who is in which group.
    between
        The two groups: the first less the second.
    from_the
        Written "from", instead of `between`: "whole", for each group less everyone. Everyone includes the
        group, and those whose group is not known.
    adds_to
        Written "adds to", with `from`: a list of broader groups. Each group is then told by what it adds to
        the gap of the broader group that it lies in: its share of that group's weight, times its own gap.
    """

    of: str
    group: str
    between: tuple[str, str] | None = None
    from_the: Literal["whole"] | None = Key(default=None, alias="from")
    adds_to: str = Key(default="", alias="adds to")

    @model_validator(mode="after")
    def _one_way(self) -> GapOf:
        if (self.between is None) == (self.from_the is None):
            raise ValueError("either 'between' two groups or 'from: whole'")
        if self.between is not None and self.between[0] == self.between[1]:
            raise ValueError("two different groups in 'between'")
        if self.adds_to and self.from_the is None:
            raise ValueError("'adds to' together with 'from: whole'")
        return self
