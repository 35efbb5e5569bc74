"""Choices told: how many of the chosen priorities fell, as findings count them, and the sentence of it."""

from __future__ import annotations

from peelian.findings.finding import Finding
from peelian.publication.desk import Desk
from peelian.reference.area import Area

_FORMS = ("fell", "fell_clearly", "rose_clearly", "no_clear_change")


def tallied(desk: Desk, area: Area, *, stem: str = "chosen_priorities") -> dict[str, Finding]:
    """Return how many chosen priorities fell, and how many clearly, as the findings of a place say.

    Parameters
    ----------
    desk
        The page's desk.
    area
        Which place.
    stem
        "chosen_priorities", or "not_chosen" for the rest of the menu.
    """
    index, out = desk.reader.index, {}
    for form in _FORMS:
        name = f"{stem}_{form}"
        for kind in index.kinds(name):
            end = index.newest(name, level=area.level, kind=kind)
            found = index.at(name, [area.code], kind, end=end) if end is not None else ()
            if found and found[0].numerator is not None:
                out[form] = found[0]
    return out


def say_chosen(counted: dict[str, Finding]) -> str:
    """Return one sentence on the chosen priorities, such as "18 of 67 chosen priorities fell"; "" without
    a count.
    """
    fell = counted.get("fell")
    if fell is None:
        return ""
    text = f"{fell.numerator or 0:,.0f} of {fell.denominator or 0:,.0f} chosen priorities fell"
    clearly = counted.get("fell_clearly")
    if clearly is not None and fell.numerator:
        text += f", {f'{clearly.numerator:,.0f}' if clearly.numerator else 'none'} of them clearly"
    text += "."
    rose, flat = counted.get("rose_clearly"), counted.get("no_clear_change")
    more = (
        [f"{rose.numerator:,.0f} rose clearly" if rose.numerator else "none rose clearly"]
        if rose is not None
        else []
    )
    if flat is not None and flat.numerator:
        more.append(
            f"in {flat.numerator:,.0f} the difference is within what chance and usual variation produce"
        )
    if not more:
        return text
    rest = "; ".join(more)
    return f"{text} {rest[:1].upper()}{rest[1:]}."
