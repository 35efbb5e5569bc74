"""The variable as an analyst writes it: what is known of each area, and from which input it may come."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition
from peelian.measures.measure import Filter

NAME = r"^[a-z][a-z0-9_]*$"
"""How names are written."""

_ONE = "either a 'measure', or a 'source' with a 'field'"


class AreaTable(Definition):
    """Numbers of areas in a source.

    Parameters
    ----------
    source
        The source read.
    where
        Conditions that all hold.
    field
        The number.
    """

    source: str
    where: tuple[Filter, ...] = ()
    field: str


class Input(Definition):
    """One place that a variable may be read from.

    Parameters
    ----------
    measure
        A measure of the workspace: its count of twelve months.
    source, where, field
        Or the numbers of areas in a source. Where the source has only smaller areas, `area_lookup` says which
        of them make up an area: counts (with `per`) are added up, levels (without) are averaged over the
        people who live in them.
    per
        What a count is divided by: "residents", or the numbers of areas in a source. Left out, the number is
        a rate, a share or a score already.
    worse
        Whether "higher" or "lower" is worse in this input, where it differs from the variable.
    called
        What the input is, in a few words, as tables name it.
    """

    measure: str = ""
    source: str = ""
    where: tuple[Filter, ...] = ()
    field: str = ""
    per: Literal["residents"] | AreaTable | None = None
    worse: Literal["higher", "lower"] | None = None
    called: str = ""

    @model_validator(mode="after")
    def _one_of_two(self) -> Input:
        if bool(self.measure) == bool(self.source) or bool(self.source) != bool(self.field):
            raise ValueError(_ONE)
        if self.measure and (self.where or self.per is None):
            raise ValueError("a measure with what it is counted 'per', and without conditions of its own")
        return self

    def table(self) -> AreaTable | None:
        """Return the numbers of areas that it reads, or None for a measure."""
        return AreaTable(source=self.source, where=self.where, field=self.field) if self.source else None


class Variable(Definition):
    """One thing that describes areas.

    Parameters
    ----------
    variable, title
        Name (small letters, digits, "_") and plain title.
    weight
        How much it counts beside the others.
    worse
        Whether "higher" or "lower" is worse; an index turns the second kind round.
    inputs
        Written "from": where it may come from. The one that is known for the most areas is taken, of several
        the first; one that is 0 everywhere says nothing and is passed over.
    """

    variable: str = Key(pattern=NAME)
    title: str
    weight: float = Key(default=1.0, gt=0)
    worse: Literal["higher", "lower"] = "higher"
    inputs: tuple[Input, ...] = Key(alias="from", min_length=1)
