"""What a count is divided by: residents, residents of a group, the rate of another group."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key

from peelian.definitions.model import Definition


class GroupResidents(Definition):
    """Which residents the groups of a field are divided by.

    Parameters
    ----------
    field
        The field whose values are the groups; one of the measure's `groups`.
    residents
        How residents are grouped: a field of the source `population` ("ethnicity", "age_band").
    matches
        For a group whose code the residents' list does not have, or does not mean in the same way: the
        residents' groups that it is divided by, together. An empty list says that no residents match, so
        that the group has no rate. Groups left out are divided by the residents of the same code.
    """

    field: str
    residents: str
    matches: dict[str, tuple[str, ...]] = {}


class Per(Definition):
    """What a count is divided by: so many of a population.

    Parameters
    ----------
    population
        What is divided by.
    each
        Per how many of them.
    groups
        Fields whose groups are each divided by the residents of that group. Left out, only everyone
        together has a rate.
    """

    population: Literal["residents"]
    each: int = Key(default=1000, ge=1)
    groups: tuple[GroupResidents, ...] = ()


class Disparity(Definition):
    """A comparison of the rate of each group of a field with that of one of them.

    Parameters
    ----------
    group
        The field whose values are the groups; its residents are told in `per`.
    against
        The group that the others are compared with.
    """

    group: str
    against: str
