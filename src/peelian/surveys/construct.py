"""Constructs: an idea that no single question measures, and the items of all data that measure it."""

from __future__ import annotations

from pydantic import Field as Key
from pydantic import model_validator

from peelian.definitions.model import Definition


class ConstructItem(Definition):
    """One item of a construct.

    Parameters
    ----------
    source
        The survey or other source it comes from.
    field
        Its question or field there.
    scores
        What each answer counts as; left out, answers are numbers already.
    turned
        True when more of the answer means less of the idea, so that its numbers are turned round.
    """

    source: str
    field: str
    scores: dict[str, float] = {}
    turned: bool = False


class Construct(Definition):
    """An idea of theory and the items that measure it, in whichever data they are.

    Parameters
    ----------
    name, title, about
        Written "construct": name (small letters, digits, "_"), then title and what the idea is, in one or two
        plain sentences.
    theory
        The work it is taken from.
    items
        The items, two or more. Those of one source make a scale whose reliability can be told.
    """

    name: str = Key(alias="construct")
    title: str
    about: str = ""
    theory: str = ""
    items: tuple[ConstructItem, ...] = Key(min_length=2)

    @model_validator(mode="after")
    def _each_item_once(self) -> Construct:
        named = [(item.source, item.field) for item in self.items]
        if len(set(named)) != len(named):
            raise ValueError("each item once")
        return self

    def items_of(self, source: str) -> tuple[ConstructItem, ...]:
        """Return the items of one source, in their order."""
        return tuple(item for item in self.items if item.source == source)
