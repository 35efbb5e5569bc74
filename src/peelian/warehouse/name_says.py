"""Facts that a giver writes only in the file's name, such as which force a file of stops is of."""

from __future__ import annotations

import re

from peelian.catalogue.catalogue import Catalogue
from peelian.catalogue.layout import Layout
from peelian.catalogue.source import Source


def said_by_name(file: str, layout: Layout, *, source: Source, catalogue: Catalogue) -> dict[str, str]:
    """Return the fields that the name of a file states.

    A value that the source does not know is left out: a name proves nothing, and the field then has no value.

    Parameters
    ----------
    file
        Name of the file; of a member of an archive, what comes after "!".
    """
    own_name = file.rsplit("!", 1)[-1].rsplit("/", 1)[-1]
    match = re.search(layout.name_says, own_name) if layout.name_says else None
    said = {}
    for name, value in (match.groupdict() if match else {}).items():
        field = source.fields.get(name)
        if field is None or not value:
            continue
        listed = catalogue.codes.get(field.codes)
        codes = field.values or (listed.list if listed is not None else {})
        if not codes or value in codes:
            said[name] = value
    return said
