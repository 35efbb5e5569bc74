"""Steps of a weighting recipe that fit weights to what is known of the population."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.definitions.model import Definition

AddUpTo = Literal["the targets", "the first margin", "the rows", "the weights before"] | float
"""What weights add up to after a fit."""


class MarginTargets(Definition):
    """Totals of the population by the categories of one field, or of several together.

    Parameters
    ----------
    by
        Columns of the data whose values make a category.
    targets
        Name of a CSV file beside the recipe, with a column for each of `by` and one of totals; or category ->
        total written here; or, for several columns, a list of rows like those of the file.
    count
        Heading of the column of totals.
    source
        Where the totals come from, in words, for the log.
    """

    by: tuple[str, ...] = Key(min_length=1)
    targets: str | dict[str, float] | tuple[dict[str, str | int | float], ...]
    count: str = "population"
    source: str = ""

    @field_validator("targets", mode="before")
    @classmethod
    def _totals_are_numbers(cls, given: Any) -> Any:
        if not isinstance(given, str | dict | list | tuple):
            raise ValueError("the name of a file, or category and total for each category")
        if isinstance(given, dict):
            wrong = [name for name, total in given.items() if not _is_number(total)]
            if wrong:
                raise ValueError(
                    f"a number of people for each category ('{wrong[0]}' has '{given[wrong[0]]}')"
                )
        return given

    @model_validator(mode="after")
    def _shapes_fit(self) -> MarginTargets:
        if len(set(self.by)) != len(self.by):
            raise ValueError("each column of 'by' once")
        if isinstance(self.targets, dict) and len(self.by) > 1:
            raise ValueError(
                f"a list of rows with {', '.join((*self.by, self.count))}, or the name of a file"
            )
        if not self.targets:
            raise ValueError("the name of a file, or totals")
        return self


def _is_number(given: Any) -> bool:
    return isinstance(given, int | float) and not isinstance(given, bool)


class MarginFit(Definition):
    """Weights that add up to the totals of margins.

    Parameters
    ----------
    margins
        Each margin with its totals; to post-stratify, one.
    add_up_to
        Written "add up to": what the weights add up to. `the targets`: what all margins do, which must be
        the same; `the first margin`, to which the others are scaled; `the rows`, so that the mean weight is
        1; `the weights before`; or a number. Targets may then be shares.
    most_sweeps
        Written "most sweeps": how often all margins are gone through at the most.
    residual
        How the variance takes the margins away: `sweeps` as R's rake, `regression` as its calibrate.
    """

    margins: tuple[MarginTargets, ...] = Key(min_length=1)
    add_up_to: AddUpTo = Key(default="the targets", alias="add up to")
    most_sweeps: int = Key(default=200, ge=1, alias="most sweeps")
    residual: Literal["sweeps", "regression"] = "sweeps"


class NumberFit(Definition):
    """Weights nearest to those before of which margins and numbers have known totals.

    Parameters
    ----------
    margins
        Margins with their totals.
    numbers
        Column of numbers -> its total in the population.
    people
        How many there are in the population, where no margin says so.
    add_up_to
        Written "add up to": as for raking; numbers are not scaled.
    distance
        What is kept small: squares (`linear`), or by `raking` or `logit`.
    bounds
        Least and largest new weight as a multiple of the old.
    """

    margins: tuple[MarginTargets, ...] = ()
    numbers: dict[str, float] = {}
    people: float | None = Key(default=None, gt=0)
    add_up_to: AddUpTo = Key(default="the targets", alias="add up to")
    distance: Literal["linear", "raking", "logit"] = "linear"
    bounds: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _something_known(self) -> NumberFit:
        if not self.margins and not self.numbers:
            raise ValueError("'margins', 'numbers' or both")
        if self.margins and self.people is not None:
            raise ValueError("no 'people' where margins say how many there are")
        if self.distance == "logit" and self.bounds is None:
            raise ValueError("'bounds' for the distance 'logit'")
        if self.bounds is not None and not 0 < self.bounds[0] < 1 < self.bounds[1]:
            raise ValueError("bounds of which the first is between 0 and 1, the second above 1")
        return self
