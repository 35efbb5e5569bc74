"""The catalogue itself: sources, code lists and crosswalks by name, the workspace's before shipped ones."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from peelian.catalogue.added_limits import AddedLimits, with_added_limits
from peelian.catalogue.codes import CodeList
from peelian.catalogue.crosswalk import Crosswalk
from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source
from peelian.definitions.located import Located, read_located
from peelian.definitions.model import Definition, read_definition
from peelian.errors import DefinitionError, NotFound

_KINDS: dict[str, type[Definition]] = {
    "source": Source,
    "codes": CodeList,
    "crosswalk": Crosswalk,
    "layout": Layout,
    "limits": AddedLimits,
}
_OTHER_KINDS = (
    "measure", "index", "contrast", "few areas", "similar areas", "check", "plan", "survey", "study",
    "review", "evidence", "programme", "profile", "policy", "construct",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every described thing, by name."""

    sources: dict[str, Source] = field(default_factory=dict)
    codes: dict[str, CodeList] = field(default_factory=dict)
    crosswalks: dict[str, Crosswalk] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)
    limits: dict[str, AddedLimits] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)

    def source(self, name: str) -> Source:
        """Return a source by name; raise `NotFound` with the nearest names if there is none."""
        return _named(self.sources, name, "source")

    def with_overrides(self, other: Catalogue) -> Catalogue:
        """Return a new catalogue in which things of `other` replace things of the same name.

        Limits that `other` adds to a source join those the source has.

        Raises
        ------
        DefinitionError
            If limits are added to a source that is not there, or do not fit it.
        """
        sources = {**self.sources, **other.sources}
        for name, added in other.limits.items():
            place = other.place_of("limits", name)
            if name not in sources:
                raise _no_such_source(place, name, sources)
            sources[name] = with_added_limits(sources[name], added, place=place)
        return Catalogue(
            sources,
            {**self.codes, **other.codes},
            {**self.crosswalks, **other.crosswalks},
            {**self.layouts, **other.layouts},
            {**self.limits, **other.limits},
            {**self.places, **other.places},
        )

    def place_of(self, kind: str, name: str) -> str:
        """Return "file, line n: kind" of a definition, for messages."""
        return self.places.get((kind, name), f"{kind} '{name}'")


def _no_such_source(place: str, name: str, sources: dict[str, Source]) -> DefinitionError:
    near = difflib.get_close_matches(name, list(sources), n=3) or sorted(sources)
    return DefinitionError(
        place,
        found=f"limits for the source '{name}', which is not described",
        accepted=", ".join(near),
        next_step="name a described source",
    )


def _named(table: dict[str, Source], name: str, kind: str) -> Source:
    if name in table:
        return table[name]
    near = difflib.get_close_matches(name, list(table), n=3) or sorted(table)
    raise NotFound(
        f"{kind} '{name}'",
        found="no such name in the catalogue",
        accepted=", ".join(near),
        next_step="run 'peelian catalogue list' to see every source",
    )


def read_catalogue(files: Iterable[Path]) -> Catalogue:
    """Read described sources, code lists, crosswalks and layouts from YAML files.

    Each document says what it is by its first key (`source`, `codes`, `crosswalk` or `layout`). Files that
    hold other kinds of definition are passed over.

    Raises
    ------
    DefinitionError
        If a document is wrong, or one name is defined twice.
    """
    made = Catalogue()
    places = made.places
    tables = {
        "source": made.sources,
        "codes": made.codes,
        "crosswalk": made.crosswalks,
        "layout": made.layouts,
        "limits": made.limits,
    }
    for path in files:
        for document in read_located(path):
            kind = _kind_of(document)
            if kind is None:
                continue
            definition = read_definition(_KINDS[kind], document)
            name = str(getattr(definition, kind))
            if (kind, name) in places:
                raise DefinitionError(
                    document.where((kind,)),
                    found=f"{kind} '{name}' a second time (first in {places[kind, name]})",
                    accepted="each name once",
                    next_step="rename or remove one of the two",
                )
            places[kind, name] = document.where((kind,))
            tables[kind][name] = definition  # type: ignore[index]
    return made


def _kind_of(document: Located) -> str | None:
    if not isinstance(document.data, dict) or not document.data:
        raise DefinitionError(
            document.path.name,
            found=f"{document.data!r}" if document.data is not None else "nothing",
            accepted="a mapping whose first key says what is defined (source, codes, crosswalk, layout ...)",
            next_step="write the definition or remove the file",
        )
    first = str(next(iter(document.data)))
    if first in _KINDS:
        return first
    if first in _OTHER_KINDS:
        return None
    known = [*_KINDS, *_OTHER_KINDS]
    near = difflib.get_close_matches(first, known, n=1)
    raise DefinitionError(
        document.where((first,)),
        found=f"'{first}' as the first key",
        accepted=f"a first key that says what is defined: {', '.join(known)}",
        next_step=f"write '{near[0]}'" if near else "begin the definition with one of these keys",
    )
