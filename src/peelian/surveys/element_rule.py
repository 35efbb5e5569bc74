"""How the elements of a service are counted, and in which bands they are told."""

from __future__ import annotations

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class ElementRule(Definition):
    """A rule for counting elements of which some do not apply to everyone.

    Parameters
    ----------
    least_applicable
        Written "least applicable": fewest elements that must apply to somebody for a count to be made.
    most_unknown
        Written "most unknown": most elements that somebody may not be able to say.
    bands
        First and last count of each band, in order, from 0 to all elements without a hole.
    """

    least_applicable: int = Key(default=1, ge=1, alias="least applicable")
    most_unknown: int = Key(default=0, ge=0, alias="most unknown")
    bands: tuple[tuple[int, int], ...] = ((0, 1), (2, 3), (4, 5), (6, 7))

    @model_validator(mode="after")
    def _bands_follow(self) -> ElementRule:
        expected = 0
        for first, last in self.bands:
            if first != expected or last < first:
                raise ValueError("bands that follow each other from 0 without a hole, such as [0, 1], [2, 3]")
            expected = last + 1
        if len(self.bands) < 2:
            raise ValueError("two bands or more")
        return self
