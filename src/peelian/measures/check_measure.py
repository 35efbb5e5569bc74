"""Checking a measure against the catalogue: every name it uses exists, and nothing would be counted twice."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NoReturn

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.errors import DefinitionError
from peelian.measures.measure import Filter, Measure
from peelian.measures.members import codes_of

_DATES = ("date", "month", "datetime")
_NUMBERS = ("integer", "number")


def check_measure(measure: Measure, *, catalogue: Catalogue, place: str) -> None:
    """Refuse a measure that its source cannot answer.

    Parameters
    ----------
    measure
        What was written.
    catalogue
        The sources and code lists in force.
    place
        File and line, for messages.

    Raises
    ------
    DefinitionError
        If it names a source, field, level or value that does not exist, dates rows by a field that is not a
        date, adds up a field that is not a number, or would count the same things more than once.
    """
    check = _Check(measure, catalogue, place)
    source = check.source()
    when = measure.when or source.period
    if not when:
        check.refuse("when", "no 'when', and a source without a period", "a date field of the source")
    check.typed(source, "when", when, _DATES)
    if measure.adds:
        check.typed(source, "sum", measure.adds, _NUMBERS)
    for condition in measure.where:
        check.condition(source, condition)
    for group in measure.groups:
        check.field(source, "groups", group)
    if measure.for_each:
        field = check.field(source, "for each", measure.for_each)
        if not codes_of(field, catalogue):
            check.refuse(
                "for each", f"'{measure.for_each}', which lists no codes", "a field with codes or values"
            )
    for level in measure.areas:
        check.level(source, level)


class _Check:
    def __init__(self, measure: Measure, catalogue: Catalogue, place: str) -> None:
        self.measure = measure
        self.catalogue = catalogue
        self.place = place

    def refuse(self, key: str, found: str, accepted: str, next_step: str = "change it") -> NoReturn:
        raise DefinitionError(
            f"{self.place} '{self.measure.measure}': {key}",
            found=found,
            accepted=accepted,
            next_step=next_step,
        )

    def unknown(self, key: str, name: str, known: Iterable[str], what: str) -> NoReturn:
        names = list(known)
        near = difflib.get_close_matches(name, names, n=3)
        hint = f"write '{near[0]}'" if near else "use one of those listed"
        self.refuse(key, f"'{name}', which is no {what}", ", ".join(near or sorted(names)) or "none", hint)

    def source(self) -> Source:
        sources = self.catalogue.sources
        if self.measure.source not in sources:
            self.unknown("source", self.measure.source, sources, "source of the catalogue")
        return sources[self.measure.source]

    def field(self, source: Source, key: str, name: str) -> Field:
        if name not in source.fields:
            self.unknown(key, name, source.fields, f"field of '{source.source}'")
        return source.fields[name]

    def typed(self, source: Source, key: str, name: str, types: tuple[str, ...]) -> None:
        field = self.field(source, key, name)
        if field.type not in types:
            fitting = [other for other, about in source.fields.items() if about.type in types]
            self.refuse(
                key,
                f"'{name}', a field of type {field.type}",
                f"a field of type {' or '.join(types)}: {', '.join(fitting) or 'this source has none'}",
            )

    def condition(self, source: Source, condition: Filter) -> None:
        field = self.field(source, "where", condition.field)
        key = f"where '{condition.field}'"
        if condition.below is not None or condition.at_least is not None:
            self.typed(source, key, condition.field, _NUMBERS)
        if condition.start is not None or condition.end is not None:
            self.typed(source, key, condition.field, _DATES)
        known = codes_of(field, self.catalogue)
        if not known:
            return
        accepted = [*known, *field.missing.values()]
        for value in condition.named_values():
            written = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else str(value)
            if written not in accepted:
                self.unknown(key, str(written), accepted, "value of this field")

    def level(self, source: Source, level: str) -> None:
        if level not in source.areas:
            self.unknown("areas", level, source.areas, f"level of area of '{source.source}'")
        pinned = {*source.areas[level].rows, self.measure.for_each}
        pinned |= {each.field for each in self.measure.where if len(each.kept_values()) == 1}
        for name, field in source.fields.items():
            if field.one_at_a_time and name not in pinned:
                values = list(codes_of(field, self.catalogue))
                self.refuse(
                    "where",
                    f"no single value of '{name}', so that the same things would be counted more than once",
                    f"one of {', '.join(values)}" if values else f"one value of '{name}'",
                    f"add '- {{field: {name}, is: {values[0] if values else '...'}}}' to 'where'",
                )
