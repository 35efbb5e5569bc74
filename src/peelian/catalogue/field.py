"""Fields: the columns of a source, as an analyst meets them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Key
from pydantic import model_validator

from peelian.catalogue.count_of import CountOf
from peelian.definitions.model import Definition

FieldType = Literal[
    "text", "code", "flag", "integer", "number", "date", "month", "datetime", "area", "geometry"
]
Role = Literal[
    "identifier", "quasi-identifier", "sensitive", "free text", "dimension", "measure", "date", "place"
]


class Field(Definition):
    """One field of a source.

    Parameters
    ----------
    type, unit
        Kind of value, and the unit of a number.
    label, about
        Plain name, and what it holds and how it comes to be filled.
    codes, values
        Name of a shared code list, or the allowed values with their meanings written here.
    missing
        Ways of being missing kept apart: what is written -> what it means. Unknown is never "no".
    role
        What kind of field this is for data protection and for analysis.
    level
        For an area: the level of place it names.
    one_at_a_time
        True when rows with different values of this field count the same things, so that a measure must pick
        one value and never add over them (nested sub-types, stacked sheets, levels of place).
    mandatory
        True when every record has a value.
    captured
        Who or what fills it, and when.
    count_of
        Written "count of": for a number that no file holds, the fields of the row that it is counted from
        when the row is loaded.
    """

    type: FieldType
    label: str = ""
    about: str = ""
    unit: str = ""
    codes: str = ""
    values: dict[str, str] = {}
    missing: dict[str, str] = {}
    role: Role = "dimension"
    level: str = ""
    mandatory: bool = False
    captured: str = ""
    one_at_a_time: bool = Key(False, alias="one at a time")
    count_of: CountOf | None = Key(None, alias="count of")

    @model_validator(mode="after")
    def _codes_or_values(self) -> Field:
        if self.codes and self.values:
            raise ValueError("either 'codes' or 'values', not both")
        if self.type == "area" and not self.level:
            raise ValueError("a 'level' (borough, ward ...) for a field of type area")
        if self.count_of is not None and (self.type not in ("integer", "code") or not self.missing.get("")):
            raise ValueError(
                "for a 'count of', type integer or code, and in 'missing' what \"\", no count, means"
            )
        return self
