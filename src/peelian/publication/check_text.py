"""The check as it is explained to a reader."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckText:
    """A check for gaming as it is named and explained.

    Parameters
    ----------
    id, name, title, form, about
        As its findings carry it, as a plan names it, its title, its form and what is looked for.
    other_reasons
        What else makes such a sign.
    source, counts
        Name of the source whose records are looked at, and what these are called.
    """

    id: str
    name: str
    title: str
    form: str
    about: str
    other_reasons: str
    source: str
    counts: str
