"""The made-up world that synthetic London is written from: places, scale, switches and chance."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from peelian.catalogue.catalogue import Catalogue
from peelian.reference.period import add_months
from peelian.synthetic.scale import Scale
from peelian.synthetic.switches import Switches
from peelian.synthetic.truth import Truth

FIRST, LAST = dt.date(2014, 8, 1), dt.date(2017, 7, 1)
_CITY = "E09000001"


@dataclass(frozen=True)
class World:
    """What the parts share, so that they tell of one place.

    Parameters
    ----------
    seed
        Seed of every draw.
    scale
        How much is made.
    switches
        What is true in this world, and what is wrong with its records.
    catalogue
        Names of boroughs and offences come from its crosswalks, so that the files are read like real ones.
    truth
        Where each part notes what it planted.
    """

    seed: int
    scale: Scale
    switches: Switches
    catalogue: Catalogue
    truth: Truth

    def stream(self, name: str) -> np.random.Generator:
        """Return a source of chance of its own for each name, so that one part never moves another."""
        word = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
        return np.random.default_rng([self.seed, word])

    @cached_property
    def boroughs(self) -> Mapping[str, str]:
        """Code -> name as the borough files write it, without the City, which has its own force."""
        named: dict[str, str] = {}
        for written, code, name in self.catalogue.crosswalks["london_places"].rows:
            if code.startswith("E09") and code != _CITY and written == name:
                named.setdefault(code, name)
        return named

    @cached_property
    def wards(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Borough -> code and name of each of its made-up wards.

        The wards are dealt out evenly: 630 over 32 boroughs are twenty in each of the first 22, and nineteen
        in each of the others.
        """
        each, over = divmod(self.scale.wards, len(self.boroughs))
        return {
            borough: [
                (f"E0599{index:02d}{number:02d}", f"{name} ward {number}")
                for number in range(1, each + (index < over) + 1)
            ]
            for index, (borough, name) in enumerate(self.boroughs.items())
        }


def months_between(first: dt.date = FIRST, last: dt.date = LAST) -> list[dt.date]:
    """Return the first days of the months from one to another, both included."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [add_months(first, step) for step in range(count)]
