"""Reading XML of others: no document type, so no entity and nothing from elsewhere is ever followed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from xml.parsers import expat

from peelian.errors import FileRefused

_MOST_BYTES = 64 << 20
_DEEPEST = 64


def read_xml(path: Path, *, name: str) -> ET.Element:
    """Return the top of an XML document.

    Entities can only be declared in a document type. A file that has one is refused as soon as it is met,
    before anything in it is expanded: neither "billion laughs" nor a file of this machine can come in by it.

    Parameters
    ----------
    path, name
        The file, and how its user wrote it.

    Raises
    ------
    FileRefused
        If it has a document type, is not well-formed, is nested deeper than 64 or larger than 64 MiB.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise FileRefused(
            name,
            found=f"an XML file of {path.stat().st_size >> 20} MiB",
            accepted=f"at most {_MOST_BYTES >> 20} MiB",
            next_step="split it, or send the answers as CSV beside a definition",
        )
    content = path.read_bytes()
    guard = expat.ParserCreate()
    depth = 0

    def refuse(*_: object) -> None:
        raise FileRefused(
            name,
            found="an XML file with a DOCTYPE",
            accepted="XML without a document type, so that nothing in it points elsewhere",
            next_step="take the line that begins '<!DOCTYPE' out of the file, if you trust its sender",
        )

    def down(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise FileRefused(
                name,
                found=f"XML nested deeper than {_DEEPEST}",
                accepted="a questionnaire a few levels deep",
                next_step="ask the sender what the file is",
            )

    def up(*_: object) -> None:
        nonlocal depth
        depth -= 1

    guard.StartDoctypeDeclHandler = refuse
    guard.EntityDeclHandler = refuse
    guard.StartElementHandler = down
    guard.EndElementHandler = up
    try:
        guard.Parse(content, True)
        return ET.fromstring(content)  # noqa: S314 - see above
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError) as problem:
        raise FileRefused(
            name,
            found=f"XML that is not well-formed ({problem})",
            accepted="well-formed XML",
            next_step="export the file again",
        ) from problem


def write_xml(top: ET.Element) -> str:
    """Return an XML document as text, indented, with its declaration.

    Parameters
    ----------
    top
        The top of the document; it is indented in place.
    """
    ET.indent(top)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(top, encoding="unicode") + "\n"
