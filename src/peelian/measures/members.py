"""Members: the single measures that a definition makes, one for each code where it says "for each"."""

from __future__ import annotations

from dataclasses import dataclass

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.codes import Code
from peelian.catalogue.field import Field
from peelian.measures.measure import Direction, Measure


@dataclass(frozen=True, slots=True)
class Member:
    """One measure, named.

    Parameters
    ----------
    id, title, about
        With the code and its label filled in.
    code
        The code of the `for each` field, or None.
    part_of
        Id of the measure it is a part of, or "".
    one, many
        How one and several of what it counts are called, or "".
    measure
        The definition it comes from.
    direction
        Whether less is better, more is better, or neither can be said.
    """

    id: str
    title: str
    about: str
    code: str | None
    part_of: str
    one: str
    many: str
    measure: Measure
    direction: Direction


def codes_of(field: Field, catalogue: Catalogue) -> dict[str, Code]:
    """Return the values that a field may take with their labels; empty when any value is allowed."""
    if field.codes and field.codes in catalogue.codes:
        return dict(catalogue.codes[field.codes].list)
    if field.type == "flag":
        return {"yes": Code(label="yes"), "no": Code(label="no")}
    return {value: Code(label=label) for value, label in field.values.items()}


def members(measure: Measure, catalogue: Catalogue) -> tuple[Member, ...]:
    """Return the measures that a definition makes, in the order of the codes.

    Parameters
    ----------
    measure
        The definition, checked against the catalogue.
    catalogue
        Where the field's codes are listed.
    """
    if not measure.for_each:
        return (_member(measure, None, Code(label="")),)
    codes = codes_of(catalogue.source(measure.source).fields[measure.for_each], catalogue)
    return tuple(_member(measure, name, code) for name, code in codes.items())


def _member(measure: Measure, name: str | None, code: Code) -> Member:
    def fill(text: str) -> str:
        filled = text.replace("{code}", name or "").replace("{parent}", code.parent)
        label = code.label if filled.startswith("{label}") else code.label[:1].lower() + code.label[1:]
        return filled.replace("{label}", label)

    return Member(
        fill(measure.measure),
        fill(measure.title),
        fill(measure.about),
        name,
        fill(measure.part_of),
        fill(measure.one),
        fill(measure.many),
        measure,
        measure.directions.get(name or "", measure.direction),
    )
