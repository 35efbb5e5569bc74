"""Protections: the rules of a policy, each saying which counts it bites on and what it asks of them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition
from peelian.disclosure.dominance import Dominance
from peelian.disclosure.rounding import Rounding


class Scope(Definition):
    """Which counts a protection bites on; a key left out lets everything through.

    Parameters
    ----------
    sources, measures
        Names of sources and ids of measures.
    rungs
        Rungs of the access ladder on which the source of the measure stands.
    counts
        "all"; "split" for counts of one group only; "split by a person attribute" for counts of a group of
        people, such as an age or an ethnicity.
    fields
        The fields by whose values counts are split.
    levels, not_levels
        Levels of area; the second is written "not levels".
    """

    sources: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    rungs: tuple[str, ...] = ()
    counts: Literal["all", "split", "split by a person attribute"] = "all"
    fields: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    not_levels: tuple[str, ...] = Key((), alias="not levels")


class Protection(Definition):
    """What is asked of the counts in a scope.

    Parameters
    ----------
    of
        Which counts; left out, all of them.
    below
        Counts below this are hidden; 1 hides none.
    zeros
        Whether a count of 0 is shown or hidden. Zeros that are shown tell readers that whatever is hidden
        is at least 1.
    smallest_base
        Written "smallest base": rates and shares of fewer than this are hidden.
    whole_groups
        Written "whole groups": "hidden" where everybody in an area being of one group may not be told.
    dominance
        When one or a few contributors make up too much of a sum; used where contributions are known.
    rounding
        How counts that are not hidden are rounded; left out, not at all.
    """

    of: Scope = Scope()
    below: int = Key(default=1, ge=1)
    zeros: Literal["shown", "hidden"] = "shown"
    smallest_base: int = Key(default=0, ge=0, alias="smallest base")
    whole_groups: Literal["shown", "hidden"] = Key(default="shown", alias="whole groups")
    dominance: Dominance | None = None
    rounding: Rounding | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> Protection:
        asked = (
            self.below > 1,
            self.zeros == "hidden",
            self.smallest_base > 0,
            self.whole_groups == "hidden",
            self.dominance is not None,
            self.rounding is not None,
        )
        if not any(asked):
            raise ValueError(
                "a protection that asks for something: below, zeros, smallest base, whole groups, dominance "
                "or rounding"
            )
        return self

    def is_small(self, count: float) -> bool:
        """Say whether a count may not be shown for its size alone."""
        return 0 < count < self.below or (count == 0 and self.zeros == "hidden")
