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
    measure
        The measure that tells how many gave the answers that speak for the idea; left out, none does.
    """

    source: str
    field: str
    scores: dict[str, float] = {}
    turned: bool = False
    measure: str = ""


class ConstructMeasure(Definition):
    """A measure that stands for the idea without being an answer of one person.

    Parameters
    ----------
    measure
        The measure.
    turned
        True when more of it means less of the idea.
    """

    measure: str
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
        The items. Those of one source make a scale whose reliability can be told.
    measures
        Measures that stand for it beside the items. Items and measures are two or more.
    """

    name: str = Key(alias="construct", pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    about: str = ""
    theory: str = ""
    items: tuple[ConstructItem, ...] = ()
    measures: tuple[ConstructMeasure, ...] = ()

    @model_validator(mode="after")
    def _two_and_each_once(self) -> Construct:
        if len(self.items) + len(self.measures) < 2:
            raise ValueError("two 'items' or 'measures', or more")
        named = [(item.source, item.field) for item in self.items]
        if len(set(named)) != len(named):
            raise ValueError("each item once")
        told = [item.measure for item in self.items if item.measure]
        told += [each.measure for each in self.measures]
        if len(set(told)) != len(told):
            raise ValueError("each measure once")
        return self

    def items_of(self, source: str) -> tuple[ConstructItem, ...]:
        """Return the items of one source, in their order."""
        return tuple(item for item in self.items if item.source == source)
