"""The catalogue itself: sources, code lists and crosswalks by name, shipped ones overridden by the workspace's."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

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
}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every described thing, by name."""

    sources: dict[str, Source] = field(default_factory=dict)
    codes: dict[str, CodeList] = field(default_factory=dict)
    crosswalks: dict[str, Crosswalk] = field(default_factory=dict)
    layouts: dict[str, Layout] = field(default_factory=dict)

    def source(self, name: str) -> Source:
        """Return a source by name; raise `NotFound` with the nearest names if there is none."""
        return _named(self.sources, name, "source")

    def with_overrides(self, other: Catalogue) -> Catalogue:
        """Return a new catalogue in which things of `other` replace things of the same name."""
        return Catalogue(
            {**self.sources, **other.sources},
            {**self.codes, **other.codes},
            {**self.crosswalks, **other.crosswalks},
            {**self.layouts, **other.layouts},
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

    Each document says what it is by its first key (`source`, `codes`, `crosswalk` or `layout`). Files that hold
    other kinds of definition are passed over.

    Raises
    ------
    DefinitionError
        If a document is wrong, or one name is defined twice.
    """
    made = Catalogue()
    places: dict[tuple[str, str], str] = {}
    tables = {
        "source": made.sources,
        "codes": made.codes,
        "crosswalk": made.crosswalks,
        "layout": made.layouts,
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
    first = next(iter(document.data))
    return first if first in _KINDS else None
