"""Nouns: what a measure counts, in a sentence, for none, one and many."""

from __future__ import annotations

from peelian.publication.edition import MeasureText
from peelian.reference.unit import say_count, say_number

_ES = ("ches", "shes", "sses", "xes")


def uncapital(title: str) -> str:
    """Return a title as it stands inside a sentence; acronyms keep their capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def noun(measure: MeasureText, *, amount: float | None = None) -> str:
    """Return what a measure counts: plural, unless `amount` is exactly one.

    A measure that names its own words keeps them. Otherwise "vehicle offences" is made from a title that ends
    with the unit, "offences" from a title that says it is everything, and "offences of burglary" from any
    other.
    """
    many = measure.many or _made(measure)
    if amount != 1:
        return many
    return measure.one or _singular(many)


def counted(value: float, measure: MeasureText) -> str:
    """Return a number with its noun: "1,043 offences of burglary", "1 offence of burglary", "no offences
    ...".
    """
    if value == 0:
        return f"no {noun(measure)}"
    number = say_count(value) if float(value).is_integer() else say_number(value)
    return f"{number} {noun(measure, amount=value)}"


def _made(measure: MeasureText) -> str:
    unit = measure.unit.partition(" per ")[0]
    title = uncapital(measure.title)
    if title.startswith(("all ", "total ")) or _singular(unit) in title.split():
        return unit
    last = title.split()[-1] if title else ""
    if last in (unit, "crimes", "offences"):
        return title
    return f"{unit} of {title}"


def _singular(many: str) -> str:
    """Return the singular of a plain English plural; each part of "a and b" is turned on its own."""
    if " and " in many:
        return " and ".join(_singular(part) for part in many.split(" and "))
    head, of, rest = many.partition(" of ")
    if of:
        return f"{_singular(head)}{of}{rest}"
    if head.endswith("ies"):
        return head[:-3] + "y"
    if head.endswith(_ES):
        return head[:-2]
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head
