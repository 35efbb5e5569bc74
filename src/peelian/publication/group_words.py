"""Groups in words: whose view a grouping is, what a group is called, and which values mean that nothing
is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from peelian.publication.desk import Desk
from peelian.publication.edition import MeasureText
from peelian.publication.nouns import uncapital


@dataclass(frozen=True, slots=True)
class GroupField:
    """A field that a measure is split by.

    Parameters
    ----------
    name, label
        The field, and its label.
    who
        How its people are called: "people who described themselves as", "people whom officers described as"
        or "people recorded as".
    missing
        Values that mean that nothing is known.
    """

    name: str
    label: str
    who: str
    missing: frozenset[str]

    def is_missing(self, value: str) -> bool:
        """Say whether a value means that nothing is known; not stated and not recorded are never a group."""
        return value in self.missing or value.startswith("not ") or value in ("", "unknown")


def field_words(desk: Desk, measure: MeasureText, field: str) -> GroupField:
    """Return what a field of a measure is called, and whose view it is.

    Parameters
    ----------
    desk
        The page's desk.
    measure
        The measure split.
    field
        Name of the field.
    """
    source = next((s for s in desk.reader.edition.sources if s.source == measure.source), None)
    described = source.fields.get(field) if source is not None else None
    label = (described.label if described is not None else "") or field.replace("_", " ").capitalize()
    missing = frozenset(described.missing.values()) if described is not None else frozenset()
    return GroupField(field, label, _who(f"{field} {uncapital(label)}"), missing)


def _who(words: str) -> str:
    if "officer" in words:
        return "people whom officers described as"
    if "self" in words:
        return "people who described themselves as"
    return "people recorded as"
