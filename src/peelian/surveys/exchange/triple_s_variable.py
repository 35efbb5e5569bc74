"""Variables of a triple-s definition (versions 2.0 and 3.0 of the interchange standard, triple-s.org)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args
from xml.etree.ElementTree import Element

from peelian.errors import FileRefused

TripleType = Literal["single", "multiple", "quantity", "character", "logical", "date", "time"]


@dataclass(frozen=True, slots=True)
class TripleVariable:
    """One variable of a triple-s record.

    Parameters
    ----------
    ident, name, label
        Its reference, name and label.
    type
        Its type.
    use
        "serial" or "weight" where it is one, else "".
    filter
        Name of the logical variable that says of whom it holds, or "".
    start, finish
        First and last character of a fixed record, from 1; in CSV the first and last column.
    codes
        Code -> label of single and multiple, in order.
    span
        Smallest and largest value of a quantity, as written; empty where none is given.
    subfields, width
        For a multiple that is spread: how many codes are written and how wide; 0 for a row of 0 and 1.
    """

    ident: str
    name: str
    label: str
    type: TripleType
    use: str
    filter: str
    start: int
    finish: int
    codes: dict[str, str]
    span: tuple[str, str]
    subfields: int = 0
    width: int = 0


def triple_variable(element: Element, *, file: str) -> TripleVariable:
    """Return a variable as it stands in a definition.

    Parameters
    ----------
    element
        The element `variable`.
    file
        The file, for messages.

    Raises
    ------
    FileRefused
        If it has no type that is known, no name or no position.
    """
    kind = element.get("type", "")
    name = _text(element, "name") or element.get("ident", "")
    position = element.find("position")
    if kind not in get_args(TripleType) or not name or position is None:
        raise FileRefused(
            f"{file}, variable '{name or element.get('ident', '?')}'",
            found=f"type '{kind}'" if kind not in get_args(TripleType) else "no name or no position",
            accepted=f"a name, a position, and one of the types {', '.join(get_args(TripleType))}",
            next_step="export the triple-s files again",
        )
    start = _whole(position.get("start"), file, name)
    values = element.find("values")
    span, codes = ("", ""), {}
    if values is not None:
        ranged = values.find("range")
        if ranged is not None:
            span = (ranged.get("from", ""), ranged.get("to", ""))
        codes = {each.get("code", ""): _plain(each) for each in values.findall("value")}
    spread = element.find("spread")
    return TripleVariable(
        ident=element.get("ident", ""),
        name=name,
        label=_text(element, "label") or name,
        type=kind,  # type: ignore[arg-type]
        use=element.get("use", ""),
        filter=element.get("filter", ""),
        start=start,
        finish=_whole(position.get("finish") or str(start), file, name),
        codes=codes,
        span=span,
        subfields=0 if spread is None else _whole(spread.get("subfields"), file, name),
        width=0 if spread is None else _whole(spread.get("width") or "0", file, name),
    )


def _text(element: Element, tag: str) -> str:
    found = element.find(tag)
    return "" if found is None else _plain(found)


def _plain(element: Element) -> str:
    """Return the text of an element; where it has one for each language or mode, the first one."""
    inner = element.find("text")
    whole = (
        "".join(element.itertext())
        if inner is None
        else (element.text or "").strip() or "".join(inner.itertext())
    )
    return " ".join(whole.split())


def _whole(text: str | None, file: str, name: str) -> int:
    if text is None or not text.strip().isdigit():
        raise FileRefused(
            f"{file}, variable '{name}'",
            found=f"the position or width '{text or ''}'",
            accepted="a whole number",
            next_step="export the triple-s files again",
        )
    return int(text)
