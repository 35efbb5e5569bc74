"""Reading a file of printed figures."""

from __future__ import annotations

from pathlib import Path

from peelian.acceptance.printed import PrintedFigures
from peelian.definitions.located import read_located
from peelian.definitions.model import read_definition
from peelian.errors import DefinitionError


def read_figures(path: Path) -> PrintedFigures:
    """Read the figures that a document prints.

    Raises
    ------
    DefinitionError
        If the file is not understood, or holds no figures or more than one document.
    """
    documents = read_located(path)
    if len(documents) != 1:
        raise DefinitionError(
            path.name,
            found=f"{len(documents)} documents",
            accepted="one document that begins with 'figures of'",
            next_step="write the figures of each document in a file of their own",
        )
    return read_definition(PrintedFigures, documents[0])
