"""Editions of lower-layer areas (LSOAs) of England and Wales: codes that only one of them has.

Most codes are in both the 2011 and the 2021 edition and say nothing. The table of those that are in one only
was made from the exact-fit lookup of 2011 to 2021 LSOAs (version 3) of the Office for National Statistics,
licensed under the Open Government Licence v3.0.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Literal

Edition = Literal[2011, 2021]


def edition_of(code: str) -> Edition | None:
    """Return the only edition that has this code.

    Parameters
    ----------
    code
        A nine-character ONS code, such as "E01000006".

    Returns
    -------
    2011 or 2021, or None when both editions have the code or it is no LSOA of England and Wales.
    """
    return _table().get(code)


def codes_only_in(edition: Edition) -> tuple[str, ...]:
    """Return the codes that only this edition has, in order: 1,106 of 2011 and 2,025 of 2021."""
    return tuple(code for code, only in _table().items() if only == edition)


@cache
def _table() -> dict[str, Edition]:
    text = files("peelian.reference").joinpath("data/lsoa_changes_2011_2021.csv").read_text(encoding="utf-8")
    return {
        row["code"]: 2011 if row["edition"] == "2011" else 2021 for row in csv.DictReader(text.splitlines())
    }
