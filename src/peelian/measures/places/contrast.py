"""The contrast as an analyst writes it: measures set side by side for the two ends of an index."""

from __future__ import annotations

import datetime as dt

from pydantic import Field as Key

from peelian.definitions.model import Definition
from peelian.measures.places.variable import NAME


class Contrast(Definition):
    """Measures compared between the areas in the highest and in the lowest tenth of an index.

    Parameters
    ----------
    contrast, title, about
        Name, plain title and one or two plain sentences.
    index
        The index that the areas are sorted by.
    measures
        Ids of the measures compared, each by its count of twelve months.
    until
        Written "to": last month of the twelve counted; left out, the newest of each measure.
    """

    contrast: str = Key(pattern=NAME)
    title: str
    about: str = ""
    index: str
    measures: tuple[str, ...] = Key(min_length=1)
    until: dt.date | None = Key(default=None, alias="to")
