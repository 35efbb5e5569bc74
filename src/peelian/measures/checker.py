"""The checker: looks up what a measure names, and refuses what is not there in words of four parts."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import NoReturn

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.field import Field
from peelian.catalogue.source import Source
from peelian.errors import DefinitionError
from peelian.measures.measure import Measure


class Checker:
    """Checks one measure.

    Parameters
    ----------
    measure, catalogue
        What was written, and the sources and code lists in force.
    place
        File and line, for messages.
    """

    def __init__(self, measure: Measure, catalogue: Catalogue, place: str) -> None:
        self.measure = measure
        self.catalogue = catalogue
        self.place = place

    def refuse(self, key: str, found: str, accepted: str, next_step: str = "change it") -> NoReturn:
        """Refuse the measure because of one of its keys."""
        raise DefinitionError(
            f"{self.place} '{self.measure.measure}': {key}",
            found=found,
            accepted=accepted,
            next_step=next_step,
        )

    def unknown(self, key: str, name: str, known: Iterable[str], what: str) -> NoReturn:
        """Refuse a name that is none of those known, and say which are near it."""
        names = list(known)
        near = difflib.get_close_matches(name, names, n=3)
        hint = f"write '{near[0]}'" if near else "use one of those listed"
        self.refuse(key, f"'{name}', which is no {what}", ", ".join(near or sorted(names)) or "none", hint)

    def source(self) -> Source:
        """Return the source the measure reads, or refuse."""
        sources = self.catalogue.sources
        if not self.measure.source:
            self.refuse(
                "source", "neither a 'source' nor a 'ratio'", "one of the two", "add the source it reads"
            )
        if self.measure.source not in sources:
            self.unknown("source", self.measure.source, sources, "source of the catalogue")
        return sources[self.measure.source]

    def field(self, source: Source, key: str, name: str) -> Field:
        """Return a field of a source, or refuse."""
        if name not in source.fields:
            self.unknown(key, name, source.fields, f"field of '{source.source}'")
        return source.fields[name]

    def typed(self, source: Source, key: str, name: str, types: tuple[str, ...]) -> Field:
        """Return a field of one of some types, or refuse."""
        field = self.field(source, key, name)
        if field.type not in types:
            fitting = [other for other, about in source.fields.items() if about.type in types]
            self.refuse(
                key,
                f"'{name}', a field of type {field.type}",
                f"a field of type {' or '.join(types)}: {', '.join(fitting) or 'this source has none'}",
            )
        return field
