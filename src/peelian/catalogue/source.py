"""Sources: described sets of records, with their fields, caveats, breaks, access route and quality rules."""

from __future__ import annotations

import datetime as dt
import re

from pydantic import Field as Key
from pydantic import field_validator, model_validator

from peelian.catalogue.access import Rung
from peelian.catalogue.caveat import Break, Caveat
from peelian.catalogue.field import Field
from peelian.definitions.model import Definition

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class System(Definition):
    """A computer system that held the records, with the dates it was in use (inclusive).

    Parameters
    ----------
    name
        What the system is called.
    start, end
        Written "from" and "to": first and last day of its use, both included; left out when not known or
        still in use.
    """

    name: str
    start: dt.date | None = Key(None, alias="from")
    end: dt.date | None = Key(None, alias="to")


class AreaLevelRows(Definition):
    """How rows belong to areas of one level: which rows to take, and which field holds the area's code.

    Parameters
    ----------
    rows
        Which rows speak of this level: a field and the value it must have.
    code
        The field that holds the area's code; left out when all rows belong to one area, as for a force.
    """

    rows: dict[str, str] = {}
    code: str = ""


class QualityRule(Definition):
    """What is expected of a field: a share that is filled, or bounds on its values.

    `complete` is the least share of records with a value (0 to 1); `between` two bounds, each a value, a
    field of the same record, or `loaded_on`; `unique` says that no value may come twice.

    Parameters
    ----------
    field
        The field expected of.
    complete
        Least share of records with a value, from 0 to 1.
    between
        Two bounds, each a value, the name of a field of the same record, or `loaded_on`.
    unique
        True when no value may come twice.
    """

    field: str
    complete: float | None = None
    between: tuple[str | int | float | dt.date | None, str | int | float | dt.date | None] | None = None
    unique: bool = False

    @field_validator("between", mode="before")
    @classmethod
    def _dates_as_dates(cls, bounds: object) -> object:
        """A date in quotes, as in a description exported as JSON, is a date all the same."""
        if not isinstance(bounds, list | tuple):
            return bounds
        return [
            dt.date.fromisoformat(bound) if isinstance(bound, str) and _DATE.fullmatch(bound) else bound
            for bound in bounds
        ]


class Example(Definition):
    """A question the source can answer, and how to ask it.

    Parameters
    ----------
    question
        The question, as a reader would ask it.
    query
        How to ask it.
    """

    question: str
    query: str = ""


class Source(Definition):
    """A described set of records.

    Parameters
    ----------
    source, title
        Name (small letters, digits, "_") and plain title.
    about
        What it is and how it comes about, in a few plain sentences.
    row, counts
        What one row is, and what is counted, in the plural.
    owner, contact
        Who holds it, and whom to ask about it.
    refresh, lag, coverage
        How often it is renewed, how late records come, and which places and dates it covers.
    access, ask
        The one rung of the access ladder it stands on, and how to ask for it.
    open_version
        Name of the open source that holds counts of the same things.
    systems
        Computer systems that held the records, with the dates of their use.
    themes
        Everyday words under which it is found.
    known_uses, not_captured
        What it has been used for, and what it cannot tell.
    example
        A question it can answer.
    period
        The field that dates a row; left out for a source without time.
    in_waves
        Written "in waves": True when records are gathered in stretches, as the fieldwork of a survey is, so
        that days and months without records say nothing about what was lost.
    self_selected
        Written "self-selected": True where whoever wished could answer and nobody was drawn, so that findings
        have no margin of error. A survey that is `open to all` makes its source so.
    areas
        How rows belong to areas, level by level (force, borough, ward ...).
    slices
        Fields that, with the month, say what a load speaks for: a later edition replaces an earlier one part
        by part.
    fields
        The columns, as an analyst meets them.
    caveats, breaks
        What limits it, and dated changes that make before and after not comparable.
    quality
        What is expected of its fields; where it falls short, a caveat is made.
    """

    source: str
    title: str
    about: str
    row: str
    counts: str
    owner: str
    contact: str = ""
    refresh: str
    lag: str = ""
    coverage: str = ""
    access: Rung
    ask: str
    open_version: str = ""
    systems: tuple[System, ...] = ()
    themes: tuple[str, ...] = ()
    known_uses: tuple[str, ...] = ()
    not_captured: tuple[str, ...] = ()
    example: Example
    period: str = ""
    in_waves: bool = Key(default=False, alias="in waves")
    self_selected: bool = Key(default=False, alias="self-selected")
    areas: dict[str, AreaLevelRows] = {}
    slices: tuple[str, ...] = ()
    fields: dict[str, Field]
    caveats: tuple[Caveat, ...] = ()
    breaks: tuple[Break, ...] = ()
    quality: tuple[QualityRule, ...] = ()

    @model_validator(mode="after")
    def _parts_agree(self) -> Source:
        named = [("period", self.period)] if self.period else []
        named += [("slices", name) for name in self.slices]
        named += [("areas", level.code) for level in self.areas.values() if level.code]
        named += [("areas", name) for level in self.areas.values() for name in level.rows]
        named += [("quality", rule.field) for rule in self.quality]
        limits: tuple[Caveat | Break, ...] = (*self.caveats, *self.breaks)
        for item in limits:
            named += [(f"scope of '{item.id}'", name) for name in (*item.scope.fields, *item.scope.values)]
        for where, name in named:
            if name not in self.fields:
                raise ValueError(f"fields of this source in its {where} (there is no field '{name}')")
        self._check_counted()
        ids = [item.id for item in limits]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"each caveat or break id once (twice: {', '.join(twice)})")
        return self

    def _check_counted(self) -> None:
        for name, field in self.fields.items():
            rule = field.count_of
            flags = [each for each, told in self.fields.items() if told.type == "flag"]
            for each in rule.fields if rule is not None else ():
                if each not in flags:
                    raise ValueError(f"flags of this source in 'count of' of '{name}' ('{each}' is none)")
            if rule is not None and rule.least_applicable > len(rule.fields):
                raise ValueError(f"at most {len(rule.fields)} in 'least applicable' of '{name}'")

    def key_of(self, item: Caveat | Break) -> str:
        """Return the key under which findings carry a caveat or break of this source."""
        return f"{self.source}.{item.id}"
