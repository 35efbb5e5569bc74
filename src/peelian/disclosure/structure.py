"""Structure: how published counts hang together, and what they are counts of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Counted:
    """What a measure counts, as far as disclosure is concerned.

    Parameters
    ----------
    source, access
        Name of the source it reads, and the rung of the access ladder on which that stands.
    persons
        Fields of the source that describe people (age, ethnicity, sex, needs).
    parent
        Id of the measure it is a part of, or "".
    family
        Name shared by parts of one parent that exclude each other, so that together they are at most the
        parent; "" for a part that may overlap with its sisters.
    among
        For a share: id of the measure that counts its denominator, or "" when none does.
    made_of
        For a ratio of two measures: their ids, the one above the line first. Its findings print both counts.
    """

    source: str
    access: str
    persons: frozenset[str] = frozenset()
    parent: str = ""
    family: str = ""
    among: str = ""
    made_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Structure:
    """How counts add up, beyond what their periods say.

    Parameters
    ----------
    measures
        What each measure counts, by id. A measure that is not here is met by every rule for all counts,
        and its groups are taken to be of people.
    parents
        For the code of an area: the code of the area it lies in.
    inside
        For a group ("age=under 18") another group that holds all of it ("age=under 25"): the people of the
        second who are not of the first are protected like a count, whenever both groups were published.
    """

    measures: Mapping[str, Counted] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    inside: Mapping[str, str] = field(default_factory=dict)

    def made_of(self, measure: str) -> tuple[str, ...]:
        """Return the two measures that one is a ratio of; none for a measure that counts."""
        counted = self.measures.get(measure)
        return () if counted is None else counted.made_of

    def people(self, measure: str, field_name: str) -> bool:
        """Say whether a field by which a measure is split describes people."""
        counted = self.measures.get(measure)
        return counted is None or field_name in counted.persons
