"""Steps of a weighting recipe before and after weights are fitted."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class BaseWeights(Definition):
    """Where weights start: one over the chance that a row had to be drawn.

    Parameters
    ----------
    weight
        Column of the data that holds it; left out, all rows start alike.
    """

    weight: str = ""


class NonResponse(Definition):
    """Those who answered carry the weight of those of their cell who did not.

    Parameters
    ----------
    outcome
        Column that says how it ended.
    answered
        Its values of those who answered.
    by
        Columns whose values make the cells; left out, all rows are one cell.
    """

    outcome: str
    answered: tuple[str, ...] = Key(min_length=1)
    by: tuple[str, ...] = ()


class Trim(Definition):
    """Weights are kept within limits.

    Parameters
    ----------
    most, least
        Largest and smallest weight.
    of
        What they are multiples of: the `median` or the `mean`; `weight` where they are weights themselves.
    fit_again
        Written "fit again": True to fit and trim in turn, by the last fit before, until margins and limits
        both hold; False to trim once.
    excess
        When trimmed once, what becomes of what is cut off.
    most_rounds
        Written "most rounds": how often to take turns at the most.
    """

    most: float | None = Key(default=None, gt=0)
    least: float | None = Key(default=None, ge=0)
    of: Literal["median", "mean", "weight"] = "median"
    fit_again: bool = Key(default=True, alias="fit again")
    excess: Literal["shared in proportion", "shared equally", "dropped"] = "shared in proportion"
    most_rounds: int = Key(default=200, ge=1, alias="most rounds")

    @model_validator(mode="after")
    def _leaves_room(self) -> Trim:
        if self.most is None and self.least is None:
            raise ValueError("'most', 'least' or both")
        if self.most is not None and self.least is not None and self.least >= self.most:
            raise ValueError("a 'least' below 'most'")
        if self.of != "weight" and self.most is not None and self.most <= 1:
            raise ValueError(f"a 'most' above 1, as a multiple of the {self.of}")
        if self.of != "weight" and self.least is not None and self.least >= 1:
            raise ValueError(f"a 'least' below 1, as a multiple of the {self.of}")
        return self
