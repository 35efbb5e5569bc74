"""Reading named definitions of one kind from YAML files, each name once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from peelian.definitions.located import Located, read_located
from peelian.definitions.model import Definition, read_definition
from peelian.errors import DefinitionError

D = TypeVar("D", bound=Definition)


@dataclass(frozen=True, slots=True)
class Named(Generic[D]):
    """A definition and the document it was read from, which knows the lines of its parts.

    Parameters
    ----------
    definition
        The definition.
    document
        The document.
    place
        File and line of its name, for messages.
    """

    definition: D
    document: Located
    place: str


def read_named(model: type[D], files: Iterable[Path], *, kind: str) -> dict[str, Named[D]]:
    """Return definitions of one kind by name. Documents that begin with another key are passed over.

    Parameters
    ----------
    model
        What a definition of the kind is.
    files
        Files to read.
    kind
        The key that such a document begins with, whose value is the name.

    Raises
    ------
    DefinitionError
        If a definition is wrong, or two have one name.
    """
    found: dict[str, Named[D]] = {}
    for path in files:
        for document in read_located(path):
            if not isinstance(document.data, dict) or next(iter(document.data), None) != kind:
                continue
            name = str(document.data[kind])
            read = Named(read_definition(model, document), document, document.where((kind,)))
            if name in found:
                raise DefinitionError(
                    read.place,
                    found=f"the {kind} '{name}' a second time (first in {found[name].place})",
                    accepted="each name once",
                    next_step="rename or remove one of the two",
                )
            found[name] = read
    return found
