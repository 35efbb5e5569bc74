"""Constructs as they are told to a reader: an idea and by what it is measured, in whichever data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConstructItemText:
    """One question, or one measure, that stands for an idea.

    Parameters
    ----------
    source, title
        The source it is of, by name and by title.
    label
        What it is called.
    measure
        The measure whose findings tell it; "" where none does.
    turned
        True where more of it means less of the idea.
    question
        Name of the question; "" for a measure that is no answer of one person.
    answers
        Words of the answers, in the order of their scores as they are written.
    """

    source: str
    title: str
    label: str
    measure: str
    turned: bool
    question: str = ""
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ConstructText:
    """One idea.

    Parameters
    ----------
    name, title, about, theory
        As it is defined: what it is in plain words, and the work it is taken from.
    items
        What measures it.
    """

    name: str
    title: str
    about: str
    theory: str
    items: tuple[ConstructItemText, ...]
